"""What people say in other words is found where no page has their own, and never said to be what they asked for."""

import pytest
from wagtail.models import Locale

from api.search.near.words import meanings_of, near
from procedures.models import Clinician
from tests import factories


def said(html):
    return [factories.section("what", "What is it?", factories.text(html))]


@pytest.fixture
def treatments(index):
    factories.treatment(index, title="Polishing", slug="polishing", sections=said("<p>It needs a blood thinner.</p>"))
    factories.treatment(
        index, title="Scraping", slug="scraping", sections=said("<p>For swelling, and for children.</p>")
    )


@pytest.mark.parametrize(
    ("q", "slug"), [("eliquis", "polishing"), ("swollen kids", "scraping"), ("take xarelto", "polishing")]
)
def test_everyday_words_and_medicines_find_what_pages_call_otherwise(treatments, search, q, slug):
    answer = search(q)

    assert answer["results"][0]["slug"] == slug
    assert answer["matched"] == "some"


def test_page_that_has_the_words_comes_alone(treatments, index, search):
    factories.treatment(index, title="Rinsing", slug="rinsing", sections=said("<p>Eliquis is taken on.</p>"))
    answer = search("eliquis")

    assert [result["slug"] for result in answer["results"]] == ["rinsing"]
    assert answer["matched"] == "all"


def test_longer_phrase_is_read_as_one():
    assert {each.words for each in near(["out", "of", "breath"], locale="en")} >= {"breathless", "short of breath"}
    assert near(["out", "of", "town"], locale="en") == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_lists_say_something_for_each_phrase(language):
    meanings = meanings_of(language)

    assert len(meanings) > 200
    assert all(others and phrase not in others for phrase, others in meanings.items())


def test_language_without_a_list_has_no_other_words():
    assert near(["belly"], locale="fr") == []


def test_whoever_looks_for_a_surgeon_finds_people_first(index, slugs):
    factories.treatment(index, title="Knee easing", slug="knee-easing", sections=said("<p>A surgeon does it.</p>"))
    Clinician.objects.create(name="Ada Lund", role="Surgeon for knees", locale=Locale.get_default())

    assert slugs("knee surgeon") == ["ada-lund", "knee-easing"]
    assert slugs("what does the surgeon do in knee easing")[0] == "knee-easing"


def test_name_with_all_words_comes_before_one_word_in_many_names(index, slugs):
    names = "Hip exchange\nHip swap\nTotal hip exchange"
    factories.treatment(
        index, title="Hip renewal", slug="renewal", alternative_names=names, sections=said("<p>For arthritis.</p>")
    )
    factories.treatment(index, title="Easing of arthritis in a hip", slug="easing")

    assert slugs("hip arthritis")[0] == "easing"


@pytest.mark.parametrize("q", ["coloniscopy", "gastriscopy"])
def test_vowel_between_medical_parts_is_forgiven(index, slugs, q):
    factories.treatment(index, title="Colonoscopy and gastroscopy", slug="scopes")

    assert slugs(q) == ["scopes"]
