"""Recalling a page in the admin: who may, what is checked first, what happens, and what is told."""

from html import unescape

import pytest
from django.urls import reverse

from cms.models import Recall
from procedures.models import ProcedureIndexPage, ProcedurePage
from tests import factories
from tests.people import sign_in


@pytest.fixture
def page(index):
    return factories.treatment(index)


@pytest.fixture
def spanish(page):
    """A published translation."""
    home = page.get_parent().get_parent().specific
    from wagtail.models import Locale

    locale = Locale.objects.get(language_code="es")
    for original in (home, page.get_parent().specific):
        original.copy_for_translation(locale).save_revision().publish()
    translation = page.copy_for_translation(locale)
    translation.title, translation.slug = "Arrodillarse", "arrodillarse"
    translation.save_revision().publish()
    return type(page).objects.get(pk=translation.pk)


def address(page):
    return reverse("publishing:recall", args=[page.pk])


def send(client, page, **answers):
    form = {"recall_class": "wrong", "replacement": "", "note": "", "include_translations": "on"}
    return client.post(address(page), form | answers)


def error_of(response, field):
    [message] = response.context["form"].errors[field]
    return message


def test_recalled_page_is_gone_with_its_reason_and_what_to_read_instead(editor, page, index, api, said):
    other = factories.treatment(index, slug="standing", title="Standing")

    response = send(editor, page, recall_class="safety", replacement=other.pk, note="Wrong dose.")

    assert response.url == f"/admin/pages/{page.pk}/edit/"
    assert said(response)[0] == "“Kneeling” is recalled. Readers do not see it any more, and apps are told."
    gone = api("procedures/kneeling/")
    assert gone.status_code == 410
    assert (gone.json()["reason"], gone.json()["recall_class"]) == ("recalled", "safety")
    assert gone.json()["replacement"]["slug"] == "standing"
    recall = Recall.objects.get()
    assert (recall.recalled_by, recall.note, recall.replacement_title) == (editor.user, "Wrong dose.", "Standing")


def test_translations_are_recalled_unless_the_editor_leaves_them(editor, page, spanish, api, said):
    response = send(editor, page)

    assert said(response)[0].startswith("“Kneeling” and “Arrodillarse” are recalled.")
    assert api("procedures/arrodillarse/?locale=es").status_code == 410


def test_translations_stay_when_the_box_is_not_ticked(editor, page, spanish, api):
    send(editor, page, include_translations="")

    assert api("procedures/kneeling/").status_code == 410
    assert api("procedures/arrodillarse/?locale=es").status_code == 200


def test_form_says_what_will_happen_and_to_which_pages(editor, page, spanish, index):
    type(index).objects.get(pk=index.pk).create_alias(recursive=True, update_slug="more", parent=index.get_parent())

    html = editor.get(address(page)).content.decode()

    assert "Readers do not see “Kneeling” any more." in html
    assert "Its copies at other addresses go with it: “Kneeling”." in html
    assert "The page is locked" in html
    assert "“Arrodillarse” (Español)" in html


@pytest.mark.parametrize("reason", ["", "unknown"])
def test_reason_must_be_one_of_the_list_and_nothing_happens_without_it(editor, page, api, reason):
    response = send(editor, page, recall_class=reason)

    assert error_of(response, "recall_class")
    assert api("procedures/kneeling/").status_code == 200
    assert not Recall.objects.exists()


def test_page_cannot_replace_itself_nor_what_goes_with_it(editor, page, spanish, index, api):
    index = type(index).objects.get(pk=index.pk)
    index.create_alias(recursive=True, update_slug="more", parent=index.get_parent())

    for chosen in (page, spanish, page.aliases.get()):
        response = send(editor, page, replacement=chosen.pk)
        assert error_of(response, "replacement") == "This is the page you are recalling. Choose another, or none."
    assert api("procedures/kneeling/").status_code == 200


def test_replacement_must_be_seen_by_readers_in_the_language(editor, page, spanish, index, api):
    draft = ProcedurePage(title="Draft", slug="draft", locale=index.locale, live=False)
    type(index).objects.get(pk=index.pk).add_child(instance=draft)

    for chosen in (draft, spanish.get_parent().get_parent()):
        chosen = chosen.specific
        if chosen.live:
            chosen.get_translation(index.locale).unpublish()
        response = send(editor, page, replacement=chosen.pk)
        assert error_of(response, "replacement") == (
            f"Readers cannot see “{chosen}” in English. Choose a published page in English, or none."
        )


def test_replacement_that_was_deleted_meanwhile_is_told(editor, page):
    assert error_of(send(editor, page, replacement=999999), "replacement") == (
        "This page does not exist any more. Choose another, or none."
    )


