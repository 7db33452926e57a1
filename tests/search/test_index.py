"""What is kept for search follows the documents, and from the documents alone."""

from datetime import timedelta
from typing import get_args

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api.contract.answers.search import SearchedType
from api.models import Document, SearchEntry, SearchName, SearchTerm, SearchWord
from api.search.entries import SEARCHED
from api.text.folding import joined, words_of
from cms.publishing.log.rebuilding import rebuild
from tests import factories
from tests.publishing import site_content as make
from tests.queue import drain
from tests.search.test_finding import condition, treatment


def rows():
    entries = SearchEntry.objects.values_list(
        "document__type", "document__slug", "place", "facet_set", "facets", "names", "name_vector", "head_vector",
        "vector", "title", "passages", "words", "expires_at",
    )  # fmt: skip
    names = SearchName.objects.values_list("document__slug", "ending", "start", "position", "name")
    terms = SearchTerm.objects.values_list("document__slug", "locale", "kind", "phrase", "query")
    return [sorted(map(str, found)) for found in (entries, names, terms, SearchWord.objects.values_list())]


def test_rebuilding_from_the_log_gives_the_same(index):
    shared = factories.shared_content()
    condition("Epilepsy", "fits\nseizures")
    treatment(index, "Knee easing", conditions=[shared["condition"]], specialties=[shared["specialty"]])
    before = rows()

    rebuild()

    assert rows() == before


def test_what_is_taken_away_leaves_nothing(index):
    page = treatment(index, "Knee easing")
    page.unpublish()

    assert not SearchEntry.objects.filter(title="Knee easing").exists()
    assert not SearchName.objects.filter(name="Knee easing").exists()


def test_what_is_taken_away_takes_the_words_that_nothing_else_says(index):
    shared = factories.shared_content()
    make.synonyms("Nose", "nose", "schnozzle")
    make.urgent("Call now", "burning zorbal -vindaloo")
    treatment(
        index, "Knee easing", conditions=[shared["condition"]], summary="It soothes the burns of skin and jojoba."
    )
    gone = [
        treatment(index, "Easings", summary="Schnozzles, vindaloos, ankles, grazed knees, and the zorbal."),
        treatment(index, "Zortal", summary="Of ankles."),
    ]
    for page in gone:
        page.unpublish()
    before = known_words()

    rebuild()

    assert before - {"easings", "knees", "schnozzles", "vindaloos"} == known_words()


def test_expired_page_is_not_found_before_the_schedule_has_seen_it(index, search, api):
    page = treatment(index, "Knee easing")
    page.expire_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    SearchEntry.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    Document.objects.filter(slug="knee-easing").update(expires_at=timezone.now() - timedelta(seconds=1))

    assert search("knee easing")["count"] == 0
    assert api("suggest/?q=knee").json()["results"] == []
    assert api("procedures/?q=knee").json()["count"] == 0


def test_treatments_follow_the_lay_names_of_their_conditions(index, slugs):
    stiffness = condition("Stiffness", "rust")
    treatment(index, "Knee easing", conditions=[stiffness])
    assert slugs("rust", type="procedure") == ["knee-easing"]

    stiffness.lay_names = "squeaking"
    stiffness.save()
    drain()

    assert slugs("squeaking", type="procedure") == ["knee-easing"]
    assert slugs("rust") == []


def known_words():
    return set(SearchWord.objects.filter(locale="en").values_list("word", flat=True))


def test_words_that_an_edition_brings_are_known_beside_those_before(index):
    page = treatment(index, "Knee easing", summary="It eases the patella.")
    page.summary = "It soothes the patella."
    page.save_revision().publish()

    assert known_words() >= {"knee", "easing", "eases", "soothes", "patella"}


def test_words_of_another_program_are_told_anew(index):
    page = treatment(index, "Knee easing", summary="It eases the patella.")
    SearchWord.objects.all().delete()
    Document.objects.filter(slug="knee-easing").update(indexed_by="another")
    page.title = "Knee soothing"
    page.save_revision().publish()

    assert known_words() >= {"knee", "soothing", "eases", "patella"}


def test_publishing_reads_once_and_writes_once_what_search_keeps(index):
    page = treatment(index, "Knee easing")
    page.title = "Knee easing again"
    revision = page.save_revision()
    with connection.execute_wrapper(counting := Counting()):
        revision.publish()

    assert counting.number == 2


class Counting:
    """Statements that touch the tables of search."""

    number = 0

    def __call__(self, execute, sql, params, many, context):
        self.number += "api_searchentry" in sql
        return execute(sql, params, many, context)


def test_words_are_folded_alike_everywhere():
    assert words_of("Parkinson’s  CAN'T œdème Straße L5-S1") == [
        "parkinson",
        "can",
        "not",
        "oedeme",
        "strasse",
        "l",
        "5",
        "s",
        "1",
    ]
    assert joined("  Mei-Lin   Chen ") == "mei lin chen"


def test_searched_types_are_those_of_the_contract():
    assert set(get_args(SearchedType)) == set(SEARCHED)


def test_indexes_serve_every_part_of_a_search(index, search):
    treatment(index, "Knee easing")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    with CaptureQueriesContext(connection) as captured:
        search("knee easing")

    plans = []
    for query in captured:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {query['sql']}")
            plans.append([line for (line,) in cursor.fetchall()])
    understanding, finding = plans
    assert not [line for line in understanding if is_scan(line)]
    scans = [number for number, line in enumerate(finding) if is_scan(line)]
    assert ["Limit" in finding[number - 1] for number in scans] == [True]  # counts documents, up to a limit
    assert sum("search_by_words" in line for line in finding) >= 4


def is_scan(line):
    """Of a table that grows: that of the feed's epoch has one row."""
    return "Seq Scan" in line and "api_feed" not in line
