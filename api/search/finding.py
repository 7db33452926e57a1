"""Finds and ranks what matches a query, in one SQL query whatever the number of matches.

Counting reads every match; ranking only a pool: the best by a coarse order that indexes give (in the names, then in
what a document is about, then in its text; among those treatments first, then short titles). The pool is ranked finely,
and what is beyond it follows in the coarse order.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from api.process.sql import Row as SqlRow
from api.process.sql import read
from api.search import statements
from api.search.cursors import Place
from api.search.entries import SEARCHED
from api.search.queries import Query, asks_for_person
from api.search.understanding import Understood

POOL = 200
"""How many matches are ranked finely."""
SINCE_THEN = 50
"""How many may have been published into the pool between two pages before the last of it is lost."""

AS_ASKED, IN_OTHER_WORDS, NEARLY = 1.0, 0.9, 0.6
BESIDE = 0.8
"""What words side by side weigh, against the words themselves."""
TOPIC = 1.2
"""What a word weighs that stands in names of documents."""

FAVOUR = {"procedure": 1.0, "condition": 1.0, "page": 0.9, "specialty": 0.85, "clinician": 0.9, "location": 0.85}
"""What a match counts, by type."""
FAVOUR_OF_PEOPLE = FAVOUR | {"clinician": 3.0}
"""The same for whoever looks for “a knee surgeon”."""


class Row(NamedTuple):
    """A document that was found."""

    rank: int
    """In the pool, the rank; beyond it, the place in the coarse order."""
    entry: int
    type: str
    document_id: str
    slug: str
    path: str
    title: str
    passages: str
    words: str
    card: bytes
    """What lists show of it, as JSON."""


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What results must be, besides matching; empty for anything. Slugs."""

    types: Sequence[str] = ()
    specialties: Sequence[str] = ()
    conditions: Sequence[str] = ()
    body_areas: Sequence[str] = ()

    def facets(self, conditions: Mapping[str, str]) -> str:
        """Of the conditions by name, those that are asked for; empty for none."""
        return " AND ".join(condition for name, condition in conditions.items() if getattr(self, name))

    @property
    def parameters(self) -> dict[str, list[str]]:
        return {name: list(value) for name, value in vars(self).items()}


@dataclass(frozen=True, kw_only=True)
class Found:
    """A page of what matches."""

    count: int
    rows: list[Row]
    """In the order of the page's place; one more than asked for, if there are more."""
    facets: list[tuple[str, int]]
    """As in SearchEntry.facets, and how many of all matches have it; the most frequent first."""
    log: str
    """As ``LOG_STATE`` says it."""
    asked_at: datetime
    """By the database's clock."""
    expires_at: datetime | None
    """When the first of the matches expires; None when none does."""
    best_tier: int
    """2: everything that was asked for stands in the names of some match; 1: in its headings, or what it is about."""
    pool_end: tuple[int, int, int]
    """Tier, place and entry of the last in the pool."""
    pool_size: int
    weights: tuple[float, ...]
    """Of the words, worked out for the first page and kept for all."""


class Way(NamedTuple):
    """One way to say a thing that is asked for, to rank by."""

    number: int
    """Of the thing."""
    query: str
    factor: float
    is_sure: bool
    """All that is found says it so."""


def find(understood: Understood, filters: Filters, *, locale: str, place: Place, limit: int) -> Found:
    """What has everything that was asked for; of a query without any telling word, what has it as its name."""
    query = understood.query
    readable, facets = readable_of(query, filters), filters.facets(statements.FACETS)
    ways = [*ways_to_say(query, is_all=True)]
    weights = place.weights or weights_of(query)
    parts = {
        "words": "" if weights else statements.WORDS,
        "weights": statements.KNOWN_WEIGHTS if weights else statements.WEIGHTS,
        "counted": statements.COUNTED_OF_FACETS if facets else statements.COUNTED,
        "shown": f"{readable} AND {statements.COUNTED_AS_WELL}" if facets else readable,
        "facets": facets,
        "readable": readable,
        **(statements.MATCHES if query.groups else statements.NAMED),
    }
    if len(ways) == 1:
        parts |= {"weights": "", "ranked": statements.RANKED_BY_ONE}
    return run(
        statements.ALL, parts, understood, filters, place, ways=ways, weights=weights, locale=locale, limit=limit
    )


def find_some(understood: Understood, filters: Filters, *, locale: str, place: Place, limit: int) -> Found:
    """What has the more telling part of what was asked for; everything that is found is in the pool."""
    understood = replace(understood, query=understood.lenient)
    query = understood.query
    readable, columns = readable_of(query, filters), filters.facets(statements.COLUMNS)
    parts = {
        "words": statements.WORDS,
        "weights": statements.KNOWN_WEIGHTS if place.weights else statements.WEIGHTS,
        "fitting": statements.FITTING if columns else "",
        "shown": f"{readable} AND {statements.FITS}" if columns else readable,
        "columns": columns,
        **statements.MATCHES,
    }
    ways = [*ways_to_say(query, is_all=False)]
    return run(
        statements.SOME, parts, understood, filters, place, ways=ways, weights=place.weights, locale=locale, limit=limit
    )


