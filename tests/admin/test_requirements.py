"""What a hospital asks of a treatment keeps it from being public by every road, unless it was waived."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowTask

from cms.models import Contact, Lack, PublishingRules, Waiver
from cms.publishing import schedule
from cms.publishing.requirements.examining import examine
from cms.publishing.requirements.lacking import look_again
from cms.publishing.requirements.waivers import take_back, waive
from procedures.models import Clinician, ProcedurePage, ProcedureReviewer
from procedures.requirements.catalogue import TREATMENTS
from tests import factories

RISKS = factories.section("risks", "What can go wrong?", factories.text("A bruise."))
CALL = factories.section("when_to_call", "When should I call?", factories.text("When it bleeds."))
NO_RISKS = "Add a section “Risks”. What can go wrong, and how often. Every treatment needs this section."
REFUSED = f"“Kneeling” cannot be published. {NO_RISKS} Nothing was changed."


@pytest.fixture
def usual(index):
    """A hospital that has never set rules."""
    PublishingRules.objects.all().delete()
    return index


def ask(levels=None, *, kinds=None, checks=()):
    """Nothing but these: code to level."""
    nothing = {each.code: "not_asked" for each in TREATMENTS.requirements}
    asked = dict.fromkeys(TREATMENTS.kinds, nothing) | dict.fromkeys(
        kinds or TREATMENTS.kinds, nothing | (levels or {})
    )
    rules = {"levels": asked, "checks": list(checks)}
    PublishingRules.objects.update_or_create(type=TREATMENTS.type, defaults=rules)


@pytest.fixture
def asks_for_risks(index):
    ask({"section-risks": "must"})
    return index


def draft(index, *sections, **fields):
    given = {"title": "Kneeling", "slug": "kneeling", "locale": index.locale, "live": False} | fields
    page = ProcedurePage(sections=list(sections), **given)
    factories.hang(page, below=index)
    page.save_revision()
    return ProcedurePage.objects.get(pk=page.pk)


def complete(index, **fields):
    """All that is usually asked."""
    clinician = Clinician.objects.create(name="Ana Ruiz", locale=index.locale)
    given = {"summary": "To kneel.", "contact": factories.contact()}
    dates = {"last_reviewed": date(2026, 5, 4), "next_review": date(2028, 5, 4)}
    page = draft(index, RISKS, CALL, **given | dates | fields)
    page.reviewers = [ProcedureReviewer(clinician=clinician)]
    page.save_revision()
    return page


def publish(page):
    page.get_latest_revision().publish()
    return ProcedurePage.objects.get(pk=page.pk)


def is_live(page):
    return ProcedurePage.objects.get(pk=page.pk).live


def messages_of(page):
    return [each.gap.message for each in examine(page).blocking]


def codes_of(page):
    return [each.gap.code for each in examine(page).blocking]


def test_title_alone_is_no_treatment(usual):
    page = draft(usual)

    with pytest.raises(ValidationError) as refused:
        publish(page)

    assert refused.value.message_dict == {
        "summary": ["Write a summary: one or two plain sentences for lists and search results."],
        "sections": [
            "Write at least one section.",
            NO_RISKS,
            "Add a section “When to call”. Signs that need help. Every treatment needs this section.",
        ],
        "contact": ["Choose the line that patients call, here or in the specialty."],
        "last_reviewed": [
            "Submit the page for its clinical review, which says when it was read and when the next one is due."
        ],
        "reviewers": ["Submit the page for its clinical review: whoever approves it is named."],
    }
    assert not is_live(page)


def test_treatment_with_all_that_is_usually_asked_is_published(usual, api):
    publish(complete(usual))

    assert api("procedures/kneeling/").status_code == 200


def by_the_model(page, **people):
    page.get_latest_revision().publish()


def by_saving_it_live(page, **people):
    page.live = True
    page.save()


def by_a_copy(page, **people):
    ProcedurePage.objects.filter(pk=page.pk).update(live=True)
    ProcedurePage.objects.get(pk=page.pk).copy(update_attrs={"slug": "copy", "title": "Copy"})


def by_the_schedule(page, **people):
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    factories.make_due()
    schedule.follow()


def by_many_at_once(page, *, editor, **people):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    editor.post(f"{address}?id={page.pk}")


def by_an_approval(page, *, editor, author):
    task = GroupApprovalTask.objects.create(name="Approve")
    task.groups.set(editor.user.groups.all())
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(page, author.user)
    editor.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk]))


ROADS = (by_the_model, by_saving_it_live, by_a_copy, by_the_schedule, by_many_at_once, by_an_approval)


@pytest.mark.parametrize("road", ROADS)
def test_no_road_leads_what_lacks_something_to_the_public(asks_for_risks, editor, author, road, api):
    page = draft(asks_for_risks, CALL)

    with suppress(ValidationError):
        road(page, editor=editor, author=author)

    assert api("procedures/?q=kneeling").json()["count"] == 0


@pytest.mark.parametrize("road", ROADS)
def test_each_of_the_roads_publishes_what_lacks_nothing(asks_for_risks, editor, author, road, api):
    page = draft(asks_for_risks, RISKS)

    road(page, editor=editor, author=author)

    assert api("procedures/").json()["count"] == 1


def test_who_publishes_many_is_told_the_reason(asks_for_risks, editor, said):
    page = draft(asks_for_risks, CALL)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response = editor.post(f"{address}?id={page.pk}", HTTP_REFERER="http://testserver/admin/")

    assert said(response) == [REFUSED]


def test_refused_schedule_is_told_in_the_log(asks_for_risks, caplog):
    by_the_schedule(draft(asks_for_risks, CALL))

    assert NO_RISKS in caplog.text


def test_section_that_answers_the_question_as_well_is_enough(asks_for_risks):
    heading = factories.section("faq", "Questions", factories.text("A bruise."), also=["risks"])

    assert publish(draft(asks_for_risks, heading)).live


def test_section_that_waits_for_its_words_does_not_count_and_is_led_to(asks_for_risks):
    page = draft(asks_for_risks, CALL, factories.section("risks", "What can go wrong?"))

    (found,) = examine(page).blocking

    assert found.gap.message == NO_RISKS.replace("Add a section", "Write the section")
    assert found.gap.block == page.sections[1].id


def test_rules_differ_by_kind_of_treatment(index):
    ask({"section-risks": "must"}, kinds=["surgical"])
    page = draft(index, CALL)
    page.procedure_type = "surgical"

    assert messages_of(page) == [NO_RISKS]


def test_what_is_only_advised_keeps_nothing_from_being_public(index):
    ask({"section-risks": "advised"})

    assert publish(draft(index, CALL)).live


def test_contact_line_of_a_specialty_is_enough_if_readers_can_see_it(index):
    ask({"contact": "must"})
    line = factories.contact()
    page = draft(index, CALL)
    page.specialties = [factories.specialty(contact=line)]
    assert codes_of(page) == []

    Contact.objects.update(live=False)

    assert codes_of(page) == ["contact"]


def test_reviewer_whom_readers_cannot_see_does_not_count(usual):
    page = complete(usual).get_latest_revision_as_object()
    assert codes_of(page) == []

    Clinician.objects.update(live=False)

    assert codes_of(page) == ["reviewer"]


def test_check_of_the_content_blocks_where_the_hospital_insists(index):
    ask(checks=["placeholder"])
    page = draft(index, factories.section("what", "What is it?", factories.text("Lorem ipsum dolor sit amet.")))

    (found,) = examine(page).blocking

    assert (found.gap.code, found.gap.place, bool(found.gap.block)) == ("placeholder", "sections", True)


# What was public before the hospital asked


def test_hint_of_a_check_keeps_nothing_from_being_public_though_the_hospital_insists_on_it(index):
    ask(checks=["empty-section", "long-paragraph"])
    page = draft(index, factories.section("what", "What is it?", factories.text("It helps. " * 60)))

    publish(page)

    assert is_live(page)


def test_stricter_rule_leaves_public_what_lacks_it_and_lists_it(index, api):
    page = publish(draft(index, CALL))

    ask({"section-risks": "must"})
    look_again()

    assert api("procedures/kneeling/").status_code == 200
    assert list(Lack.objects.values_list("page", "missing")) == [(page.pk, NO_RISKS)]


def test_what_a_public_page_lacked_already_holds_up_no_correction(index, api):
    page = publish(draft(index, CALL))
    ask({"section-risks": "must"})

    page.summary = "Corrected."
    page.save_revision()
    publish(page)

    assert api("procedures/kneeling/").json()["summary"] == "Corrected."
    assert Lack.objects.get().code == "section-risks"


def test_what_is_asked_cannot_be_taken_from_a_public_page(asks_for_risks):
    page = publish(draft(asks_for_risks, CALL, RISKS))

    page.sections = [CALL]
    page.save_revision()

    with pytest.raises(ValidationError, match="Add a section “Risks”"):
        publish(page)


def test_unpublished_page_comes_back_only_with_what_is_asked(index):
    page = publish(draft(index, CALL))
    ask({"section-risks": "must"})
    page.unpublish()

    with pytest.raises(ValidationError, match="Add a section “Risks”"):
        publish(page)


def test_kind_of_a_public_page_is_not_changed_past_its_rules(index):
    page = publish(draft(index, CALL))
    ask({"section-risks": "must"}, kinds=["surgical"])

    page.procedure_type = "surgical"
    page.save_revision()

    with pytest.raises(ValidationError, match="Add a section “Risks”"):
        publish(page)


def test_mended_page_leaves_the_list(index):
    page = publish(draft(index, CALL))
    ask({"section-risks": "must"})
    look_again()

    page.sections = [CALL, RISKS]
    page.save_revision()
    publish(page)

    assert not Lack.objects.exists()


def test_alias_says_what_its_original_says_and_is_asked_nothing(index, site):
    page = publish(draft(index, CALL))
    ask({"section-risks": "must"})

    alias = page.create_alias(parent=site.home, update_slug="alias")

    assert alias.live


def test_keeping_the_tree_in_order_asks_nothing(asks_for_risks):
    page = draft(asks_for_risks, CALL)
    waived = waive(page, [each.gap for each in examine(page).blocking], reason="Written this week.")
    page = publish(page)
    take_back(waived[0])

    page.save(update_fields=["numchild"])
    page.move(asks_for_risks, pos="first-child")


# Waivers


def waived_page(index, **options):
    page = draft(index, CALL)
    (waiver,) = waive(
        page, [each.gap for each in examine(page).blocking], reason="The text comes on Friday.", **options
    )
    return page, waiver


def test_waived_page_is_public_and_listed(asks_for_risks, editor):
    page, waiver = waived_page(asks_for_risks, user=editor.user)

    assert publish(page).live
    assert Lack.objects.get().missing == NO_RISKS
    assert (waiver.until - timezone.localdate()).days == 30


def test_waiver_stands_in_the_log_of_the_page(asks_for_risks, editor):
    page, waiver = waived_page(asks_for_risks, user=editor.user)
    take_back(waiver, user=editor.user)

    first, second = PageLogEntry.objects.filter(page=page.pk, action__startswith="cms.waive").order_by("pk")
    assert (first.user, first.data["reason"], first.data["missing"]) == (
        editor.user,
        "The text comes on Friday.",
        NO_RISKS,
    )
    assert (second.action, second.user) == ("cms.waive.end", editor.user)


def test_waiver_of_one_thing_waives_nothing_else(asks_for_risks):
    page, _ = waived_page(asks_for_risks)
    ask({"section-risks": "must", "summary": "must"})

    assert codes_of(page) == ["summary"]


def test_waiver_that_is_over_has_to_be_decided_again(asks_for_risks):
    page, _ = waived_page(asks_for_risks)
    page = publish(page)
    Waiver.objects.update(until=timezone.localdate() - timedelta(days=1))

    page.save_revision()
    with pytest.raises(ValidationError, match="Add a section “Risks”"):
        publish(page)
    waive(page, [each.gap for each in examine(page).blocking], reason="It comes on Monday.")

    assert publish(page).live


def test_waiver_that_was_taken_back_waives_nothing(asks_for_risks):
    page, waiver = waived_page(asks_for_risks)

    take_back(waiver)

    assert codes_of(page) == ["section-risks"]


def test_waiver_outlives_its_page(asks_for_risks):
    page, _ = waived_page(asks_for_risks)

    ProcedurePage.objects.get(pk=page.pk).delete()

    assert Waiver.objects.get().title == "Kneeling"


def test_copy_brings_no_waiver_along(asks_for_risks):
    page, _ = waived_page(asks_for_risks)
    page = publish(page)

    with pytest.raises(ValidationError, match="Add a section “Risks”"):
        page.copy(update_attrs={"slug": "copy", "title": "Copy"})


def test_finding_stays_waived_while_its_passage_stays_as_it_is(index):
    ask(checks=["placeholder"])
    page = draft(index, factories.section("what", "What is it?", factories.text("Lorem ipsum dolor sit amet.")))
    waive(page, [each.gap for each in examine(page).blocking], reason="It is about Latin.")
    assert codes_of(page) == []

    page.sections[0].value["blocks"][0].value["text"].source = "<p>Lorem ipsum dolor sit amet, again.</p>"

    assert codes_of(page) == ["placeholder"]
