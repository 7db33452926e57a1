"""A search from the reader's words to the page of results: three SQL queries at most, four where words near in meaning
are looked for."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from math import log
from typing import TypedDict

from api.contract.answers.search import UrgentHelp
from api.parameters.models import SearchParameters
from api.search.cursors import Place, signature
from api.search.danger import Danger, danger_behind
from api.search.entries import FACETS
from api.search.finding import POOL, TOPIC, Filters, Found, Row, find, find_some
from api.search.highlights import best_excerpt, extract, mark, summary_of
from api.search.near.asking import may_be_said_otherwise, with_nearby
from api.search.queries import parse, without_title
from api.search.shortening import counted
from api.search.understanding import Understood, understand

FEW = 10
"""Fewer results make place for some that lack a word."""
MOST_VALUES = 100
"""Of each count, so many are told."""


class Counted(TypedDict):
    slug: str
    name: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Search:
    """A page of a search."""

    understood: Understood
    found: Found
    place: Place
    limit: int
    locale: str
    ignored: str | None
    """As the contract says it."""
    danger: Danger

    @property
    def rows(self) -> list[Row]:
        """Best first."""
        rows = self.found.rows[: self.limit]
        return rows[::-1] if self.place.is_backward else rows

    @property
    def has_more(self) -> bool:
        return len(self.found.rows) > self.limit

    @property
    def has_rest(self) -> bool:
        return self.place.mode == "all" and self.found.count > self.found.pool_size

    @property
    def next(self) -> Place | None:
        place, rows = self.place, self.rows
        if place.is_backward and place.key is None:
            return place.beside(None, stage="rest")
        if rows and (place.is_backward or self.has_more):
            return place.beside(key_of(rows[-1]))
        if place.stage == "pool" and self.has_rest:
            return place.beside(None, stage="rest")
        return None

    @property
    def previous(self) -> Place | None:
        place, rows = self.place, self.rows
        if place.stage == "rest" and (place.key is None or (place.is_backward and not self.has_more)):
            return place.beside(None, stage="pool", is_backward=True)
        has_previous = self.has_more if place.is_backward else place.key is not None
        return place.beside(key_of(rows[0]), is_backward=True) if rows and has_previous else None

    @property
    def results(self) -> list[dict[str, object]]:
        """As JSON has them: ``SearchResult`` of the contract."""
        asked = self.understood.group_forms()
        return [result(row, asked, locale=self.locale) for row in self.rows]

    @property
    def counts(self) -> dict[str, list[Counted]]:
        """``SearchCounts`` of the contract."""
        counts: dict[str, dict[str, Counted]] = {kind: {} for kind in FACETS}
        for facet, number in self.found.facets:
            kind, slug, name = facet.split("|", 2)
            known = counts[kind].setdefault(slug, {"slug": slug, "name": name, "count": 0})
            known["count"] += number
        return {kind: [*values.values()][:MOST_VALUES] for kind, values in counts.items()}

    @property
    def picks(self) -> list[dict[str, object]]:
        """Members of ``PickDocument.items`` of the contract."""
        return [item for body in self.understood.picks for item in json.loads(body)["items"]]

    @property
    def urgent(self) -> list[dict[str, object]]:
        """``UrgentHelp`` of the contract."""
        bodies = dict.fromkeys(map(bytes, (*self.understood.urgent, *self.danger.bodies)))
        documents = [json.loads(body) for body in bodies]
        return [{name: document[name] for name in UrgentHelp.model_fields} for document in documents]

    @property
    def corrected(self) -> str | None:
        """Told only when what was found has the words: words of what is no longer public must stay unknown."""
        changed = [word for word in self.understood.words if word.corrected]
        is_shown = all(self.understood.is_covered(word) or self.has(word.corrected) for word in changed)
        return self.understood.corrected if changed and is_shown else None

    def has(self, word: str) -> bool:
        return any(f" {word} " in row.words for row in self.rows)

    @property
    def matched(self) -> str:
        """As the contract says it: whether all that was typed was found, as it was typed."""
        if not self.found.count:
            return "none"
        return "some" if self.understood.is_corrected or self.ignored else self.place.mode

    @property
    def expires_at(self) -> datetime | None:
        """When the first of what it is made from expires; None when nothing does."""
        return min(filter(None, (self.understood.expires_at, self.found.expires_at)), default=None)

    @property
    def is_lasting(self) -> bool:
        """Whether all of it was read of one state of the log, and all it was made from is known, so that it is right
        until ``expires_at`` or a new edition. Of what has only some of the words, it is not."""
        states = {self.understood.log, self.found.log, self.danger.log or self.found.log}
        return self.place.mode == "all" and len(states) == 1


def key_of(row: Row) -> tuple[int, int]:
    return row.rank, row.entry


def search(parameters: SearchParameters) -> tuple[Search, str]:
    """The page asked for, and the search's signature for cursors. Raises what Place.parse raises."""
    whose = signature(parameters.model_dump(mode="json", exclude={"cursor", "limit", "fields"}))
    place = Place.parse(parameters.cursor, whose) if parameters.cursor else Place()
    filters = Filters(
        types=parameters.type,
        specialties=parameters.specialty,
        conditions=parameters.condition,
        body_areas=parameters.body_area,
    )
    asked = parse(parameters.q)
    words, ignored = counted(without_title(asked), locale=parameters.locale)
    understood = understand(words, locale=parameters.locale)
    finders = [find, find_some] if place == Place() else [find_some] if place.mode == "some" else [find]
    for finder in finders:
        understood = with_nearby(understood, locale=parameters.locale) if finder is find_some else understood
        found = finder(understood, filters, locale=parameters.locale, place=place, limit=parameters.limit)
        if finder is find_some or not is_too_little(understood, found, locale=parameters.locale):
            break
        place = replace(place, mode="some")
    if place.mode == "some" and (is_about_something_else(understood) or says_hardly_anything(understood, found)):
        found = replace(found, count=0, rows=[], facets=[])
    place = replace(place, pool_end=place.pool_end or found.pool_end, weights=place.weights or found.weights)
    danger = danger_behind(asked, locale=parameters.locale)
    answer = Search(
        understood=understood,
        found=found,
        place=place,
        limit=parameters.limit,
        locale=parameters.locale,
        ignored=ignored,
        danger=danger,
    )
    return answer, whose


