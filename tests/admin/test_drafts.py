"""A draft is saved whatever is unfinished in it; nothing unfinished becomes public, by whatever road."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.models import Contact
from cms.publishing import schedule
from procedures.models import ProcedurePage
from tests import factories

RISKS = {"risks": streamfield([]), "none_stated_reason": ""}


def form(page, **fields):
    """What the editor's browser sends: a heading without content, and a block of risks that lists none."""
    empty = {"heading": "What can go wrong?", "blocks": streamfield([]), "subsections": streamfield([])}
    listed = {"heading": "", "blocks": streamfield([("risks", RISKS)]), "subsections": streamfield([])}
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": "",
            "alternative_names": "Kneeling",
            "codes": "icd-10",
            "procedure_type": "",
            "body_area": "",
            "action_text": "",
            "action_url": "https:/",
            "last_reviewed": "",
            "next_review": "",
            "facts": streamfield([]),
            "sections": streamfield([("risks", empty), ("what", listed)]),
            "reviewers": inline_formset([]),
            "comments": inline_formset([]),
        }
        | fields
    )


@pytest.fixture
def page(index):
    return factories.treatment(index)


def send(browser, page, **fields):
    return browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, **fields))


def test_a_page_that_was_outlined_and_left_is_kept(editor, page, said):
    response = send(editor, page)

    assert response.status_code == 302, response.context["form"].errors
    draft = ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [section.value["heading"] for section in draft.sections] == ["What can go wrong?", ""]
    assert (draft.codes, draft.action_url) == ("icd-10", "https:/")


def test_it_is_kept_too_when_the_form_saves_by_itself(editor, page):
    response = editor.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page), HTTP_ACCEPT="application/json"
    )

    assert response.json()["success"] is True


def test_its_preview_shows_what_is_there_and_lists_what_is_not(editor, page):
    send(editor, page)

    html = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()

    assert "Before this can be published" in html
    assert "What can go wrong? › Heading: This section is empty." in html
    assert "<h1>Kneeling</h1>" in html


def test_publishing_it_by_the_form_shows_each_field_that_must_be_mended(editor, page):
    response = send(editor, page, **{"action-publish": "yes"})

    errors = response.context["form"].errors
    assert {"codes", "action_url", "alternative_names", "sections"} <= set(errors)
    assert not ProcedurePage.objects.get(pk=page.pk).has_unpublished_changes


def by_program(page, editor):
    page.get_latest_revision().publish()


def by_schedule(page, editor):
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision(clean=False).publish()
    due = page.revisions.order_by("-pk").first()
    type(due).objects.filter(pk=due.pk).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    schedule.follow()


def by_bulk_action(page, editor):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    editor.post(f"{address}?id={page.pk}", HTTP_REFERER="http://testserver/admin/")


def by_approval(page, editor):
    task = GroupApprovalTask.objects.create(name="Approve")
    task.groups.set(editor.user.groups.all())
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(page, editor.user)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
    editor.post(address, HTTP_REFERER="http://testserver/admin/")


@pytest.mark.parametrize("road", [by_program, by_schedule, by_bulk_action, by_approval])
def test_no_road_leads_it_to_the_public(road, editor, page, api):
    unfinished = factories.section("risks", "What can go wrong?")
    page.sections = [unfinished]
    page.save_revision(clean=False)
    before = api("procedures/kneeling/").json()

    with suppress(ValidationError):
        road(page, editor)

    assert api("procedures/kneeling/").json() == before


def test_half_a_phone_number_of_a_contact_line_is_kept_and_not_published(editor, index):
    contact = factories.contact(phone="310-555-0100")
    fields = {"label": "Call us", "text": rich_text("<p></p>"), "extension": "", "email": "line@", "hours": ""}
    fields |= {"phone": "310-", "response_time": "", "languages": "en,"}

    response = editor.post(reverse("wagtailsnippets_cms_contact:edit", args=[contact.pk]), fields)

    assert response.status_code == 302
    contact.refresh_from_db()
    draft = contact.get_latest_revision_as_object()
    assert (contact.phone, draft.phone, draft.email) == ("310-555-0100", "310-", "line@")
    with pytest.raises(ValidationError, match="is not a phone number"):
        draft.get_latest_revision().publish()
    assert Contact.objects.get(pk=contact.pk).phone == "310-555-0100"


def test_the_checks_beside_the_form_have_a_preview_to_look_at(editor, page):
    """Without the user bar in it Wagtail's panel looks at nothing, and says that nothing is wrong."""
    html = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()

    assert "wagtail-userbar" in html


def test_the_form_is_sent_compressed_and_the_api_answers_as_it_does(editor, page, api):
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]), HTTP_ACCEPT_ENCODING="gzip")
    document = api("procedures/kneeling/", HTTP_ACCEPT_ENCODING="gzip")

    assert form["Content-Encoding"] == "gzip"
    assert not document["ETag"].startswith("W/")


@pytest.mark.parametrize(("title", "slug"), [("Kneeling anew", "kneeling-anew"), ("Knee", "knee-2")])
def test_whoever_types_faster_than_the_browser_makes_slugs_has_one(editor, index, title, slug):
    factories.treatment(index, title="Knee", slug="knee")
    new = ProcedurePage(title=title, slug="")

    response = editor.post(reverse("wagtailadmin_pages:add", args=["procedures", "procedurepage", index.pk]), form(new))

    assert response.status_code == 302, response.context["form"].errors
    assert ProcedurePage.objects.get(title=title, slug=slug)


def test_a_second_draft_of_one_title_is_saved_by_itself_and_goes_on_with_another_slug(editor, index):
    factories.treatment(index, title="Knee", slug="knee")
    new, json = ProcedurePage(title="Knee", slug="knee"), {"HTTP_ACCEPT": "application/json"}

    add = reverse("wagtailadmin_pages:add", args=["procedures", "procedurepage", index.pk])
    saved = editor.post(add, form(new), **json).json()

    assert saved["field_updates"]["slug"] == "knee-2"
    page = ProcedurePage.objects.get(pk=saved["pk"])
    page.title = page.slug = "kneeling"
    factories.treatment(index)
    again = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page), **json).json()
    assert again["field_updates"]["slug"] == "kneeling-2"


def test_a_title_without_letters_asks_for_a_slug(editor, index):
    new = ProcedurePage(title="¿?", slug="")

    response = editor.post(reverse("wagtailadmin_pages:add", args=["procedures", "procedurepage", index.pk]), form(new))

    assert "Write the page's slug" in response.context["form"].errors["slug"][0]
