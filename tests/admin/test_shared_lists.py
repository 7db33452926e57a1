"""Lists and choosers of shared content."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail.search.backends import get_search_backend

from procedures.models import Clinician
from tests.queue import drain

LIST = reverse("wagtailsnippets_procedures_clinician:list")
CHOOSER = reverse("wagtailsnippetchoosers_procedures_clinician:choose_results")
TWO_OF_ONE_NAME = [
    {"credentials": "MD", "role": "Neurosurgeon"},
    {"credentials": "RN", "role": "Nurse"},
]


@pytest.fixture
def people(index):
    for language in ("en", "es"):
        locale = Locale.objects.get(language_code=language)
        for each in TWO_OF_ONE_NAME:
            Clinician.objects.create(name="Ana Ruiz", slug=each["role"].lower(), locale=locale, **each)
    drain(queue="wagtail")


@pytest.mark.parametrize("search", [{}, {"q": "ruiz"}])
def test_two_people_of_one_name_and_their_languages_are_told_apart_when_choosing(people, editor, search):
    page = editor.get(CHOOSER, search).content.decode()

    assert page.count("Ana Ruiz, MD, Neurosurgeon") == page.count("Ana Ruiz, RN, Nurse") == 2
    assert "English" in page
    assert "Español" in page


def test_a_list_is_narrowed_to_a_language_and_stays_so(people, editor):
    editor.get(LIST, {"locale": "es", "ordering": "-name"})

    again = editor.get(LIST, follow=True)

    assert [each.locale.language_code for each in again.context["object_list"]] == ["es", "es"]
    assert "Language" in again.content.decode()


def add(number):
    """Without publishing them."""
    people = Clinician.objects.count()
    names = [f"tom-{each}" for each in range(people, people + number)]
    Clinician.objects.bulk_create(Clinician(name="Tom Ruiz", slug=name, locale=Locale.get_default()) for name in names)
    get_search_backend().add_bulk(Clinician, Clinician.objects.filter(slug__in=names))


@pytest.mark.parametrize("address", [LIST, CHOOSER])
@pytest.mark.parametrize("search", [{}, {"q": "ruiz"}])
def test_a_page_of_it_takes_as_many_queries_whatever_follows(index, editor, address, search):
    counts = []
    for _ in range(2):
        add(60)
        editor.get(address, search)
        with CaptureQueriesContext(connection) as queries:
            editor.get(address, search)
        counts.append(len(queries))

    assert counts[0] == counts[1]
