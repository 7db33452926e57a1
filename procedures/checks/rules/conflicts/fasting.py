"""Advice on eating and drinking before a treatment that cannot be followed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page, Text
from procedures.checks.rules.conflicts.statements import both_said
from procedures.checks.wordings import wordings
from procedures.language.amounts import find_ranges

_WORDINGS = wordings("fasting")

_AFTERWARDS = frozenset({"after", "recovery", "results", "follow_up", "living_with", "when_to_call", "risks"})
_FOOD = re.compile(
    r"\b(?:eat|eating|food|foods|meal|breakfast|toast|cereal|sandwich|solids?|snack|fast|fasting|com(?:a|er|ida)|desayun\w*"
    r"|alimentos?|ayunas?|ayunar)\b",
    re.IGNORECASE,
)
_DRINK = re.compile(
    r"\b(?:drink|drinking|fluids?|liquids?|water|juice|coffee|tea|by mouth|beb(?:a|er)|líquidos?|agua|jugo|café)\b",
    re.IGNORECASE,
)
_NOTHING = _WORDINGS["nothing"]
_MAY = _WORDINGS["may"]
_EVENING = re.compile(r"\b(?:after|from|since|desde la|a partir de la|después de la) (?:midnight|medianoche)\b", re.I)
_NO_FAST = _WORDINGS["no_fast"]
_ON_THE_DAY = _WORDINGS["on_the_day"]
_BEFORE = re.compile(r"\b(?:before|antes|prior)\b", re.IGNORECASE)
_EXCEPT = _WORDINGS["except"]
_EARLIEST = 5 / 24
"""Midnight is about this long before the first treatment of a day."""


@dataclass(frozen=True, kw_only=True)
class Fast:
    """``hours``, in days: how long before the treatment it begins. None: since the evening before."""

    is_allowed: bool
    hours: float | None
    sentence: str
    text: Text


@check(
    "fasting-conflict",
    severity="warning",
    why=gettext_noop("A patient who has eaten is sent home, or is in danger when put to sleep."),
)
def fasting_conflict(page: Page) -> Iterator[Found]:
    for kind, what in ((_FOOD, gettext_noop("eating beforehand")), (_DRINK, gettext_noop("drinking beforehand"))):
        fasts = list(_read(page, kind))
        found = next(((a, b) for a in fasts for b in fasts if a is not b and _clash(a, b)), None)
        if found is not None:
            first, second = sorted(found, key=fasts.index)
            yield both_said(first.sentence, second.sentence, what=_(what), at=second.text.place)


def _read(page: Page, kind: re.Pattern[str]) -> Iterator[Fast]:
    for sentence, text in page.sentences:
        if text.kinds & _AFTERWARDS or text.block in ("table", "quotation", "video") or not kind.search(sentence):
            continue
        for clause in re.split(r"[;]|, but |, pero ", sentence):
            if kind.search(clause) and (fast := _fast(clause, text)):
                yield fast


def _fast(clause: str, text: Text) -> Fast | None:
    is_free = _NO_FAST.search(clause) is not None
    is_forbidden = _NOTHING.search(clause) is not None and not is_free
    if not is_forbidden and not is_free and not _MAY.search(clause):
        return None
    if _EXCEPT.search(clause):
        return None
    if _EVENING.search(clause):
        return Fast(is_allowed=not is_forbidden, hours=None, sentence=clause.strip(), text=text)
    spans = [span for span in find_ranges(clause) if span.high <= 1]
    if spans and _BEFORE.search(clause):
        return Fast(is_allowed=not is_forbidden, hours=spans[0].high, sentence=clause.strip(), text=text)
    if not is_forbidden and (is_free or _ON_THE_DAY.search(clause)):
        return Fast(is_allowed=True, hours=0.0, sentence=clause.strip(), text=text)
    return None


def _clash(left: Fast, right: Fast) -> bool:
    """Allowed later than forbidden; or forbidden from two different times on."""
    if left.is_allowed == right.is_allowed:
        return not left.is_allowed and _differ(left.hours, right.hours)
    allowed, forbidden = (left, right) if left.is_allowed else (right, left)
    since = forbidden.hours if forbidden.hours is not None else _EARLIEST
    return allowed.hours is not None and allowed.hours < since


def _differ(left: float | None, right: float | None) -> bool:
    return left is not None and right is not None and abs(left - right) > 1 / 48
