"""What readers searched for in vain is counted, and nobody learns who asked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from api.models import Count, FrequentSearch
from api.process.counts import COUNTS
from api.search.unfound.noting import forget_old
from tests import factories


@pytest.fixture
def ask(search):
    def ask(q, *, times=1, **parameters):
        for _ in range(times):
            search(q, **parameters)
        COUNTS.flush()

    return ask


@pytest.fixture
def yesterday():
    """Makes what was counted until now the day before's."""
    return lambda: Count.objects.update(day=timezone.now().date() - timedelta(days=1))


def told():
    return [(search.locale, search.words) for search in FrequentSearch.objects.order_by("words")]


def counted():
    return sum(count.total for count in Count.objects.filter(kind=Count.Kind.NOT_FOUND))


def test_words_are_written_when_they_were_asked_five_times_on_two_days(index, ask, yesterday):
    ask("Zebra  crossing?", times=3)
    yesterday()
    ask("zebra crossing")
    assert told() == []
    ask("zebra crossing")

    assert told() == [("en", "zebra crossing")]
    assert counted() == 5


def test_what_one_day_asks_is_written_nowhere(index, ask):
    ask("John Smithson", times=20)

    assert told() == []
    assert not Count.objects.filter(name__icontains="john").exists()
    assert counted() == 20


def test_what_is_asked_again_is_counted_though_the_answer_is_kept(index, ask):
    ask("zebra", times=2)

    assert counted() == 2


@pytest.mark.parametrize(
    "q",
    [
        "patient 4711",
        "john@example.org",
        "www.zebra.example",
        "my neighbour zebra said that it was striped",
        "zebra" * 20,
    ],
)
def test_numbers_addresses_and_stories_are_not_counted(index, ask, q):
    ask(q)

    assert counted() == 0


def test_what_was_found_is_not_counted_be_it_mistyped(index, ask, search):
    factories.treatment(index, title="Vertebroplasty", slug="v")
    assert search("vertebroplatsy")["corrected"] == "vertebroplasty"
    ask("vertebroplatsy")

    assert counted() == 0


def test_search_in_a_part_of_the_site_is_not_counted(index, ask):
    ask("zebra", type="page")

    assert counted() == 0


def test_accents_make_no_other_search(index, ask, yesterday):
    ask("cebra rayón", times=3, locale="es")
    yesterday()
    ask("cebra rayon", times=2, locale="es")

    assert told() == [("es", "cebra rayon")]


def test_hospital_may_count_nothing(index, ask, settings):
    settings.COUNT_SEARCHES = False
    ask("zebra")

    assert counted() == 0


def test_words_that_nobody_asks_any_more_are_forgotten(db):
    today = timezone.now().date()
    for digest, last_asked in (("old", today - timedelta(days=91)), ("new", today)):
        FrequentSearch.objects.create(digest=digest, locale="en", words=digest, last_asked=last_asked)

    forget_old()

    assert told() == [("en", "new")]
