"""How long something is worn, used or taken after a treatment, and when stitches come out."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page
from procedures.checks.rules.conflicts.statements import Statement, contradicted, contradiction, stated
from procedures.checks.wordings import wordings
from procedures.language.amounts import find_ranges

_WORDINGS = wordings("aids")

_THINGS = _WORDINGS["things"]
_OUT = _WORDINGS["out"]
_BEFORE = re.compile(
    r"\b(?:before|every|each|antes|cada)\b|\b(?:after|once) (?:the |your )?\w+ (?:is|are|has|have|comes?)\b"
    r"|\bdespués de (?:retirar|quitar)\b",
    re.IGNORECASE,
)
"""A time that ends or begins with the thing, or comes back."""
_APART = 1.4
"""Two weeks and ten days may mean the same."""


@check(
    "aids-conflict",
    severity="warning",
    why=gettext_noop("Patients act on one of the two, and half of them on the wrong one."),
)
def aids_conflict(page: Page) -> Iterator[Found]:
    """ "Use crutches for two weeks" and "for eight weeks"; "full recovery takes six months" and "three weeks"."""
    said = stated(page, _lasts)
    pair = contradiction(said, factor=_APART)
    yield from contradicted(pair, what=_said_of(pair) if pair else "")


def _said_of(pair: tuple[Statement, Statement]) -> str:
    return _("how long ({thing})").format(thing=pair[0].about)


def _lasts(sentence: str) -> Iterator[tuple[float, float, str]]:
    """Of sentences that name one thing and one time, of days at least."""
    things = {match.group().casefold().removesuffix("s") for match in _THINGS.finditer(sentence)}
    spans = [span for span in find_ranges(sentence) if span.high >= 1]
    if len(things) == 1 and len(spans) == 1 and not _BEFORE.search(sentence):
        is_out = _OUT.search(sentence) is not None
        yield spans[0].low, spans[0].high, f"{things.pop()}{' –' if is_out else ''}"
