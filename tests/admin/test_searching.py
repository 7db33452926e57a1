"""Editors find in the admin what readers find in public, and drafts besides."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, Page

from cms.models import InformationPage, Synonyms
from procedures.models import Clinician, Condition, ProcedurePage
from tests import factories
from tests.copies import once
from tests.queue import drain

INDEXING = "wagtail"
STIFFNESS = {"name": "Spasticity", "lay_names": "stiff muscles"}


@pytest.fixture
def hospital(index):
    once("treatments_to_find", lambda: make_treatments(index))
    return index


def make_treatments(index):
    locale = index.locale
    stiff = Condition.objects.create(**STIFFNESS, locale=locale)
    Synonyms.objects.create(name="Knee", terms="knee\ngenu", locale=locale)
    factories.treatment(index, slug="knee", title="Knee replacement", alternative_names="Total knee arthroplasty")
    factories.treatment(index, slug="colonoscopy", title="Colonoscopy", summary="A look inside, in your sleep.")
    factories.treatment(index, slug="pump", title="Baclofen pump", conditions=[stiff])
    draft = ProcedurePage(title="Vagus nerve stimulation", slug="vagus", live=False, locale=locale)
    factories.hang(draft, below=index)
    drain(queue=INDEXING)


def draft_of(slug, **fields):
    """A newer draft of a live page."""
    page = ProcedurePage.objects.get(slug=slug)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()


def titles(answer):
    return [page.specific.title for page in answer.context["pages"]]


def search_pages(browser, q):
    drain(queue=INDEXING)
    return titles(browser.get(reverse("wagtailadmin_pages:search"), {"q": q}))


@pytest.mark.parametrize(
    ("q", "title"),
    [
        ("kne", "Knee replacement"),
        ("arthroplasty", "Knee replacement"),
        ("total knee", "Knee replacement"),
        ("genu", "Knee replacement"),
        ("colonscopy", "Colonoscopy"),
        ("sleeping", "Colonoscopy"),
        ("spasticity", "Baclofen pump"),
        ("stiff muscles", "Baclofen pump"),
        ("vagus", "Vagus nerve stimulation"),
        ("vagis nerve", "Vagus nerve stimulation"),
    ],
)
def test_a_treatment_is_found_by_its_names_conditions_words_and_slips_of_the_pen(hospital, editor, q, title):
    assert search_pages(editor, q)[0] == title


def test_whatever_readers_find_editors_find(hospital, editor, api):
    for q in ("knee", "genu replacement", "looking inside", "muscles", "pump for stiff muscles"):
        public = {result["title"] for result in api("search/", data={"q": q, "type": "procedure"}).json()["results"]}

        assert public
        assert public <= set(search_pages(editor, q))


def test_a_live_treatment_is_found_by_the_words_of_its_draft(hospital, editor):
    draft_of("colonoscopy", title="Bowel examination", summary="With a camera.")

    assert search_pages(editor, "bowel") == search_pages(editor, "camera") == ["Colonoscopy"]


def test_names_come_before_words_in_the_text(hospital, editor):
    factories.treatment(
        hospital, slug="talk", title="Talking", sections=[factories.section("what", "Why?", factories.text("A pump."))]
    )

    assert search_pages(editor, "pump") == ["Baclofen pump", "Talking"]


def test_nothing_is_found_by_what_nothing_has(hospital, editor):
    assert search_pages(editor, "carburettor") == []


@pytest.mark.parametrize(
    ("address", "of_model"),
    [
        ("wagtailadmin_choose_page_search", {"page_type": "procedures.ProcedurePage"}),
        ("wagtailadmin_explore_results", {}),
    ],
)
def test_choosers_and_the_explorer_find_the_same(hospital, editor, address, of_model):
    drain(queue=INDEXING)
    arguments = [hospital.pk] if address == "wagtailadmin_explore_results" else []

    answer = editor.get(reverse(address, args=arguments), {"q": "arthroplasty", **of_model})

    assert [page.title for page in answer.context["pages"]] == ["Knee replacement"]


def test_people_are_found_by_what_they_do(index, editor):
    locale = Locale.get_default()
    Clinician.objects.create(name="Ana Ruiz", role="Neurosurgeon", locale=locale)
    Clinician.objects.create(name="Tom Baker", role="Anesthetist", locale=locale)
    drain(queue=INDEXING)

    answer = editor.get(reverse("wagtailsnippets_procedures_clinician:list"), {"q": "neuro"})

    assert [str(each) for each in answer.context["object_list"]] == ["Ana Ruiz, Neurosurgeon"]


def test_searching_takes_as_many_queries_for_many_pages_as_for_few(site, editor):
    page = reverse("wagtailadmin_pages:search")
    counts = []
    for number in (3, 12):
        for each in range(number):
            factories.hang(
                InformationPage(title=f"Parking {number} {each}", slug=f"p-{number}-{each}"), below=site.home
            )
        drain(queue=INDEXING)
        editor.get(page, {"q": "parking"})
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(editor.get(page, {"q": "parking"}).context["pages"]) >= number
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert Page.objects.filter(title__startswith="Parking").count() == 15