def readable_of(query: Query, filters: Filters) -> str:
    clauses = ["/*live*/"]
    clauses += [statements.OF_TYPES] if filters.types else []
    clauses += [statements.NOT_EXCLUDED] if query.excluded else []
    return " AND ".join(clauses)


def ways_to_say(query: Query, *, is_all: bool) -> Iterator[Way]:
    """``is_all``: what is found has all that was asked for, in one of its ways."""
    for number, group in enumerate(query.groups, start=1):
        for index, alternative in enumerate(group.alternatives):
            factor = NEARLY if alternative.is_near else IN_OTHER_WORDS if index else AS_ASKED
            yield Way(number, alternative.ranked, factor, is_sure=is_all and len(group.alternatives) == 1)
    for number, pair in enumerate(query.neighbours, start=len(query.groups) + 1):
        yield Way(number, pair, AS_ASKED, is_sure=False)


def weights_of(query: Query) -> tuple[float, ...]:
    """Where nothing is to be weighed against something else; empty where the database must."""
    return () if len(query.groups) > 1 else (1.0, *(BESIDE for _ in query.neighbours))


def run(
    statement: str,
    parts: dict[str, str],
    understood: Understood,
    filters: Filters,
    place: Place,
    *,
    ways: Sequence[Way],
    weights: tuple[float, ...],
    locale: str,
    limit: int,
) -> Found:
    of_place = {
        "weighed": "NULL::float[]" if weights else statements.WEIGHED,
        "rows": statements.BEYOND_POOL if place.stage == "rest" else statements.IN_POOL,
        "within_pool": place.within_pool,
        "beyond_key": place.beyond_key,
        "order": place.order,
    }
    values = values_of(understood, ways) | {
        "locale": locale,
        "weights": list(weights),
        "pool": pool_of(place),
        "limit": limit + 1,
        **filters.parameters,
        **place.parameters,
    }
    rows = read(statements.compose(statement, *(of_place | parts).items()), values)
    return found_in(rows, weights)


def values_of(understood: Understood, ways: Sequence[Way]) -> dict[str, object]:
    """What is asked for, as the statements name it."""
    query = understood.query
    return {
        "names": understood.names,
        "favour": favour_of(understood),
        "excluding": " & ".join(query.exclusions),
        "strict": query.strict,
        "most": replace(query, groups=understood.said(query)).all_but_one,
        "pair": query.pairs,
        "number": len(query.groups),
        "groups": [group.counted for group in query.groups],
        "shares": [TOPIC if understood.topics & group.lexemes else 1.0 for group in query.groups],
        "neighbours": len(query.neighbours),
        "one": ways[0].query if ways else "",
        "numbers": [way.number for way in ways],
        "ranked": [way.query for way in ways],
        "factors": [way.factor for way in ways],
        "sure": [way.is_sure for way in ways],
    }


def favour_of(understood: Understood) -> list[float]:
    """In the order of types."""
    favour = FAVOUR_OF_PEOPLE if asks_for_person([word.asked for word in understood.words]) else FAVOUR
    return [favour[name] for name in SEARCHED]


def found_in(rows: Sequence[SqlRow], weights: tuple[float, ...]) -> Found:
    """Each row tells of all matches first, and then of a result, if there is one."""
    log, count, numbers, facets, expires_at, asked_at, best_tier, pool_end, pool_size, weighed = rows[0][:TOTALS]
    return Found(
        count=count,
        rows=[Row(*row[TOTALS:]) for row in rows if row[TOTALS] is not None],
        facets=facet_counts(numbers or [], facets or []),
        log=log,
        asked_at=asked_at,
        expires_at=expires_at,
        best_tier=best_tier,
        pool_end=tuple(pool_end or (0, 0, 0)),
        pool_size=pool_size,
        weights=tuple(weighed or weights),
    )


TOTALS = 10
"""Columns that tell of all matches, before those of a result."""


def facet_counts(numbers: Sequence[int], facets: Sequence[str]) -> list[tuple[str, int]]:
    """From how many matches have each set of facets."""
    counts: Counter[str] = Counter()
    for number, together in zip(numbers, facets, strict=True):
        for facet in filter(None, together.split(BETWEEN_FACETS)):
            counts[facet] += number
    return sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))


BETWEEN_FACETS = "\x1f"


def pool_of(place: Place) -> int:
    if place.mode == "some":
        return POOL // 2  # of each kind of candidate
    return POOL + (SINCE_THEN if place.pool_end else 0)
