"""Advice that the same page takes back: "lie on your back" and "do not lie on your back"; awake and asleep."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page, Text
from procedures.checks.rules.conflicts.statements import HEDGED, both_said, own_sentences
from procedures.checks.wordings import wordings
from procedures.language.patterns import any_of
from procedures.language.words import FUNCTION_WORDS, words_in

_WORDINGS = wordings("opposites")

_NEGATION = re.compile(
    r"^(?:please )?(?:you (?:must|should|may|can|do) ?(?:not|never)|you (?:must|should|can)n't|"
    r"you cannot|do not|don't|never|avoid"
    r"|(?:usted )?no (?:debe|puede|tiene que)|no|nunca|evite)\b",
    re.IGNORECASE,
)
_PERMISSION = re.compile(
    r"^(?:please )?(?:you (?:may|can|should|must|need to|have to|are free to)|(?:usted )?(?:puede|debe|tiene que))\b",
    re.IGNORECASE,
)
_LIMITED = _WORDINGS["limited"]
_FOR_SO_LONG = re.compile(
    r"\s(?:for|por|durante) (?:\w+ ){1,3}(?:hours?|days?|weeks?|months?|horas?|días?|semanas?|meses)\b", re.I
)
_IMPERATIVE = re.compile(r"^[A-ZÁÉÍÓÚ][a-záéíóú]+ ")
_QUANTITIES = frozenset({"any", "all", "full", "whole", "much", "todo", "toda", "ningún", "ninguna", "nada"})
_FEWEST = 2
_ALIKE = 0.75
_ASLEEP = _WORDINGS["asleep"]
_AWAKE = any_of(
    r"""
    \byou (?:stay|remain|are|will be|will stay|will remain) (?:fully |wide )?awake\b
    \bestará (?:completamente )?despiert[oa]\b|\b(?:permanece|queda)\w* despiert[oa]\b
    """
)
_OTHERWISE = re.compile(
    r"\b(?:alternatively|otherwise|instead|another option|en otros casos|de lo contrario|otra opción)\b", re.IGNORECASE
)
"""What follows is for others."""
_WAKING = re.compile(
    r"\b(?:when|once|until|after|afterward|wake|recovery|cuando|hasta|después|as soon as|by the time)\b", re.IGNORECASE
)


class Advice(NamedTuple):
    is_negative: bool
    words: frozenset[str]
    sentence: str
    text: Text


@check(
    "opposite-advice",
    severity="warning",
    why=gettext_noop("Patients act on one of the two, and half of them on the wrong one."),
)
def opposite_advice(page: Page) -> Iterator[Found]:
    given = [advice for sentence, text in own_sentences(page) if (advice := _advice(sentence, text))]
    negative = [advice for advice in given if advice.is_negative]
    for advice in given if negative else ():
        other = next((each for each in negative if not advice.is_negative and _is_opposite(each, advice)), None)
        if other is not None:
            first, second = sorted((advice, other), key=given.index)
            yield both_said(first.sentence, second.sentence, what=_("the same thing"), at=second.text.place)
            return


def _advice(written: str, text: Text) -> Advice | None:
    sentence = _FOR_SO_LONG.sub("", written)
    if _LIMITED.search(sentence) or HEDGED.search(sentence):
        return None
    match = (negative := _NEGATION.match(sentence)) or _PERMISSION.match(sentence)
    if match is None and not (
        _IMPERATIVE.match(sentence) and text.kinds & {"prepare", "after", "recovery", "follow_up"}
    ):
        return None
    said = words_in(sentence[match.end() :] if match else sentence)
    words = frozenset(word for word in said if word not in FUNCTION_WORDS and word not in _QUANTITIES)
    return Advice(negative is not None, words, written, text) if len(words) >= _FEWEST else None


def _is_opposite(negative: Advice, positive: Advice) -> bool:
    both = negative.words & positive.words
    return len(both) >= _FEWEST and len(both) / len(negative.words | positive.words) >= _ALIKE


@check(
    "anesthesia-conflict",
    severity="warning",
    why=gettext_noop("Patients fear to wake up, or to be awake, in the middle of it."),
)
def anesthesia_conflict(page: Page) -> Iterator[Found]:
    """Asleep in one place, awake in another, and nowhere that it depends."""
    asleep, awake = (_first(page, pattern) for pattern in (_ASLEEP, _AWAKE))
    if asleep is None or awake is None or asleep[0] == awake[0]:
        return
    earlier, later = sorted((asleep, awake), key=lambda said: page.sentences.index(said))
    between = page.sentences[page.sentences.index(earlier) + 1 : page.sentences.index(later) + 1]
    if any(_OTHERWISE.search(sentence) for sentence, _text in between):
        return
    yield both_said(earlier[0], later[0], what=_("whether patients are asleep"), at=later[1].place)


def _first(page: Page, pattern: re.Pattern[str]) -> tuple[str, Text] | None:
    for sentence, text in own_sentences(page):
        if pattern.search(sentence) and not HEDGED.search(sentence) and not _WAKING.search(sentence):
            return sentence, text
    return None
