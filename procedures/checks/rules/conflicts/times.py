"""Times that contradict each other: the stay, driving, work, how long it takes, lifting, keeping a wound dry."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page
from procedures.checks.rules.conflicts.statements import (
    ENDLESS,
    Statement,
    contradicted,
    contradiction,
    matches,
    stated,
)
from procedures.checks.wordings import wordings
from procedures.language.amounts import Span, find_ranges

_WORDINGS = wordings("times")

_SAME_DAY = _WORDINGS["same_day"]
_NEXT_DAY = _WORDINGS["next_day"]
_STAYS = _WORDINGS["stays"]
_ELSEWHERE = re.compile(
    r"\b(?:intensive care|icu|recovery (?:room|area)|in bed|drain|catheter|drip|before|cuidados intensivos|sonda)\b",
    re.IGNORECASE,
)
_DRIVE = re.compile(
    r"\b(?:driv(?:e|ing)|(?:behind|at) the wheel|condu(?:cir|ce|zca)|manejar?|maneje|al volante)\b", re.IGNORECASE
)
_WORK = re.compile(
    r"\b(?:back|return|go|start|resume)\b[^.;]{0,30}\bwork\b|\boff work\b"
    r"|\b(?:volver|vuelve|regresar|regresa|vuelven|reincorpor\w+)\b[^.;]{0,30}\btrabaj\w+",
    re.IGNORECASE,
)
_LIGHT = re.compile(r"\b(?:desk|office|light|sitting|oficina|ligero)\b", re.IGNORECASE)
_HEAVY = re.compile(r"\b(?:heavy|physical|manual|hard|standing|lifting|pesado|físico)\b", re.IGNORECASE)
_LIFT = re.compile(r"\b(?:lift|lifting|carry|levant\w+|carg(?:ar|ue|a))\b", re.IGNORECASE)
_DRY = re.compile(r"\b(?:dry|se[ck]os?|secas?)\b", re.IGNORECASE)
_WASH = re.compile(r"\b(?:shower|get [^.;]{0,20}wet|ducha\w*|mojar)\b", re.IGNORECASE)
_COVERED = re.compile(
    r"\b(?:waterproof|cover(?:ed|ing)?|plastic|sponge|pat|then|impermeable|cubr\w+|séque\w+)\b", re.IGNORECASE
)
_TOMORROW = re.compile(r"\bthe (?:next|same|following) day\b|\bal día siguiente\b|\bel mismo día\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:not|no|avoid|never|cannot|can't|don't|without|stop|until|off|evite|sin|hasta|deje)\b", re.IGNORECASE
)
_LATER = re.compile(
    r"\b(?:after|in|within|following|from|después de|tras|en|a las|a los|al cabo de)\W+(?:about |around |unas? )?$",
    re.I,
)
_SEDATED = 2.0
"""Days for which sedation alone may forbid driving."""
ACT = gettext_noop("Patients act on one of the two, and half of them on the wrong one.")


@check("stay-conflict", severity="warning", why=ACT)
def stay_conflict(page: Page) -> Iterator[Found]:
    yield from contradicted(contradiction(stay_times(page)), what=_("how long patients stay in the hospital"))


def stay_times(page: Page) -> list[Statement]:
    """In nights."""
    return page.once(_stay_times)


def _stay_times(page: Page) -> list[Statement]:
    return list(stated(page, _stays, also="hospital_stay"))


def _stays(sentence: str) -> Iterator[tuple[float, float, str]]:
    if matches(_ELSEWHERE, sentence):
        return
    if matches(_SAME_DAY, sentence):
        yield 0.0, 0.0, ""
    elif matches(_NEXT_DAY, sentence):
        yield 1.0, 1.0, ""
    elif match := _STAYS.search(sentence):
        for span in find_ranges(sentence):
            if span.high >= 1 and match.start() < span.end and span.start - match.end() < 20:
                yield _in_nights(span)
        few = _FEW_DAYS.search(sentence, match.start())
        if few is not None and few.start() - match.end() < 20:
            yield 2.0, _MANY, ""


_FEW_DAYS = re.compile(r"\b(?:a few|several|unos|unas|varios|varias) (?:days|nights|días|noches)\b", re.IGNORECASE)
_MANY = 7.0


def _in_nights(span: Span) -> tuple[float, float, str]:
    """Three days have two nights or three."""
    is_days = re.search(r"day|día", span.words, re.IGNORECASE) is not None and span.low > 1
    return span.low - is_days, span.high, ""


@check("driving-conflict", severity="warning", why=ACT)
def driving_conflict(page: Page) -> Iterator[Found]:
    yield from contradicted(contradiction(driving_times(page)), what=_("when patients may drive again"))


def driving_times(page: Page) -> Iterator[Statement]:
    """In days after the treatment."""
    return stated(page, _drives, also="return_to_driving")


def _drives(sentence: str) -> Iterator[tuple[float, float, str]]:
    if matches(_DRIVE, sentence) and not matches(_NOT_YET, sentence) and matches(_TOMORROW, sentence):
        yield 1.0, 1.0, ""
    elif matches(_DRIVE, sentence):
        yield from (each for each in _resumed(sentence) if each[0] > _SEDATED or each[1] < ENDLESS)


def _resumed(sentence: str, *, about: str = "") -> Iterator[tuple[float, float, str]]:
    """ "Not for six weeks" is six weeks at least; "after six weeks" and "until six weeks after" are six weeks."""
    for span in find_ranges(sentence):
        before = sentence[: span.start]
        if _NOT_YET.search(before):
            yield span.low, ENDLESS, about
        elif _LATER.search(before):
            yield span.low, span.high, about


@check("work-conflict", severity="warning", why=ACT)
def work_conflict(page: Page) -> Iterator[Found]:
    yield from contradicted(contradiction(work_times(page)), what=_("when patients may work again"))


def work_times(page: Page) -> Iterator[Statement]:
    """In days after the treatment."""
    return stated(page, _works, also="return_to_work")


def _works(sentence: str) -> Iterator[tuple[float, float, str]]:
    is_light, is_heavy = matches(_LIGHT, sentence), matches(_HEAVY, sentence)
    if matches(_WORK, sentence) and not (is_light and is_heavy):
        about = "desk" if is_light else "heavy" if is_heavy else ""
        yield from _resumed(sentence, about=about)


@check("length-conflict", severity="warning", why=ACT)
def length_conflict(page: Page) -> Iterator[Found]:
    takes = _taking(page)

    def read(sentence: str) -> Iterator[tuple[float, float, str]]:
        if match := takes.search(sentence):
            spans = [span for span in find_ranges(sentence) if 0 <= span.start - match.end() < 25 and span.high < 1]
            yield from ((span.low, span.high, "") for span in spans[:1])

    pair = contradiction(stated(page, read, also="procedure_length"), factor=1.4)
    yield from contradicted(pair, what=_("how long it takes"))


def _taking(page: Page) -> re.Pattern[str]:
    names = "|".join(map(re.escape, page.names)) or "operation"
    return re.compile(
        rf"\b(?:operation|surgery|procedure|operación|cirugía|intervención|procedimiento|{names})"
        r"(?: itself| usually| often| normally| typically| will| suele| normalmente){0,2} (?:takes?|"
        r"lasts?|dura|durar|tarda)\b",
        re.IGNORECASE,
    )


@check("lifting-conflict", severity="warning", why=ACT)
def lifting_conflict(page: Page) -> Iterator[Found]:
    pair = contradiction(stated(page, _lifts))
    yield from contradicted(pair, what=_("how long patients must not lift"))


def _lifts(sentence: str) -> Iterator[tuple[float, float, str]]:
    """Exact: "for two weeks" and "for six weeks" do not mean the same."""
    spans = list(find_ranges(sentence))
    if matches(_LIFT, sentence) and matches(_NOT_YET, sentence) and len(spans) == 1:
        yield spans[0].low, spans[0].high, ""


@check("washing-conflict", severity="warning", why=ACT)
def washing_conflict(page: Page) -> Iterator[Found]:
    yield from contradicted(contradiction(stated(page, _washes)), what=_("when the wound may get wet"))


def _washes(sentence: str) -> Iterator[tuple[float, float, str]]:
    if matches(_COVERED, sentence):
        return
    if matches(_DRY, sentence):
        yield from ((span.low, ENDLESS, "") for span in find_ranges(sentence))
    elif matches(_WASH, sentence):
        yield from _resumed(sentence)
        if matches(_TOMORROW, sentence):
            yield 1.0, 1.0, ""
