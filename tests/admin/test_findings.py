"""The report of all that the checks find in what is public."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.publishing.requirements.waivers import waive
from procedures.models import CheckRun, ProcedurePage, PublicFinding
from procedures.requirements.checks import findings_as_gaps
from procedures.watching import rounds
from procedures.watching.checking import check_due
from tests import factories

REPORT = reverse("findings:report")
RESULTS = reverse("findings:report_results")
SLIP = [factories.section("what", "What is it?", factories.text("Rest in the the bed."))]


@pytest.fixture
def knee(index, editor):
    """A page with a slip, owned by the editor."""
    page = factories.treatment(index, slug="knee", title="Knee", sections=SLIP, owner=editor.user)
    page.specialties = [factories.specialty()]
    page.save_revision().publish()
    check_due(most=10)
    return ProcedurePage.objects.get(pk=page.pk)


def found(browser, **asked):
    return list(browser.get(RESULTS, asked).context["object_list"])


def codes(browser, **asked):
    return {each.code for each in found(browser, **asked)}


def test_each_finding_leads_to_its_block_in_the_form(knee, editor):
    html = editor.get(REPORT, {"code": "doubled-word"}).content.decode()

    block = knee.sections[0].value["blocks"][0].id
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[knee.pk])}#at=sections/{block}"' in html
    assert "“the the” stands twice. Delete one." in html


def test_gravest_come_first(knee, editor):
    severities = [each.severity for each in found(editor)]

    assert severities == sorted(severities, key=["error", "warning", "hint"].index)
    assert len(set(severities)) > 1


def test_it_is_narrowed_by_kind_severity_specialty_owner_language_and_age(knee, editor, author):
    assert codes(editor, code="doubled-word", severity="warning") == {"doubled-word"}
    assert codes(editor, code="doubled-word", severity="error") == set()
    assert "doubled-word" in codes(editor, specialty=knee.specialties.get().pk, owner=editor.user.pk, language="en")
    assert codes(editor, specialty=factories.specialty("Bowels").pk) == set()
    assert codes(editor, language="es") == set()
    today = timezone.localdate()
    PublicFinding.objects.exclude(code="doubled-word").update(since=timezone.now() - timedelta(days=9))
    assert codes(editor, since=(today - timedelta(days=7)).isoformat()) == {"doubled-word"}


def test_what_was_waived_is_shown_to_whoever_asks_for_it(knee, editor):
    [gap] = findings_as_gaps(knee, ["doubled-word"])
    waive(knee, [gap], reason="It is a song.")

    assert "doubled-word" not in codes(editor)
    assert codes(editor, state="waived") == {"doubled-word"}
    assert "doubled-word" in codes(editor, state="all")


def test_it_is_exported_as_it_is_narrowed(knee, editor):
    asked = {"code": "doubled-word"}
    text = b"".join(editor.get(REPORT, {"export": "csv"} | asked).streaming_content).decode()
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(editor.get(REPORT, {"export": "xlsx"} | asked).streaming_content))
    )

    [row] = csv.DictReader(io.StringIO(text))
    assert (row["Page"], row["Severity"], row["Kind"]) == ("Knee", "Warning", "Doubled word")
    assert row["What is wrong"] == "“the the” stands twice."
    assert row["Owner of the page"] == "nora"
    assert [row[0].value for row in book.active.iter_rows()] == ["Page", "Knee"]


def test_it_takes_as_many_queries_for_many_findings_as_for_few(knee, index, editor):
    counts = []
    for number in (0, 6):
        for each in range(number):
            factories.treatment(index, slug=f"more-{each}", title=f"More {each}", sections=SLIP)
        check_due(most=20)
        editor.get(RESULTS)
        with CaptureQueriesContext(connection) as queries:
            editor.get(RESULTS)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_publishers_have_all_pages_checked_again_and_see_how_far_it_is(knee, editor, author):
    again = reverse("findings:check_again")
    assert again not in author.get(REPORT).content.decode()
    author.post(again)
    assert not CheckRun.objects.exists()

    editor.post(again)

    assert "Pages are being checked: 0 of 1." in editor.get(REPORT).content.decode()
    rounds.go_on(seconds=60)
    assert "1 page was checked, the last time on" in editor.get(REPORT).content.decode()
