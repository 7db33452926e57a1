"""Published history: every edition, what changed between two, and one as readers saw it."""

import json

import pytest
from django.urls import reverse

from api.models import Edition
from cms.admin.subjects import history_url
from procedures.models import ProcedurePage
from tests import factories
from tests.copies import once


@pytest.fixture
def page(index):
    """Published with one text, then with another."""

    def make():
        page = factories.treatment(index, summary="You rest for an hour.")
        page.summary = "You rest for two hours."
        page.save_revision().publish()

    once("two_editions", make)
    return ProcedurePage.objects.get(slug="kneeling")


def history_of(instance, rest=""):
    return history_url(type(instance), instance.pk) + rest


def numbers(instance):
    """Of its editions, oldest first."""
    found = Edition.objects.filter(document_id=instance.translation_key, locale="en").order_by("number")
    return list(found.values_list("number", flat=True))


def rows(html):
    """Cells of the listing, as text."""
    from bs4 import BeautifulSoup

    table = BeautifulSoup(html, "html.parser").select_one("table.listing tbody")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in table.select("tr")]


def test_every_edition_is_listed_newest_first_with_who_did_it_and_why(page, editor):
    unpublish = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    editor.post(unpublish)

    listed = rows(editor.get(history_of(page)).content)

    first, second, withdrawn = numbers(page)
    assert [row[1:] for row in listed] == [
        ["Withdrawn", "Unpublished", "nora", str(withdrawn)],
        ["Published", "", "", str(second)],
        ["Published", "", "", str(first)],
    ]
    assert "What changed" in listed[1][0]
    assert "What changed" not in listed[2][0]


def test_newest_is_compared_with_the_one_before_unless_others_are_chosen(page, editor):
    html = editor.get(history_of(page, "compare/")).content.decode()

    assert "You rest for <del>an hour.</del> <ins>two hours.</ins>" in " ".join(html.split())
    first, _ = numbers(page)
    same = editor.get(history_of(page, f"compare/?older={first}&newer={first}")).content.decode()
    assert "This is the same text twice." in same


def test_order_of_the_two_does_not_matter(page, editor):
    older, newer = numbers(page)

    html = editor.get(history_of(page, f"compare/?older={newer}&newer={older}")).content.decode()

    assert "<ins>two hours.</ins>" in html


@pytest.mark.parametrize("query", ["older=1", "older=x&newer=y", "newer=99999999"])
def test_edition_that_is_none_of_this_page_is_refused_beside_the_field(page, editor, query):
    response = editor.get(history_of(page, f"compare/?{query}"))

    assert response.status_code == 200
    assert "is not one of the available choices" in response.content.decode()


def test_markup_that_somebody_wrote_as_text_is_escaped(page, editor):
    page.summary = "<script>alert(1)</script>"
    page.save_revision().publish()

    html = editor.get(history_of(page, "compare/")).content.decode()

    assert "<ins>&lt;script&gt;alert(1)&lt;/script&gt;</ins>" in html


def test_what_differs_only_for_machines_is_said_to_be_the_same_for_readers(page, editor):
    page.sections = [factories.section("what", "What is it?", factories.text("It is a <i>treatment</i>."))]
    page.save_revision().publish()
    page.sections[0].value["blocks"][0].value["text"].source = "<p>It is a <b>treatment</b>.</p>"
    page.save_revision().publish()

    html = editor.get(history_of(page, "compare/")).content.decode()

    assert "Both say the same to readers. Only technical details differ" in html


def test_once_published_has_nothing_to_compare(editor, index):
    html = editor.get(history_of(factories.treatment(index), "compare/")).content.decode()

    assert "this needs to have been published at least twice" in html


def test_edition_is_drawn_as_readers_saw_it_and_says_whether_they_still_do(page, editor):
    first, second = numbers(page)

    then = editor.get(history_of(page, f"{first}/")).content.decode()
    now = editor.get(history_of(page, f"{second}/")).content.decode()

    assert "You rest for an hour." in then
    assert "They do not see it any more." in then
    assert "You rest for two hours." in now
    assert "This is what readers see now" in now


