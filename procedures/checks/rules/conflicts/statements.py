"""What the page says of its own treatment, as ranges that can be compared."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from procedures.checks.check import Found
from procedures.checks.editors import _
from procedures.checks.page import Page, Place, Text
from procedures.checks.wordings import wordings
from procedures.language.amounts import days_of
from procedures.language.words import shortened

_WORDINGS = wordings("statements")

ENDLESS = float("inf")
_OTHER_BEGINNING = 1.5
_OF_OTHERS = frozenset({"types", "alternatives", "cost", "evidence", "indications", "living_with"})
"""Kinds of sections that speak of more than this treatment as it usually goes."""
_NOT_ADVICE = frozenset({"table", "video", "quotation", "related_treatments", "definitions", "statistic", "references"})
HEDGED = _WORDINGS["hedged"]
"""What makes a sentence true of some patients, some cases or one way of doing it."""


_PERMITTED = re.compile(
    r"\byou may (?=(?:drive|shower|bathe|eat|drink|return|go|work|walk|swim|fly|lift|remove|resume|start|begin)\b)",
    re.IGNORECASE,
)
"""This "may" does not doubt."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A range, in the topic's unit. ``about`` parts what may differ: desk work and heavy work."""

    low: float
    high: float
    said: str
    at: Place
    about: str = ""


Reader = Callable[[str], Iterator[tuple[float, float, str]]]
"""Low, high and what about, of each range of the topic that a sentence names."""


def own_sentences(page: Page) -> list[tuple[str, Text]]:
    """Sentences on what happens to every patient who has this treatment."""
    return page.once(_own_sentences)


def _own_sentences(page: Page) -> list[tuple[str, Text]]:
    said = page.sentences
    return [each for each in said if each[1].block not in _NOT_ADVICE and not each[1].kinds & _OF_OTHERS]


def unhedged(page: Page) -> list[tuple[str, Text]]:
    """Those of them that are true of every patient."""
    return page.once(_unhedged)


def _unhedged(page: Page) -> list[tuple[str, Text]]:
    return [each for each in own_sentences(page) if not HEDGED.search(_PERMITTED.sub("", each[0]))]


def stated(page: Page, read: Reader, *, also: str = "") -> Iterator[Statement]:
    """What the text says, and the key figures of the kind ``also``."""
    if also:
        yield from _in_facts(page, also)
    for sentence, text in unhedged(page):
        for low, high, about in read(sentence):
            yield Statement(low=low, high=high, said=sentence, at=text.place, about=about)


def _in_facts(page: Page, kind: str) -> Iterator[Statement]:
    lists = [(page.content.facts, page.place_of("facts"))]
    lists += [(block.model.facts, block.place) for block in page.blocks if block.model.type == "facts"]
    for facts, place in lists:
        for fact in facts or ():
            if fact.kind == kind and (found := _range_of(fact.minimum, fact.maximum, fact.qualifier)):
                yield Statement(low=found[0], high=found[1], said=fact.text, at=place)


def _range_of(minimum: str | None, maximum: str | None, qualifier: str | None) -> tuple[float, float] | None:
    low, high = days_of(minimum or ""), days_of(maximum or "")
    if not minimum or low is None:
        return None
    if qualifier == "up_to":
        return 0.0, low
    return low, ENDLESS if qualifier == "at_least" else (high if maximum and high is not None else low)


def contradiction(statements: Iterable[Statement], *, factor: float = 1.0) -> tuple[Statement, Statement] | None:
    """The first two about the same whose ranges do not meet, by more than ``factor``."""
    for earlier, later in combinations(list(statements), 2):
        is_other = earlier.about == later.about and earlier.said != later.said
        if is_other and _are_apart(earlier, later, factor=factor):
            return earlier, later
    return None


def _are_apart(left: Statement, right: Statement, *, factor: float) -> bool:
    """Of two that have no end, such as "not for six weeks", what counts is where they begin."""
    if left.high == right.high == ENDLESS:
        return max(left.low, right.low) >= _OTHER_BEGINNING * min(left.low, right.low)
    return left.high * factor < right.low or right.high * factor < left.low


def contradicted(pair: tuple[Statement, Statement] | None, *, what: str) -> Iterator[Found]:
    if pair is not None:
        yield both_said(pair[0].said, pair[1].said, what=what, at=pair[1].at)


def both_said(earlier: str, later: str, *, what: str, at: Place) -> Found:
    return Found(
        message=_("The page says two things about {what}: “{earlier}” and “{later}”.").format(
            what=what, earlier=shortened(earlier), later=shortened(later)
        ),
        remedy=_("Ask a clinician which is right, and correct the other."),
        at=at,
    )


def matches(pattern: re.Pattern[str], sentence: str) -> bool:
    return pattern.search(sentence) is not None
