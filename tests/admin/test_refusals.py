"""What cannot be published is told in the admin, by name and with the remedy; nothing is lost and nothing half done."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from api.models import Document, Edition
from procedures.models import ProcedureIndexPage, ProcedurePage, Specialty
from tests import factories


def headless(parent, **fields):
    """A draft with a section without heading: the contract forbids it."""
    page = ProcedurePage(**{"title": "Headless", "slug": "headless", "locale": parent.locale} | fields)
    page.live = False
    page.sections = [factories.section("what", "", factories.text("No heading."))]
    parent = type(parent).objects.get(pk=parent.pk)
    parent.add_child(instance=page)
    page.save_revision()
    return page


def specialty_form(name, **fields):
    empty = {"slug": "", "description": rich_text("<p>What we do.</p>"), "contact": ""}
    return {"name": name, **empty, **fields, "action-publish": "yes"}


def test_snippet_that_the_contract_forbids_is_kept_as_a_draft_and_its_field_is_named(editor, said):
    new = reverse("wagtailsnippets_procedures_specialty:add")

    response = editor.post(new, specialty_form("疼痛"))

    specialty = Specialty.objects.get(name="疼痛")
    assert response.url == reverse("wagtailsnippets_procedures_specialty:edit", args=[specialty.pk])
    assert said(response) == [
        "“疼痛” is saved as a draft, but not published. “Last part of the address”: Fill this in."
    ]
    assert not specialty.live


def test_published_snippet_keeps_what_readers_see_when_its_change_is_forbidden(editor, said, api):
    specialty = factories.specialty("Joints")
    edit = reverse("wagtailsnippets_procedures_specialty:edit", args=[specialty.pk])

    response = editor.post(edit, specialty_form("疼痛"))

    assert response.status_code == 302
    assert api("specialties/joints/").json()["name"] == "Joints"
    specialty.refresh_from_db()
    assert specialty.get_latest_revision_as_object().name == "疼痛"


def test_copied_tree_that_is_published_at_once_gets_free_addresses(editor, index, said, api):
    factories.treatment(index)

    response = editor.post(
        reverse("wagtailadmin_pages:copy", args=[index.pk]),
        {
            "new_title": "Treatments again",
            "new_slug": "treatments-again",
            "new_parent_page": index.get_parent().pk,
            "copy_subpages": "on",
            "publish_copies": "on",
        },
    )

    assert said(response) == ["Page 'Treatments' and 1 subpages copied."]
    slugs = [treatment["slug"] for treatment in api("procedures/").json()["results"]]
    assert slugs == ["kneeling", "kneeling-2"]


def test_alias_turned_into_a_page_of_its_own_gets_a_free_address(editor, index, said, api):
    page = factories.treatment(index)
    index.refresh_from_db()
    index.create_alias(recursive=True, update_slug="more", parent=index.get_parent())
    [alias] = page.aliases.all()

    response = editor.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))

    assert said(response) == ["Page 'Kneeling' has been converted into an ordinary page."]
    assert ProcedurePage.objects.get(pk=alias.pk).slug == "kneeling-2"
    assert api("procedures/kneeling-2/").status_code == 200


def test_page_that_moves_keeps_its_text_under_its_new_address(editor, index, said, api):
    page = factories.treatment(index)
    elsewhere = factories.publish(index.get_parent().specific, ProcedureIndexPage(title="More", slug="more"))

    response = editor.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, elsewhere.pk]))

    assert said(response) == ["Page 'Kneeling' moved."]
    assert api("procedures/kneeling/").json()["path"] == "/more/kneeling/"


def test_publishing_many_pages_names_the_one_that_cannot_be_and_publishes_none(editor, index, said):
    good = headless(index, title="Good", slug="good")
    good.sections = [factories.section("what", "What is it?", factories.text("Sound."))]
    good.save_revision()
    bad = headless(index)

    response = bulk(editor, "publish", good, bad)

    assert said(response) == [
        "“Headless” cannot be published. What it is › Heading: Fill this in. Nothing was changed."
    ]
    assert not Page.objects.filter(pk__in=[good.pk, bad.pk], live=True).exists()
    assert not Edition.objects.filter(slug__in=["good", "headless"]).exists()


def bulk(client, action, *pages):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(
        f"{address}?{'&'.join(f'id={page.pk}' for page in pages)}", HTTP_REFERER="http://testserver/admin/"
    )


def test_publishing_many_pages_tells_whose_address_is_taken(editor, index, said):
    factories.treatment(index, slug="kneeling")
    elsewhere = factories.publish(index.get_parent().specific, ProcedureIndexPage(title="More", slug="more"))
    twin = headless(elsewhere, title="Twin", slug="twin")
    twin.slug = "kneeling"
    twin.sections = []
    twin.save_revision(clean=False)

    response = bulk(editor, "publish", twin)

    assert said(response) == [
        "“Last part of the address”: “Kneeling” already has the address “kneeling”. Choose another. "
        "Nothing was changed."
    ]


def test_what_the_contract_alone_forbids_is_told_as_the_form_calls_it(editor, index, said):
    page = headless(index, title="Numbered")
    steps = ("list", {"lead_in": "", "style": "number", "start": 0, "items": ["Rest."]})
    page.sections = [factories.section("what", "What is it?", steps)]
    page.save_revision(clean=False)

    [message] = said(bulk(editor, "publish", page))

    assert message == (
        "“Numbered” cannot be published. What is it? › List › First number: It must be 1 or more. Nothing was changed."
    )


@pytest.fixture
def workflow(index, editor):
    return factories.approval(editor.user.groups.all())


def test_approved_page_that_cannot_be_published_stays_in_the_workflow(editor, author, index, workflow, said):
    page = headless(index)
    state = workflow.start(page, author.user)
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])

    response = editor.post(approve, HTTP_REFERER=f"http://testserver/admin/pages/{page.pk}/edit/")

    assert response.url == f"http://testserver/admin/pages/{page.pk}/edit/"
    assert said(response) == [
        "“Headless” cannot be published. What it is › Heading: Fill this in. Nothing was changed."
    ]
    state.refresh_from_db()
    assert state.status == "in_progress"
    assert not ProcedurePage.objects.get(pk=page.pk).live


def test_dialog_that_cannot_show_errors_leaves_them_to_the_next_page(editor, administrator, index, said):
    page = headless(index)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    ProcedurePage.objects.filter(pk=page.pk).update(live=True)

    response = administrator.post(
        reverse("wagtailadmin_pages:set_privacy", args=[page.pk]),
        {"restriction_type": "none"},
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    )

    assert response.status_code == 400
    assert said(response) == [
        "“Headless” cannot be published. What it is › Heading: Fill this in. Nothing was changed."
    ]
    assert PageViewRestriction.objects.filter(page=page).exists()


def test_editor_that_saves_by_itself_gets_the_refusal_as_json(editor, index, workflow, author, said):
    page = headless(index)
    state = workflow.start(page, author.user)
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])

    response = editor.post(approve, HTTP_ACCEPT="application/json")

    assert response.status_code == 400
    assert response.json()["error_message"].startswith("“Headless” cannot be published.")
    assert said(response) == []


def test_page_outside_of_every_site_is_published_without_a_document(administrator, index):
    lonely = factories.publish(Page.get_first_root_node(), type(index.get_parent().specific)(title="New", slug="new"))

    response = administrator.post(
        reverse("wagtailadmin_pages:edit", args=[lonely.pk]), page_form(lonely) | {"action-publish": "yes"}
    )

    assert response.status_code == 302
    assert not Document.objects.filter(document_id=lonely.translation_key).exists()


def page_form(page):
    from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "seo_title": "",
            "search_description": "",
            "summary": "",
            "image": "",
            "contact": "",
            "sections": streamfield([]),
            "comments": inline_formset([]),
        }
    )


def test_error_that_says_nothing_to_editors_is_not_hidden(editor, index, monkeypatch):
    """Only what editors can mend is told as a message."""
    page = factories.treatment(index)

    def broken(*args, **options):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(ProcedurePage, "save", broken)
    with pytest.raises(RuntimeError):
        editor.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))


def test_refusal_leads_back_only_to_addresses_of_this_site(editor, index):
    bad = headless(index)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response = editor.post(f"{address}?id={bad.pk}", HTTP_REFERER="https://elsewhere.example/")

    assert response.url == address


def test_draft_is_kept_when_the_sizes_of_its_picture_cannot_be_stored(administrator, index, said, settings, tmp_path):
    """The message must be true: what the editor wrote is in the draft, whatever the storage does."""
    settings.MEDIA_ROOT = tmp_path
    page = factories.treatment(index)
    picture = factories.image()
    (tmp_path / "images").write_text("Where the folder of sizes should be, there is a file.")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = nested_form_data(
        {"title": page.title, "slug": page.slug, "summary": "Written just now.", "image": str(picture.pk)}
        | {"facts": streamfield([]), "sections": streamfield([]), "reviewers": inline_formset([])}
        | {"comments": inline_formset([]), "action-publish": "yes"}
    )

    response = administrator.post(edit, form)

    assert said(response) == [
        "“Kneeling” is saved as a draft, but not published. The sizes of the image “Blue” cannot be stored at the "
        "moment. Nothing is wrong with the picture: tell whoever runs this site, and publish again later."
    ]
    page.refresh_from_db()
    assert (page.summary, page.live) == ("", True)
    draft = page.get_latest_revision_as_object()
    assert (draft.summary, draft.image_id) == ("Written just now.", picture.pk)


def test_alias_among_many_pages_is_left_out_and_said_to_be(editor, index, site, said, api):
    original = factories.treatment(index)
    alias = original.create_alias(parent=site.home, update_slug="alias")
    draft = headless(index, title="Draft", slug="draft")
    draft.sections = []
    draft.save_revision()

    response = bulk(editor, "publish", alias, draft)

    assert said(response) == [
        "Left out, as an alias is published with its original: “Kneeling”. Publish the original.",
        "1 page has been published",
    ]
    assert api("procedures/draft/").status_code == 200


def test_contact_line_that_pages_show_is_not_deleted_with_others(administrator, index, said):
    line = factories.contact()
    factories.treatment(index, contact=line)
    address = reverse("wagtail_bulk_action", args=["cms", "contact", "delete"])

    response = administrator.post(f"{address}?id={line.pk}", HTTP_REFERER="http://testserver/admin/")

    assert said(response) == ["It is still used by “Kneeling”. Nothing was changed."]


def test_form_that_is_too_large_is_told_so_with_its_size(editor, index, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20
    edit = reverse("wagtailadmin_pages:edit", args=[factories.treatment(index).pk])

    response = editor.post(edit, {"summary": "word " * 300_000})

    assert response.status_code == 413
    assert "This form is 1.4 MB large. At most 1.0 MB of text are taken" in response.content.decode()


def test_form_with_too_many_fields_is_told_so_as_json(editor, index, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    edit = reverse("wagtailadmin_pages:edit", args=[factories.treatment(index).pk])

    response = editor.post(edit, {f"field-{number}": "" for number in range(20)}, HTTP_ACCEPT="application/json")

    assert response.status_code == 413
    assert "in at most 10 fields" in response.json()["error_message"]