def test_only_those_with_the_right_may_recall_and_see_the_record(author, page, api):
    assert author.get(address(page)).url == "/admin/"
    assert send(author, page).url == "/admin/"
    assert author.get("/admin/reports/recalls/").url == "/admin/"
    assert api("procedures/kneeling/").status_code == 200
    assert "Recall now" not in author.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_right_to_recall_alone_is_not_enough_where_one_may_not_publish(index, page, api):
    from django.contrib.auth.models import Permission

    from procedures.roles import AUTHORS

    writer = sign_in("will", role=AUTHORS)
    writer.user.user_permissions.add(Permission.objects.get(codename="add_recall"))

    assert send(writer, page).url == "/admin/"
    assert api("procedures/kneeling/").status_code == 200


def test_forged_form_from_another_site_is_refused(editor, page, api):
    editor.handler.enforce_csrf_checks = True

    assert send(editor, page).status_code == 403
    assert api("procedures/kneeling/").status_code == 200


def test_menus_offer_it_for_what_readers_can_see(editor, page, index):
    draft = ProcedurePage(title="Draft", slug="draft", locale=index.locale, live=False)
    type(index).objects.get(pk=index.pk).add_child(instance=draft)
    listing = editor.get(f"/admin/pages/{index.pk}/").content.decode()

    assert f'href="{address(page)}"' in listing
    assert f'href="{address(draft)}"' not in listing
    assert f'href="{address(page)}"' in editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_page_that_readers_cannot_see_has_nothing_to_recall(editor, page, said):
    page.unpublish()

    response = editor.get(address(page))

    assert response.url == f"/admin/pages/{page.pk}/edit/"
    assert said(response) == ["Readers cannot see “Kneeling” now, so there is nothing to recall."]


def test_page_that_repeats_another_leads_to_that_one(editor, page, index, said):
    index = type(index).objects.get(pk=index.pk)
    index.create_alias(recursive=True, update_slug="more", parent=index.get_parent())

    response = editor.get(address(page.aliases.get()))

    assert said(response) == ["“Kneeling” repeats “Kneeling”. Recall that page: what repeats it goes with it."]


def test_editor_of_a_recalled_page_sees_who_recalled_it_and_why_until_it_is_published_again(editor, page):
    send(editor, page, note="Wrong dose.")
    edit = f"/admin/pages/{page.pk}/edit/"
    editor.get(edit)  # takes the message of success with it

    notice = unescape(editor.get(edit).content.decode())
    page.refresh_from_db()
    page.locked = False
    page.save_revision().publish()
    after = editor.get(edit).content.decode()

    assert "This page was recalled on" in notice
    assert "by nora. It says something wrong. Note: “Wrong dose.” Readers do not see it" in notice
    assert "This page was recalled" not in after


def test_recalled_page_says_so_once_beside_the_button_that_unlocks_it(editor, page):
    send(editor, page, note="Wrong dose.")
    edit = f"/admin/pages/{page.pk}/edit/"
    editor.get(edit)  # takes the message of success with it

    html = unescape(editor.get(edit).content.decode())

    assert html.count("This page was recalled on") == 1
    assert "was locked" not in html.partition("This page was recalled on")[0]
    assert reverse("wagtailadmin_pages:unlock", args=[page.pk]) in html.partition("This page was recalled on")[2]


def test_recalled_page_is_locked_for_others_and_named_in_the_log(editor, page, index):
    from wagtail.models import PageLogEntry

    send(editor, page)

    page.refresh_from_db()
    assert (page.locked, page.locked_by) == (True, editor.user)
    entry = PageLogEntry.objects.get(page=page.pk, action="cms.recall")
    assert (entry.user, entry.message) == (editor.user, "Recalled")


def test_record_lists_recalls_and_history_tells_them(editor, page):
    send(editor, page, note="Wrong dose.")

    record = editor.get("/admin/reports/recalls/").content.decode()
    history = editor.get(f"/admin/published/procedures/procedurepage/{page.pk}/").content.decode()

    for said in ("Kneeling", "English", "It says something wrong", "Wrong dose."):
        assert said in record
    assert "Recalled. It says something wrong. Note: Wrong dose." in history


def test_record_can_be_exported(editor, page):
    send(editor, page, note="Wrong dose.")

    exported = b"".join(editor.get("/admin/reports/recalls/?export=csv").streaming_content).decode()

    assert "It says something wrong,Wrong dose." in exported


def test_reports_menu_offers_the_record_to_those_who_may_see_it(editor, author):
    assert "/admin/reports/recalls/" in editor.get("/admin/").content.decode()
    assert "/admin/reports/recalls/" not in author.get("/admin/").content.decode()


def test_pages_that_show_a_recalled_one_follow(editor, page, index, api):
    from tests.queue import drain

    link = f'<a linktype="page" id="{page.pk}">kneeling</a>'
    other = factories.section("what", "What is it?", factories.text(f"Not {link}."))
    factories.treatment(index, slug="standing", title="Standing", sections=[other])
    drain()

    send(editor, page)
    drain()

    assert "/treatments/kneeling/" not in str(api("procedures/standing/").json()["sections"])


def test_index_of_treatments_can_be_recalled_too(editor, index, api):
    send(editor, ProcedureIndexPage.objects.get(pk=index.pk))

    assert api("pages/treatments/").status_code == 410
