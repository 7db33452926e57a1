"""A clinician approves a page: who read what and when is recorded, told to readers, and lost when the page changes."""

import io
import json
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from api.models import Edition
from cms.admin.subjects import as_fields
from cms.models import PublishingRules
from cms.publishing.requirements.examining import examine
from cms.publishing.requirements.waivers import waive
from procedures.models import ClinicalReview, ClinicalReviewTask, Clinician, ProcedurePage, ReviewPolicy
from procedures.requirements.reviews import LAPSED
from procedures.roles import REVIEWERS, create_roles
from procedures.workflow import create_workflow
from tests import factories
from tests.admin.conftest import sign_in
from tests.copies import once

SUMMARY = "To kneel without pain."
RISKS = factories.section("risks", "What can go wrong?", factories.text("A bruise in 5 of 100."))
CALL = factories.section("when_to_call", "When should I call?", factories.text("When it bleeds."))


@pytest.fixture
def reviewer(index):
    return sign_in("rosa", role=REVIEWERS)


@pytest.fixture
def rosa(reviewer, index):
    return Clinician.objects.create(
        name="Rosa Diaz", credentials="MD", registration="CA 4711", account=reviewer.user, locale=index.locale
    )


@pytest.fixture
def page(index):
    once("page_with_a_workflow", lambda: make_page(index))
    return ProcedurePage.objects.get(slug="kneeling")


def make_page(index):
    create_roles()
    create_workflow()
    factories.treatment(index, sections=[RISKS, CALL], summary=SUMMARY)


def draft_of(page):
    return ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def hand_in(page, author, *, risks=None, summary=None):
    draft = draft_of(page)
    if risks:
        value = draft.sections[0].value
        value["blocks"] = value.block.child_blocks["blocks"].normalize([factories.text(risks)])
    draft.summary = summary or draft.summary
    draft.save_revision(user=author.user)
    draft.get_workflow().start(draft, author.user)


