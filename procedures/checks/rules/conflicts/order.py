"""Orders in time that cannot be, and ranges written backwards."""

import re
from collections.abc import Iterator
from itertools import pairwise

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page, Text
from procedures.checks.rules.conflicts.statements import own_sentences
from procedures.checks.rules.conflicts.times import driving_times, stay_times, work_times
from procedures.checks.wordings import wordings
from procedures.language.amounts import find_spans
from procedures.language.words import shortened

_WORDINGS = wordings("order")

_TREATMENT = (
    r"(?:the |your |la |el |su )?(?:surgery|operation|procedure|treatment|cirugía|operación|procedimiento|intervención)"
)
_SPAN_BEFORE = r"(?:hours?|days?|weeks?|months?|horas?|días?|semanas?|meses)"
_BEFOREHAND = _WORDINGS["beforehand"]
_AFTERWARDS = _WORDINGS["afterwards"]
_NIGHT_AFTER = re.compile(rf"\b(?:night|evening|noche) (?:after|después de(?:l)?) {_TREATMENT}\b", re.IGNORECASE)
_AFTER_IT = re.compile(rf"\b{_SPAN_BEFORE} (?:after|following|después de(?:l)?|tras) {_TREATMENT}\b", re.IGNORECASE)
_BEFORE_IT = re.compile(
    rf"\b{_SPAN_BEFORE} (?:before|prior to|ahead of|antes de(?:l)?) (?P<what>[^.;,]{{0,40}})", re.IGNORECASE
)
_IS_TREATMENT = re.compile(rf"^{_TREATMENT}\b", re.IGNORECASE)
_MIDNIGHT_TOO_LATE = _WORDINGS["midnight_too_late"]
_STAGES = tuple(_WORDINGS[stage] for stage in ("asleep", "opened", "closed", "awake"))
_REVERSIBLE = re.compile(r"\b(?:every|each|cada|from|de)\b", re.IGNORECASE)
IMPOSSIBLE = gettext_noop("Patients who plan by it come at the wrong time, or do the wrong thing first.")


@check("time-order", severity="warning", why=IMPOSSIBLE)
def time_order(page: Page) -> Iterator[Found]:
    """What belongs before a treatment said to come after it, or the reverse."""
    for sentence, text in own_sentences(page):
        if words := _misplaced(page, sentence, text):
            yield Found(
                message=_("The order cannot be: “{words}”.").format(words=shortened(words)),
                remedy=_("Correct “before” or “after”, or what happens then."),
                at=text.place,
            )


def _misplaced(page: Page, sentence: str, text: Text) -> str:
    if _MIDNIGHT_TOO_LATE.search(sentence):
        return sentence
    for clause in re.split(r"[;,]| and | y ", sentence):
        is_after = _AFTER_IT.search(clause) or _NIGHT_AFTER.search(clause)
        if "prepare" in text.kinds and _BEFOREHAND.search(clause) and is_after:
            return clause.strip()
        before = _BEFORE_IT.search(clause) if _AFTERWARDS.search(clause) else None
        if before is not None and (_IS_TREATMENT.match(before["what"]) or any(page.own_names.find(before["what"]))):
            return clause.strip()
    return ""


@check("step-order", severity="warning", why=IMPOSSIBLE)
def step_order(page: Page) -> Iterator[Found]:
    """Steps of an operation: asleep, opened, closed, awake."""
    for steps in _series(page):
        stages = [(stage, step) for step in steps if (stage := _stage(step[0])) is not None]
        for (earlier, before), (later, after) in pairwise(stages):
            if later < earlier:
                yield Found(
                    message=_("“{after}” comes after “{before}”.").format(
                        after=shortened(after[0], most=60), before=shortened(before[0], most=60)
                    ),
                    remedy=_("Put the steps in their order."),
                    at=after[1].place,
                )
                return


def _series(page: Page) -> Iterator[list[tuple[str, Text]]]:
    """Titles or items of each list of steps on what happens during it."""
    for block in page.blocks:
        is_steps = block.model.type == "steps" and block.model.phase == "during"
        is_list = block.model.type == "list" and block.model.style == "number" and block.section.kind == "during"
        if is_steps or is_list:
            texts = [
                text
                for text in page.body
                if text.place.block == str(block.model.id) or _is_within(text, block.place.path)
            ]
            yield [(text.text, text) for text in texts if text.role in ("title", "item")]


def _is_within(text: Text, path: str) -> bool:
    return text.place.path.startswith(f"{path}/")


def _stage(words: str) -> int | None:
    """None where a step has none of the stages, or several."""
    found = [number for number, pattern in enumerate(_STAGES) if pattern.search(words)]
    return found[0] if len(found) == 1 else None


@check("home-before-leaving", severity="warning", why=IMPOSSIBLE)
def home_before_leaving(page: Page) -> Iterator[Found]:
    """Driving or working sooner than leaving the hospital."""
    stays = [stay for stay in stay_times(page) if stay.low >= 2]
    if not stays:
        return
    least = min(stays, key=lambda stay: stay.low)
    for again in (*driving_times(page), *work_times(page)):
        if again.high < least.low:
            yield Found(
                message=_("“{sooner}” is sooner than patients leave: “{leave}”.").format(
                    sooner=shortened(again.said), leave=shortened(least.said)
                ),
                remedy=_("Correct one of the two."),
                at=again.at,
            )
            return


@check(
    "range-backwards",
    severity="warning",
    why=gettext_noop("One of the two figures is wrong, and readers cannot tell which."),
)
def range_backwards(page: Page) -> Iterator[Found]:
    for sentence, text in page.sentences:
        for span in find_spans(sentence):
            if span.low > span.high and not _REVERSIBLE.search(sentence[: span.start][-8:]):
                yield Found(
                    message=_("“{words}” runs backwards.").format(words=span.words),
                    remedy=_("Correct the figures."),
                    at=text.place,
                )