def test_edition_that_the_contract_of_today_cannot_read_is_shown_in_words(page, editor):
    """Two years from now there are members that editions of today do not have."""
    _, second = numbers(page)
    newest = Edition.objects.get(number=second)
    body = json.loads(bytes(newest.body))
    del body["seo"]
    old = {field.name: getattr(newest, field.name) for field in Edition._meta.concrete_fields}
    old |= {"number": second + 1, "body": json.dumps(body).encode()}
    Edition.objects.create(**old)

    html = editor.get(history_of(page, f"{second + 1}/")).content.decode()

    assert "This was published in an older form" in html
    assert "You rest for two hours." in html


def test_withdrawal_has_nothing_to_see(page, editor):
    page.unpublish()

    assert editor.get(history_of(page, f"{numbers(page)[-1]}/")).status_code == 404


def test_edition_of_another_page_is_not_shown_here(page, editor, index):
    other = factories.treatment(index, slug="other", title="Other")

    assert editor.get(history_of(page, f"{numbers(other)[0]}/")).status_code == 404


def test_shared_content_has_its_history_too(editor, index):
    specialty = factories.specialty("Joints")
    specialty.name = "Bones and joints"
    specialty.save_revision().publish()

    compared = editor.get(history_of(specialty, "compare/")).content.decode()
    shown = editor.get(history_of(specialty, f"{numbers(specialty)[0]}/")).content.decode()

    assert "<ins>Bones and joints</ins>" in compared
    assert "Joints" in shown


@pytest.mark.parametrize("rest", ["", "compare/", "{number}/"])
def test_whoever_may_neither_edit_nor_publish_is_refused(page, index, rest):
    from tests.admin.test_updates import access_admin
    from tests.people import sign_in

    visitor = sign_in("vera")
    visitor.user.user_permissions.add(access_admin())

    response = visitor.get(history_of(page, rest.format(number=numbers(page)[0])))

    assert response.status_code == 302
    assert response.url == "/admin/"


@pytest.mark.parametrize("address", ["procedures/procedurepage/0/", "auth/user/1/", "procedures/procedurepage/x/"])
def test_unknown_address_is_not_found(editor, address):
    assert editor.get(f"/admin/published/{address}").status_code == 404


def test_menus_of_published_pages_and_snippets_lead_to_it(page, editor, index):
    draft = ProcedurePage(title="Draft", slug="draft", locale=index.locale, live=False)
    type(index).objects.get(pk=index.pk).add_child(instance=draft)
    specialty = factories.specialty("Joints")
    edit = reverse("wagtailsnippets_procedures_specialty:edit", args=[specialty.pk])

    for address in (f"/admin/pages/{index.pk}/", f"/admin/pages/{page.pk}/edit/"):
        assert f'href="{history_of(page)}"' in editor.get(address).content.decode()
    assert f'href="{history_of(draft)}"' not in editor.get(f"/admin/pages/{index.pk}/").content.decode()
    for address in ("/admin/snippets/procedures/specialty/", edit):
        assert f'href="{history_of(specialty)}"' in editor.get(address).content.decode()


def test_either_history_leads_to_the_other(page, editor):
    drafts = reverse("wagtailadmin_pages:history", args=[page.pk])

    assert f'href="{history_of(page)}"' in editor.get(drafts).content.decode()
    assert f'href="{drafts}"' in editor.get(history_of(page)).content.decode()


def test_what_readers_saw_is_public_again_in_two_clicks(editor, index, api):
    page = factories.treatment(index, summary="You rest for an hour.")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    page.summary = "You rest for two hours."
    page.save_revision().publish(user=editor.user)
    first, _ = numbers(page)
    again = history_of(page, f"{first}/again/")

    assert f'href="{again}"' in editor.get(history_of(page)).content.decode()
    editor.post(again)

    assert api("procedures/kneeling/").json()["summary"] == "You rest for an hour."
    assert "You rest for an hour." in editor.get(edit).content.decode()
    assert rows(editor.get(history_of(page)).content)[0][3] == "nora"


def test_who_may_not_publish_cannot_bring_it_back(page, author):
    first, _ = numbers(page)

    assert history_of(page, f"{first}/again/") not in author.get(history_of(page)).content.decode()
    author.post(history_of(page, f"{first}/again/"))
    assert ProcedurePage.objects.get(pk=page.pk).summary == "You rest for two hours."