def answer(browser, page, action="approve", *, method="post", headers=None, **fields):
    state = ProcedurePage.objects.get(pk=page.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return getattr(browser, method)(address, fields, headers=headers)


@pytest.fixture
def approved(page, author, reviewer, rosa, editor):
    """Read, approved and published."""
    hand_in(page, author)
    answer(reviewer, page)
    answer(editor, page)
    return ProcedurePage.objects.get(pk=page.pk)


def ask_for_review():
    levels = {kind: asked | {LAPSED: "must"} for kind, asked in PublishingRules.objects.get().levels.items()}
    PublishingRules.objects.update(levels=levels)


def review(api):
    return api("procedures/kneeling/").json()["review"]


def problems(page):
    return [each.gap for each in examine(page).blocking]


def test_approving_records_who_read_exactly_what_and_readers_are_told(approved, api):
    record = ClinicalReview.objects.get()
    today = timezone.localdate()

    assert (record.name, record.credentials, record.registration) == ("Rosa Diaz", "MD", "CA 4711")
    assert record.account.username == "rosa"
    told = review(api)
    told["reviewed_by"] = [{name: each[name] for name in ("name", "credentials")} for each in told["reviewed_by"]]
    assert told == {
        "last_reviewed": today.isoformat(),
        "next_review": date(today.year + 1, today.month, min(today.day, 28 if today.month == 2 else 31)).isoformat(),
        "reviewed_by": [{"name": "Rosa Diaz", "credentials": "MD"}],
        "state": "current",
    }
    assert Edition.objects.filter(title="Kneeling").latest("number").digest == record.digest
    entry = PageLogEntry.objects.get(action="procedures.review")
    assert (entry.user.username, entry.data["digest"]) == ("rosa", record.digest)
    assert "Rosa Diaz, MD" in entry.message


def test_dialog_says_what_the_clinician_vouches_for(page, author, reviewer, rosa):
    hand_in(page, author)

    html = json.loads(answer(reviewer, page, method="get").content)["html"]

    assert "You approve as <strong>Rosa Diaz, MD" in html
    assert "clinically correct" in html
    assert "I have read it and approve it" in html


def test_page_that_was_sent_back_says_so_and_why_to_who_handed_it_in(page, author, reviewer, rosa):
    hand_in(page, author)
    answer(reviewer, page, "reject", comment="How often does it bruise?")

    home = author.get(reverse("wagtailadmin_home")).content.decode()
    report = re.search(r'href="([^"]*needs_changes[^"]*)"', home)[1].replace("&amp;", "&")
    edit = author.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "sent back to you for changes" in home
    assert "Kneeling" in author.get(report).content.decode()
    assert "rosa sent it back on" in edit
    assert "“How often does it bruise?”" in edit

    ProcedurePage.objects.get(pk=page.pk).current_workflow_state.resume(author.user)
    again = author.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "sent it back on" not in again
    assert "sent back to you" not in author.get(reverse("wagtailadmin_home")).content.decode()


def test_account_without_clinician_approves_nothing_and_is_told_what_to_do(page, author, reviewer):
    hand_in(page, author)

    html = json.loads(answer(reviewer, page, "explain", method="get").content)["html"]
    answer(reviewer, page)

    assert "Your account belongs to no clinician" in html
    assert "I have read it" not in html
    assert not ClinicalReview.objects.exists()
    assert ProcedurePage.objects.get(pk=page.pk).current_workflow_task.name == "Clinical review"


def test_next_review_follows_from_the_page_else_its_specialty_else_its_kind(page, author, reviewer, rosa, index):
    def next_month():
        hand_in(page, author)
        answer(reviewer, page)
        draft = draft_of(page)
        draft.current_workflow_state.cancel()
        return (draft.next_review.year - date.today().year) * 12 + draft.next_review.month - date.today().month

    ReviewPolicy.objects.create(kind="", months=24)
    assert next_month() == 24

    draft = draft_of(page)
    draft.specialties = [factories.specialty(review_months=6), factories.specialty("Hips", slug="hips")]
    draft.save_revision()
    assert next_month() == 6

    draft = draft_of(page)
    draft.review_months = 3
    draft.save_revision()
    assert next_month() == 3


def test_form_shows_the_review_and_takes_none(approved, administrator):
    edit = reverse("wagtailadmin_pages:edit", args=[approved.pk])
    html = administrator.get(edit).content.decode()

    assert "Recorded when Rosa Diaz approved it." in html
    for name in ("last_reviewed", "next_review", "reviewers-TOTAL_FORMS"):
        assert f'name="{name}"' not in html


def test_change_in_the_risks_lapses_the_review_and_one_in_the_lede_does_not(approved, author, editor, api):
    ask_for_review()
    approved.summary = "To kneel without any pain."
    approved.save_revision().publish()
    assert review(api)["state"] == "current"

    hand_in(approved, author, risks="A bruise in 50 of 100.")
    draft = draft_of(approved)
    with pytest.raises(ValidationError, match="The clinical review of “Risks” has lapsed: Rosa Diaz read it on"):
        draft.get_latest_revision().publish()

    html = editor.get(reverse("wagtailadmin_pages:edit", args=[approved.pk])).content.decode()
    assert "The clinical review of “Risks” has lapsed" in html
    assert "Publish it as an urgent correction…" in html


def test_urgent_correction_is_public_marked_as_lapsed_until_a_clinician_has_read_it(
    approved, author, reviewer, editor, api
):
    ask_for_review()
    hand_in(approved, author, risks="A bruise in 50 of 100.")
    draft = draft_of(approved)
    waive(draft, problems(draft), reason="The figure was wrong.", user=editor.user)
    draft.get_latest_revision().publish()
    assert review(api)["state"] == "lapsed"

    listed = reviewer.get(reverse("reviews_waiting")).content.decode()
    assert "The figure was wrong." in listed
    assert listed.index("Urgent") < listed.index(f"/admin/reviews/{approved.pk}/")
    assert "The figure was wrong." in reviewer.get(reverse("wagtailadmin_home")).content.decode()

    hand_in(approved, author)
    answer(reviewer, approved)
    answer(editor, approved)
    assert review(api)["state"] == "current"
    assert ClinicalReview.objects.first().before == ClinicalReview.objects.last()


def test_clinician_sees_what_has_changed_since_the_last_review(approved, author, reviewer):
    hand_in(approved, author, risks="A bruise in 50 of 100.")

    html = reviewer.get(reverse("review_differences", args=[approved.pk])).content.decode()

    assert "<del>A bruise in 5 of 100.</del>" in html
    assert "<ins>A bruise in 50 of 100.</ins>" in html
    assert "The review has lapsed for: “Risks”" in " ".join(html.split())
    assert ClinicalReview.objects.get().digest in html


def test_review_of_two_clinicians_on_one_day_names_both(approved, author, index, editor, api):
    hand_in(approved, author)
    second = sign_in("bo", role=REVIEWERS)
    Clinician.objects.create(name="Bo Lind", account=second.user, locale=index.locale)
    answer(second, approved)
    answer(editor, approved)

    assert [each["name"] for each in review(api)["reviewed_by"]] == ["Rosa Diaz", "Bo Lind"]


def test_older_draft_that_is_brought_back_goes_back_to_its_own_review(approved, author, reviewer, editor, api):
    first = approved.get_latest_revision()
    hand_in(approved, author, risks="A bruise in 50 of 100.")
    answer(reviewer, approved)
    answer(editor, approved)

    draft = first.as_object()
    draft.save_revision().publish()

    assert review(api)["state"] == "current"
    assert ProcedurePage.objects.get(pk=approved.pk).clinical_review == ClinicalReview.objects.last()


def test_review_that_was_recorded_elsewhere_goes_by_its_dates_alone(index, api):
    day = timezone.localdate()
    page = factories.treatment(index, sections=[RISKS], last_reviewed=day, next_review=day + timedelta(days=20))
    assert review(api)["state"] == "due"

    page.sections = [CALL]
    page.save_revision().publish()
    assert review(api)["state"] == "due"
    assert not problems(page)


def test_step_of_an_existing_workflow_becomes_one_that_records_reviews_and_what_is_under_way_goes_on(
    index, author, reviewer, rosa
):
    create_roles()
    step = GroupApprovalTask.objects.create(name="Clinical review")
    step.groups.set(reviewer.user.groups.all())
    workflow = Workflow.objects.create(name="Clinical review, then publication")
    for order, task in enumerate((step, GroupApprovalTask.objects.create(name="Publication"))):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    page = factories.treatment(index, sections=[RISKS, CALL])
    workflow.start(page, author.user)

    import_module("procedures.migrations.0005_clinical_review_task").convert(apps, None)

    assert not GroupApprovalTask.objects.filter(pk=step.pk).exists()
    assert ClinicalReviewTask.objects.get(pk=step.pk).name == "Clinical review"
    answer(reviewer, page)
    assert ClinicalReview.objects.get().name == "Rosa Diaz"
    assert draft_of(page).clinical_review == ClinicalReview.objects.get()
    assert ProcedurePage.objects.get(pk=page.pk).current_workflow_task.name == "Publication"


def part_of(browser, page, name, moment):
    """Of the record of what was public, as it is exported."""
    address = reverse("publishing:export_record", args=["procedure", page.translation_key, "en"])
    archive = zipfile.ZipFile(io.BytesIO(browser.post(address, as_fields(moment)).content))
    return next((part for part in json.loads(archive.read("record.json"))["parts"] if part["name"] == name), None)


def test_record_of_a_day_names_the_review_that_vouched_for_it_and_what_had_changed_since(
    approved, author, editor, administrator
):
    reviewed = timezone.now()
    draft = draft_of(approved)
    value = draft.sections[0].value
    value["blocks"] = value.block.child_blocks["blocks"].normalize([factories.text("A bruise in 50 of 100.")])
    draft.save_revision(user=author.user).publish(user=editor.user)

    then, now = (part_of(administrator, approved, "clinical_review", moment) for moment in (reviewed, timezone.now()))
    changes = part_of(administrator, approved, "changes_since_review", timezone.now())

    told = [then["rows"][0][name] for name in ("name", "credentials", "registration", "account", "lapsed", "state")]
    assert told == ["Rosa Diaz", "MD", "CA 4711", "rosa", "", "current"]
    assert "exactly what was read" in then["says"][0]
    assert now["rows"][0]["digest"] == then["rows"][0]["digest"] == ClinicalReview.objects.get().digest
    assert (now["rows"][0]["lapsed"], now["rows"][0]["state"]) == ("Risks", "lapsed")
    assert "[− A bruise in 5 of 100. −] [+ A bruise in 50 of 100. +]" in " ".join(
        row["text"] for row in changes["rows"]
    )


def test_record_of_a_day_names_the_road_and_who_approved_on_it(approved, administrator):
    road = part_of(administrator, approved, "publishing", timezone.now())["rows"][0]
    steps = part_of(administrator, approved, "steps", timezone.now())["rows"]

    assert (road["road"], road["published_by"]) == ("approval", "nora")
    assert [(step["action"], step["by"]) for step in steps] == [
        ("wagtail.workflow.start", "alex"),
        ("wagtail.workflow.approve", "rosa"),
        ("wagtail.workflow.approve", "nora"),
    ]


def test_clinicians_turn_the_pages_of_what_waits(monkeypatch, index, reviewer):
    monkeypatch.setattr("procedures.admin.reviews.waiting.PER_PAGE", 1)
    for slug, due in (("kneeling", "2021-01-01"), ("sitting", "2021-01-02")):
        factories.treatment(index, slug=slug, title=slug.title(), last_reviewed="2020-01-01", next_review=due)

    first, second = (reviewer.get(reverse("reviews_waiting"), {"p": number}) for number in (1, 2))

    assert [each.page.title for each in first.context["waiting"]] == ["Kneeling"]
    assert [each.page.title for each in second.context["waiting"]] == ["Sitting"]
    assert "?p=2" in first.content.decode()


def dialog(browser, page, action="approve"):
    """What it sends of itself: which text it was opened with."""
    html = answer(browser, page, action, method="get").json()["html"]
    return {"read": BeautifulSoup(html, "html.parser").find("input", attrs={"name": "read"})["value"]}


@pytest.mark.parametrize("step", ["review", "publication"])
def test_what_was_changed_since_the_dialog_was_opened_is_not_approved(step, page, author, reviewer, rosa, editor):
    hand_in(page, author)
    if step == "publication":
        answer(reviewer, page)
    browser = reviewer if step == "review" else editor
    opened = dialog(browser, page)
    draft = draft_of(page)
    draft.summary = "To kneel without pain, and to run."
    draft.save_revision(user=author.user)

    refused = answer(browser, page, headers={"X-Requested-With": "XMLHttpRequest"}, **opened)

    assert "has changed this page since you opened this" in refused.json()["html"]
    assert ProcedurePage.objects.get(pk=page.pk).workflow_in_progress
    assert (step == "publication") == ClinicalReview.objects.filter(page=page.pk).exists()
    assert ProcedurePage.objects.get(pk=page.pk).summary == SUMMARY

    before = ProcedurePage.objects.get(pk=page.pk).current_workflow_task_state
    answer(browser, page, **dialog(browser, page))

    after = ProcedurePage.objects.get(pk=page.pk).current_workflow_task_state
    assert after is None or after.pk != before.pk


def test_what_the_reviewer_has_written_since_the_dialog_was_opened_is_their_own(page, author, reviewer, rosa):
    hand_in(page, author)
    opened = dialog(reviewer, page)
    draft_of(page).save_revision(user=reviewer.user)
    answer(reviewer, page, **opened)

    assert ClinicalReview.objects.filter(page=page.pk).exists()


def approvals_of(browser):
    """Where the list on the home page leads: at once, and by a dialog."""
    shown = BeautifulSoup(browser.get(reverse("wagtailadmin_home")).content, "html.parser")
    found = shown.select("[data-workflow-action-url*='/approve/']")
    return [
        button["data-workflow-action-url"]
        for button in sorted(found, key=lambda each: "data-launch-modal" in each.attrs)
    ]


def test_page_is_sent_back_whatever_it_says_by_now(page, author, reviewer, rosa, editor):
    hand_in(page, author)
    assert 'name="read"' not in answer(reviewer, page, "reject", method="get").json()["html"]


def test_what_was_changed_since_the_home_page_listed_it_is_not_approved(page, author, reviewer, rosa, editor, said):
    hand_in(page, author)
    answer(reviewer, page)
    at_once, by_dialog = approvals_of(editor)
    draft = draft_of(page)
    draft.summary = "To kneel without pain, and to run."
    draft.save_revision(user=author.user)

    refused = editor.post(at_once)
    opened = BeautifulSoup(editor.get(by_dialog).json()["html"], "html.parser").find("input", attrs={"name": "read"})
    dialog_refused = answer(editor, page, read=opened["value"], headers={"X-Requested-With": "XMLHttpRequest"})

    assert "has changed “Kneeling” since this list was shown to you" in said(refused)[0]
    assert refused.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "has changed this page since you opened this" in dialog_refused.json()["html"]
    assert ProcedurePage.objects.get(pk=page.pk).workflow_in_progress

    editor.post(approvals_of(editor)[0])

    assert ProcedurePage.objects.get(pk=page.pk).summary == "To kneel without pain, and to run."


def test_each_step_says_what_was_decided_and_who_is_next(page, author, reviewer, rosa, editor, said):
    hand_in(page, author)

    assert said(answer(reviewer, page))[-1] == (
        "“Kneeling” is approved: Clinical review. Next: Publication, by Publishing editors."
    )
    assert said(editor.post(approvals_of(editor)[0]))[-1] == "“Kneeling” is approved: Publication. It is public now."


def test_publication_that_is_approved_for_a_day_says_which(page, author, reviewer, rosa, editor, said):
    draft = draft_of(page)
    draft.go_live_at = datetime(2099, 5, 3, 8, tzinfo=UTC)
    draft.save_revision(user=author.user)
    draft.get_workflow().start(draft, author.user)
    answer(reviewer, page)

    assert "It becomes public on May 3, 2099" in said(answer(editor, page))[-1]


def test_who_sends_a_page_back_is_told_to_whom(page, author, reviewer, rosa, said):
    hand_in(page, author)

    assert said(answer(reviewer, page, "reject", comment="Two nights."))[-1].startswith(
        f"“Kneeling” is sent back to {author.user}, who reads"
    )


def test_who_hands_a_page_in_is_told_for_whom_it_waits(page, index, author, reviewer, rosa, said):
    new = ProcedurePage(title="New", slug="new", sections=[RISKS, CALL], locale=index.locale, live=False)
    factories.hang(new, below=index)
    sent = {"title": "New", "slug": "new", "summary": SUMMARY, "sections": streamfield([])}
    others = {"facts": streamfield([]), "reviewers": inline_formset([]), "comments": inline_formset([])}

    answered = author.post(
        reverse("wagtailadmin_pages:edit", args=[new.pk]), nested_form_data(sent | others | {"action-submit": "true"})
    )

    assert said(answered)[-1] == "Next: Clinical review, by Clinical reviewers."


def publish_all(browser, *pages):
    chosen = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return browser.post(f"{address}?{chosen}", {"include_descendants": ""})


def test_review_that_is_cancelled_on_another_road_than_the_form_is_told(page, author, administrator, said):
    hand_in(page, author)
    told = "The review of “Kneeling” was not finished, and is cancelled by this."

    assert told in said(publish_all(administrator, page))
    assert not ProcedurePage.objects.get(pk=page.pk).workflow_in_progress


def test_review_is_not_said_to_be_cancelled_where_nothing_was_done(page, author, administrator, index, said):
    hand_in(page, author)
    bad = factories.treatment(index, title="Bad", slug="bad")
    bad.sections[0].value["heading"] = ""
    bad.save_revision(clean=False)

    assert all("cancelled" not in message for message in said(publish_all(administrator, page, bad)))
    assert ProcedurePage.objects.get(pk=page.pk).workflow_in_progress


def test_approving_in_the_form_of_a_page_that_was_never_public_leaves_the_approved_draft_as_the_newest(
    index, page, author, reviewer, rosa, said
):
    new = ProcedurePage(title="New", slug="new", sections=[RISKS, CALL], locale=index.locale, live=False)
    factories.hang(new, below=index)
    hand_in(new, author)
    text = streamfield([("rich_text", {"text": rich_text("<p>A bruise in 5 of 100.</p>")})])
    words = {"heading": "What can go wrong?", "blocks": text, "subsections": streamfield([])}
    sent = {"title": "New", "slug": "new", "summary": SUMMARY, "sections": streamfield([("risks", words)])}
    others = {"facts": streamfield([]), "reviewers": inline_formset([]), "comments": inline_formset([])}
    action = {"action-workflow-action": "true", "workflow-action-name": "approve"}

    answered = reviewer.post(
        reverse("wagtailadmin_pages:edit", args=[new.pk]), nested_form_data(sent | others | action)
    )

    row = ProcedurePage.objects.get(pk=new.pk)
    assert row.current_workflow_task.name == "Publication"
    assert row.latest_revision_id == row.current_workflow_task_state.revision_id == row.revisions.latest("pk").pk
    assert said(answered)[-1].startswith("“New” is approved: Clinical review. Next: Publication")

    again = reviewer.post(reverse("wagtailadmin_pages:edit", args=[new.pk]), nested_form_data(sent | others | action))

    assert "is approved" not in said(again)[-1]
