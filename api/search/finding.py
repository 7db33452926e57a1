"""Finds and ranks what matches a query, in one SQL query whatever the number of matches.

Counting reads every match; ranking only a pool: the best by a coarse order that indexes give (in the names, then in
what a document is about, then in its text; among those treatments first, then short titles). The pool is ranked finely,
and what is beyond it follows in the coarse order.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import connection

from api.search import statements
from api.search.cursors import Place
from api.search.understanding import Understood

POOL = 200
"""How many matches are ranked finely."""
SINCE_THEN = 50
"""How many may have been published into the pool between two pages before the last of it is lost."""

AS_ASKED, IN_OTHER_WORDS = 1.0, 0.9
TOPIC = 1.2
"""What a word weighs that stands in names of documents."""


class Row(NamedTuple):
    """A document that was found."""

    rank: int
    """In the pool, the rank; beyond it, the place in the coarse order."""
    entry: int
    type: str
    document_id: Any
    slug: str
    path: str
    title: str
    passages: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What results must be, besides matching; empty for anything. Slugs."""

    types: Sequence[str] = ()
    specialties: Sequence[str] = ()
    conditions: Sequence[str] = ()
    body_areas: Sequence[str] = ()

    @property
    def sql(self) -> str:
        clauses = ["entry.type = ANY(%(types)s)"] if self.types else []
        columns = [
            *(["specialties && %(specialties)s::varchar[]"] if self.specialties else []),
            *(["conditions && %(conditions)s::varchar[]"] if self.conditions else []),
            *(["body_area = ANY(%(body_areas)s)"] if self.body_areas else []),
        ]
        if columns:
            documents = f"SELECT id FROM api_document WHERE locale = %(locale)s AND {' AND '.join(columns)}"  # noqa: S608
            clauses.append(f"entry.document_id IN ({documents})")
        return " AND ".join(["true", *clauses])

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
    """As in SearchEntry.facets, and how many of all matches have it."""
    time_left: timedelta | None
    """Until one of the matches expires; None when none does."""
    best_tier: int
    """2: everything that was asked for stands in the names of some match; 1: in its headings, or what it is about."""
    pool_end: tuple[int, int, int]
    """Tier, place and entry of the last in the pool."""
    pool_size: int
    weights: tuple[float, ...]
    """Of the words, worked out for the first page and kept for all."""


def find(understood: Understood, filters: Filters, *, locale: str, place: Place, limit: int) -> Found:
    """What has everything that was asked for; of a query without any telling word, what has it as its name."""
    return run(
        statements.ALL,
        understood,
        filters,
        place,
        locale=locale,
        limit=limit,
        matches=statements.MATCHES if understood.query.groups else statements.NAMED,
    )


def find_some(understood: Understood, filters: Filters, *, locale: str, place: Place, limit: int) -> Found:
    """What has the more telling part of what was asked for; everything that is found is in the pool."""
    return run(statements.SOME, understood, filters, place, locale=locale, limit=limit, matches=statements.MATCHES)


def run(
    sql: str,
    understood: Understood,
    filters: Filters,
    place: Place,
    *,
    locale: str,
    limit: int,
    matches: dict[str, str],
) -> Found:
    query, number = understood.query, len(understood.query.groups)
    # Of a single word the weight makes no difference, and on later pages it is known.
    is_weighed = sql is statements.SOME or (number > 1 and not place.weights)
    parts = {
        "rows": statements.BEYOND_POOL if place.stage == "rest" else statements.IN_POOL,
        **matches,
        "readable": " AND ".join(["/*live*/", filters.sql, *([statements.NOT_EXCLUDED] if query.excluded else [])]),
        "within_pool": place.within_pool,
        "beyond_key": place.beyond_key,
        "order": place.order,
    }
    ranked = [
        (group_number, alternative.ranked, AS_ASKED if index == 0 else IN_OTHER_WORDS)
        for group_number, group in enumerate(query.groups, start=1)
        for index, alternative in enumerate(group.alternatives)
    ]
    ranked += [(number + index, pair, AS_ASKED) for index, pair in enumerate(query.neighbours, start=1)]
    parameters: dict[str, Any] = {
        "locale": locale,
        "names": understood.names,
        "excluding": " & ".join(query.exclusions),
        "strict": query.strict,
        "most": query.all_but_one,
        "pair": query.pairs,
        "number": number,
        "groups": [group.counted for group in query.groups],
        "shares": [TOPIC if understood.topics & group.lexemes else 1.0 for group in query.groups],
        "neighbours": len(query.neighbours),
        "weigh": is_weighed,
        "weights": list(place.weights),
        "numbers": [group_number for group_number, _, _ in ranked],
        "ranked": [text for _, text, _ in ranked],
        "factors": [factor for _, _, factor in ranked],
        "pool": pool_of(place),
        "limit": limit + 1,
        **filters.parameters,
        **place.parameters,
    }
    with connection.cursor() as cursor:
        cursor.execute(statements.compose(sql, parts), parameters)
        rows = cursor.fetchall()
    count, facets, time_left, best_tier, pool_end, pool_size, weights = rows[0][:7]
    return Found(
        count=count,
        rows=[Row(*row[7:]) for row in rows if row[8] is not None],
        facets=[(facet["facet"], facet["number"]) for facet in json.loads(facets or "[]")],
        time_left=time_left,
        best_tier=best_tier,
        pool_end=tuple(pool_end or (0, 0, 0)),
        pool_size=pool_size,
        weights=tuple(weights or ()),
    )


def pool_of(place: Place) -> int:
    if place.mode == "some":
        return POOL // 2  # of each kind of candidate
    return POOL + (SINCE_THEN if place.pool_end else 0)