def is_too_little(understood: Understood, found: Found, *, locale: str) -> bool:
    """A few documents may have all the words by chance, or describe a condition without naming its treatments."""
    if not understood.query.groups:
        return False
    if not found.count and (understood.heard or may_be_said_otherwise(understood, locale=locale)):
        return True
    if is_about_something_else(understood):
        return False
    if len(understood.query.groups) > 1:
        return found.count <= POOL if found.best_tier == 0 else found.count < FEW and found.best_tier == 1
    types = {row.type for row in found.rows}
    return found.count < FEW and "condition" in types and "procedure" not in types


def is_about_something_else(understood: Understood) -> bool:
    """Most of what was asked for is in no document, and none of the rest in a name: a cake recipe, cheap flights. What
    the lists of near words have counts more: they are of what hospitals speak of."""
    groups = understood.lenient.groups
    found = [group for group in groups if any(len(word) > 1 and word in understood.forms for word in group.lexemes)]
    near = [group for group in groups if any(alternative.is_near for alternative in group.alternatives)]
    is_little = 2 * len(found) + len(near) < len(groups)
    return is_little and not any(understood.topics & group.lexemes for group in groups)


COMMON = log(1 + 3)
"""What a word weighs that a third of all documents have (``statements.WORDS``)."""
FROM_DOCUMENTS = log(1 + 20)
"""What a word weighs that none of twenty documents has."""


def says_hardly_anything(understood: Understood, found: Found) -> bool:
    """What documents have of it are words that most of them have, and the rest is more: thyroid surgery, a covid test.
    Where there are few documents, every word is one of these, and nothing can be told."""
    groups = understood.lenient.groups
    has = [any(word in understood.forms for word in group.lexemes) for group in groups]
    shares = [TOPIC if understood.topics & group.lexemes else 1.0 for group in groups]
    known = [(weight, share) for weight, share, is_there in zip(found.weights, shares, has, strict=False) if is_there]
    is_common = bool(known) and all(weight <= share * COMMON for weight, share in known)
    if max(found.weights[: len(groups)], default=0) < FROM_DOCUMENTS:
        return False
    return is_common and 2 * sum(weight for weight, _ in known) < sum(found.weights[: len(groups)])


def result(row: Row, asked: list[set[str]], *, locale: str) -> dict[str, object]:
    said = {form for forms in asked for form in forms}
    best = best_excerpt(row.passages, row.words, asked, title=row.title)
    section = {"anchor": best.anchor, "heading": best.heading, "kind": best.kind} if best.anchor else None
    return {
        "type": row.type,
        "id": row.document_id,
        "locale": locale,
        "slug": row.slug,
        "path": row.path or None,
        "title": row.title,
        "summary": summary_of(row.passages) or None,
        "image": image_of(bytes(row.card)),
        "highlights": {"title": mark(row.title, said), "text": mark(extract(best.text, said), said)},
        "section": section,
    }


@lru_cache(maxsize=500)
def image_of(card: bytes) -> object:
    """As JSON has it. Cards are read once: to look through one takes as long as to mark the words of a result."""
    return json.loads(card).get("image")
