"""What the checks find in what is public is kept, followed, and counted, by the worker."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from cms.models import Waiver
from cms.publishing.requirements.waivers import take_back, waive
from procedures.checks.drafts import check_page, newest, site_of
from procedures.models import CheckedTreatment, CheckRun, FindingCount, ProcedurePage, PublicFinding, open_findings
from procedures.requirements.checks import findings_as_gaps
from procedures.watching import checking, rounds
from procedures.watching.checking import check_due, due_pages
from procedures.watching.trend import count_day
from tests import factories
from tests.copies import once
from tests.queue import drain

SLIP = "Rest in the the bed."
MENDED = "Rest in the bed."


def what(words):
    return [factories.section("what", "What is it?", factories.text(words))]


@pytest.fixture
def knee(index):
    once("knee_with_a_slip", lambda: factories.treatment(index, slug="knee", title="Knee", sections=what(SLIP)))
    return ProcedurePage.objects.get(slug="knee")


def slips(page):
    return PublicFinding.objects.filter(page=page, code="doubled-word")


def save(page, words):
    """As a draft; returns the revision."""
    page = ProcedurePage.objects.get(pk=page.pk)
    block = page.sections[0].value["blocks"][0]
    block.value["text"].source = f"<p>{words}</p>"
    return page.save_revision()


def gap_of(page):
    [gap] = findings_as_gaps(page, ["doubled-word"])
    return gap


def test_finding_in_a_public_page_is_kept_with_its_block_and_when_it_was_found(knee):
    assert check_due(most=10) == 1

    [slip] = slips(knee)
    assert (slip.severity, slip.place, slip.message) == ("warning", "sections", "“the the” stands twice.")
    assert slip.block == knee.sections[0].value["blocks"][0].id
    assert slip.passage == gap_of(knee).passage
    assert timezone.now() - slip.since < timedelta(minutes=5)
    assert check_due(most=10) == 0


def test_draft_changes_nothing_until_it_is_public(knee):
    check_due(most=10)
    revision = save(knee, MENDED)

    check_due(most=10)
    assert slips(knee).count() == 1

    revision.publish()
    check_due(most=10)
    assert not slips(knee).exists()


def test_what_is_scheduled_is_checked_again_when_it_is_public(knee):
    revision = save(knee, MENDED)
    check_due(most=10)

    revision.publish()

    assert [page.pk for page in due_pages()] == [knee.pk]


def test_finding_is_the_same_though_the_words_around_it_are_others(knee):
    check_due(most=10)
    long_ago = timezone.now() - timedelta(days=40)
    slips(knee).update(since=long_ago)
    [before] = slips(knee)

    save(knee, f"{SLIP} It is warm.").publish()
    check_due(most=10)

    [after] = slips(knee)
    assert (after.pk, after.since) == (before.pk, long_ago)
    assert after.passage != before.passage


def test_page_that_is_taken_away_has_no_findings(knee):
    check_due(most=10)

    knee.unpublish()

    assert not open_findings().exists()
    check_due(most=10)
    assert not PublicFinding.objects.exists()


def test_waived_finding_comes_back_when_its_passage_changes_or_its_day_is_over(knee):
    check_due(most=10)
    waive(knee, [gap_of(knee)], reason="It is a song.")
    assert not open_findings().filter(code="doubled-word").exists()

    Waiver.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert open_findings().filter(code="doubled-word").exists()

    Waiver.objects.update(until=timezone.localdate())
    save(knee, f"{SLIP} It is warm.").publish()
    check_due(most=10)
    assert open_findings().filter(code="doubled-word").exists()


def test_waiver_holds_for_one_finding_and_not_for_another_like_it_in_the_same_passage(index):
    page = factories.treatment(index, slug="hip", title="Hip", sections=what(f"{SLIP} Wear a a belt."))
    check_due(most=10)
    first, second = findings_as_gaps(page, ["doubled-word"])

    waive(page, [first], reason="It is a song.")

    assert [each.passage for each in open_findings().filter(code="doubled-word")] == [second.passage]


def test_waived_finding_of_the_summary_comes_back_when_the_summary_changes(index):
    page = factories.treatment(index, slug="hip", title="Hip", summary="Therefore, this is rare.")
    [gap] = findings_as_gaps(page, ["vague-subject"])

    page.summary = "Therefore, this is rare. It is warm."

    [later] = findings_as_gaps(page, ["vague-subject"])
    assert (later.place, later.message) == (gap.place, gap.message)
    assert later.passage != gap.passage


def test_list_of_treatments_counts_what_is_not_waived(knee):
    check_due(most=10)
    before = CheckedTreatment.objects.get(page=knee)

    [waiver] = waive(knee, [gap_of(knee)], reason="It is a song.")
    check_due(most=10)
    assert CheckedTreatment.objects.get(page=knee).warnings == before.warnings - 1

    take_back(waiver)
    check_due(most=10)
    assert CheckedTreatment.objects.get(page=knee).warnings == before.warnings


def test_page_at_which_a_check_fails_says_so_and_holds_up_no_other(knee, index, monkeypatch):
    other = factories.treatment(index)
    check_due(most=10)

    def broken(page, site, surroundings):
        if page.pk == knee.pk:
            raise ZeroDivisionError
        return check_page(page, site, surroundings)

    monkeypatch.setattr(checking, "check_page", broken)
    rounds.begin()

    assert rounds.go_on(seconds=60)
    assert CheckedTreatment.objects.get(page=knee).warnings == 1
    assert slips(knee).exists()
    assert CheckedTreatment.objects.get(page=other).checked_at > CheckRun.objects.get().started_at


def test_round_looks_at_every_page_and_goes_on_where_it_was_stopped(knee, index, monkeypatch):
    factories.treatment(index)
    check_due(most=10)
    monkeypatch.setattr(rounds, "AT_ONCE", 1)
    run = rounds.begin()

    rounds.step(run)
    run.refresh_from_db()
    assert (run.done, run.total) == (1, 2)
    assert rounds.begin() == run

    assert rounds.go_on(seconds=60)
    run.refresh_from_db()
    assert (run.done, run.total, run.finished_at is None) == (2, 2, False)
    assert rounds.begin() != run


def test_worker_goes_round_in_pieces_however_often_it_is_asked(knee, monkeypatch):
    monkeypatch.setattr("procedures.tasks.SECONDS", 0)
    rounds.order()
    rounds.order()
    assert ProcrastinateJob.objects.filter(task_name=rounds.TASK).count() == 1
    drain(queue="default", most=1)
    assert CheckRun.objects.get().finished_at is None

    monkeypatch.setattr("procedures.tasks.SECONDS", 60)
    drain(queue="default")

    assert CheckRun.objects.get().finished_at is not None


def test_command_keeps_what_is_found(knee, capsys):
    call_command("check_content", "--keep")

    assert slips(knee).exists()
    assert capsys.readouterr().out.startswith("1 pages checked.")


def test_each_day_is_counted_by_kind_and_specialty(knee):
    joints, bones = factories.specialty(), factories.specialty("Bones")
    knee.specialties = [joints, bones]
    knee.save_revision().publish()
    check_due(most=10)

    count_day()
    count_day()

    rows = FindingCount.objects.filter(code="doubled-word").order_by("specialty__name")
    today = timezone.localdate()
    assert [(row.day, row.severity, row.specialty, row.number) for row in rows] == [
        (today, "warning", bones, 1),
        (today, "warning", joints, 1),
        (today, "warning", None, 1),
    ]


def test_what_is_waived_is_not_counted(knee):
    check_due(most=10)
    waive(knee, [gap_of(knee)], reason="It is a song.")

    count_day()

    assert not FindingCount.objects.filter(code="doubled-word").exists()


def test_two_slips_that_read_alike_are_one_finding(index):
    page = factories.treatment(index, slug="hip", title="Hip", sections=what(f"{SLIP} Sleep in the the bed."))

    check_due(most=10)

    [(read, surroundings)] = newest([page.pk])
    found = [each for each in check_page(read, site_of("en"), surroundings) if each.code == "doubled-word"]
    assert len(found) == 2
    assert slips(page).count() == 1
