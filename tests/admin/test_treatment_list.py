"""The list of treatments: what editors plan their work by."""

import csv
import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale

from procedures.models import CheckedTreatment, Clinician, ProcedurePage, ProcedureReviewer
from procedures.watching.checking import check_due
from tests import factories
from tests.copies import once
from tests.queue import drain

LIST = reverse("treatments:index")
RESULTS = reverse("treatments:index_results")
TODAY = date.today()


@pytest.fixture
def hospital(index):
    """Three treatments: an overdue one, a newer one that is changed, a draft."""
    once("treatments_to_list", lambda: make_treatments(index))
    return index


def make_treatments(index):
    joints = factories.specialty()
    ana = Clinician.objects.create(name="Ana Ruiz", locale=index.locale)
    knee = factories.treatment(index, slug="knee", title="Knee", next_review=TODAY - timedelta(days=1))
    knee.specialties = [joints]
    knee.reviewers = [ProcedureReviewer(clinician=ana)]
    knee.save_revision().publish()
    colon = factories.treatment(index, slug="colon", title="Colon", next_review=TODAY + timedelta(days=400))
    colon.save_revision()
    factories.hang(ProcedurePage(title="Vagus", slug="vagus", live=False, locale=index.locale), below=index)
    ProcedurePage.objects.filter(slug="colon").update(has_unpublished_changes=True)
    spanish = knee.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    ProcedurePage.objects.filter(pk=spanish.pk).update(title="Rodilla")
    drain(queue="wagtail")


def titles(browser, **asked):
    return [page.title for page in browser.get(RESULTS, asked).context["pages"]]


def cells(browser, title):
    """What the list says of a treatment, by the columns' names."""
    answer = browser.get(RESULTS)
    page = next(page for page in answer.context["pages"] if page.title == title)
    columns = [each for each in answer.context["table"].columns.values() if isinstance(each, Column)]
    return {column.name: column.get_value(page) for column in columns}


def test_the_menu_leads_to_the_list(hospital, author):
    assert LIST in author.get(reverse("wagtailadmin_home")).content.decode()
    assert author.get(LIST).status_code == 200


def test_it_shows_specialty_review_reviewer_and_languages(hospital, editor):
    knee = cells(editor, "Knee")

    assert knee["specialties"] == "Joints"
    assert knee["reviewers"] == "Ana Ruiz"
    assert knee["next_review"].endswith(": overdue")
    assert knee["languages"] == "English, Español (draft)"
    assert cells(editor, "Vagus")["next_review"] == "no date"


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"state": "draft"}, ["Rodilla", "Vagus"]),
        ({"state": "changed"}, ["Colon"]),
        ({"review": "overdue", "state": "live"}, ["Knee"]),
        ({"review": "none"}, ["Rodilla", "Vagus"]),
        ({"review": "nobody", "locale": "en"}, ["Colon", "Vagus"]),
        ({"missing": "es"}, ["Colon", "Vagus"]),
        ({"locale": "es"}, ["Rodilla"]),
        ({"q": "vag", "state": "draft"}, ["Vagus"]),
        ({"q": "kne", "review": "overdue", "ordering": "next_review", "missing": ""}, ["Knee"]),
    ],
)
def test_it_is_narrowed_by_state_review_and_language_while_searching_too(hospital, editor, narrowed, found):
    drain(queue="wagtail")

    assert titles(editor, **narrowed) == found


def test_it_is_narrowed_by_specialty_and_reviewer(hospital, editor):
    specialty, clinician = factories.specialty("Bowels"), Clinician.objects.get()

    assert titles(editor, specialties=specialty.pk) == []
    assert titles(editor, reviewers=clinician.pk, state="live") == ["Knee"]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("title", "Colon"),
        ("-title", "Vagus"),
        ("-next_review", "Colon"),
        ("specialties", "Knee"),
        ("-reviewers", "Knee"),
        ("findings", "Colon"),
    ],
)
def test_it_is_ordered_by_what_it_shows(hospital, editor, order, first):
    assert titles(editor, ordering=order, locale="en")[0] == first


def test_it_is_found_again_as_it_was_left(hospital, editor, author):
    editor.get(LIST, {"ordering": "-next_review", "review": "overdue", "q": "knee", "p": "1"})

    again = editor.get(LIST)

    assert again.url == f"{LIST}?ordering=-next_review&review=overdue"
    assert author.get(LIST).status_code == 200
    editor.get(RESULTS, {"_w_filter_fragment": "1"})
    assert editor.get(LIST).status_code == 200


def test_it_is_exported_as_it_is_narrowed(hospital, editor):
    asked = {"state": "live", "ordering": "-title"}
    text = b"".join(editor.get(LIST, {"export": "csv"} | asked).streaming_content).decode()
    book = openpyxl.load_workbook(io.BytesIO(b"".join(editor.get(LIST, {"export": "xlsx"} | asked).streaming_content)))

    rows = list(csv.DictReader(io.StringIO(text)))

    assert [row["Title"] for row in rows] == ["Knee", "Colon"]
    assert rows[0]["Reviewed by"] == "Ana Ruiz"
    assert rows[0]["Next review"] == (TODAY - timedelta(days=1)).isoformat()
    assert [row[0].value for row in book.active.iter_rows()] == ["Title", "Knee", "Colon"]


def test_findings_are_counted_for_what_was_saved_and_no_more(hospital, editor):
    assert cells(editor, "Knee")["findings"] == ""

    assert check_due(most=100) == 4
    assert check_due(most=100) == 0
    before = CheckedTreatment.objects.get(page__slug="colon")
    page = ProcedurePage.objects.get(slug="colon")
    page.sections = [factories.section("what", "What is it?", factories.text("Call 555-0100 or tomorow, tomorow."))]
    page.save_revision()

    assert check_due(most=100) == 1
    after = CheckedTreatment.objects.get(page__slug="colon")
    assert (after.errors, after.warnings, after.hints) != (before.errors, before.warnings, before.hints)
    assert cells(editor, "Colon")["findings"].startswith(
        f"{after.errors} error" if after.errors else f"{after.warnings}"
    )
    assert "Colon" in titles(editor, findings="errors" if after.errors else "warnings")


@pytest.mark.parametrize(
    ("of", "for_each"),
    [("treatments", 0), ("wagtailadmin_explore", 0), ("wagtailadmin_choose_page_child", 1)],  # the chooser: its parent
)
def test_it_takes_as_many_queries_for_many_treatments_as_for_few(hospital, editor, of, for_each):
    address = RESULTS if of == "treatments" else reverse(of, args=[hospital.pk])
    counts = []
    for number in (1, 12):
        for each in range(number):
            page = ProcedurePage(title=f"More {number} {each}", slug=f"more-{number}-{each}", locale=hospital.locale)
            factories.hang(page, below=hospital)
            page.save_revision()
        editor.get(address)
        with CaptureQueriesContext(connection) as queries:
            editor.get(address)
        counts.append(len(queries))

    assert counts[1] == counts[0] + 12 * for_each
