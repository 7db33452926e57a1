"""Advice in a sentence, a line that leads into a list, or a heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from procedures.importing.advice.wordings import (
    ACTION,
    ASKING,
    BETWEEN,
    CHANGING,
    CONDITION,
    EMERGENCY,
    FACTS,
    FOLLOWED,
    FOR,
    LIGHT,
    MOMENTS,
    NEGATED,
    OFFICE,
    OTHERS,
    PEOPLE,
    POINTING,
    SEEKING,
    SIGNS,
    TELLING,
    UNHURRIED,
    URGENT,
    WARNINGS,
)

Level = Literal["emergency", "urgent", "routine"]
_ASKED = re.compile(
    r"(?:^|[,;:.–—]\s*|\s-\s*|\b(?:please|should|must|have to|ought to|need to|important to|best to|sure to|time to"
    r"|reasons? to|remember to|wait to|hesitate to|signs? to|and|or|then|also|always|immediately|urgently"
    r"|just|instead|you|can|may|in an emergency|in case of emergency|en caso de emergencia"
    r"|to|por favor|debe|deberá|debería|tiene que|hay que|importante|motivos? para|razones para|dude en|y|o|también"
    r"|siempre|inmediatamente|de inmediato|que|para|usted|puede)\s+)$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(rf"(?:[,;:–—]|\s-)\s*(?:(?:{BETWEEN})\s+){{0,4}}$", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:(?P<label>[^:;.?!]{2,60})[:–—]\s*)?"
    r"(?:if|when(?:ever)?|in case of|in an|for|should|at the first|si|cuando|en caso de|ante|en una)\b",
    re.I,
)
_DANGLING = re.compile(rf"(?:{LIGHT.pattern.removesuffix(FOLLOWED)}|you|your child|usted|su hijo)?", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:should|must|needs? to|ha(?:s|ve) to|deben?|tienen? que)(?: \w+ly| always)?\s+$", re.IGNORECASE
)
_ALARM = re.compile(
    r"(?:in (?:an|case of) emergency|for (?:an )?emergenc(?:y|ies)|en caso de emergencia),?", re.IGNORECASE
)
_LEADING = re.compile(r"\s+(?:for|with|if|by|por|para|si|en caso de)$", re.IGNORECASE)
_ALARMING = re.compile(
    r"\b(?:have|having|is|be|are in) an? (?:medical )?emergency\b|\blife[- ]threatening|\blife is (?:in danger|at risk)"
    r"|\bes una emergencia|\bpeligro (?:su|la) vida",
    re.IGNORECASE,
)
_LETTING = re.compile(r"\blet\b[^.;]{1,40}\bknow\s$", re.IGNORECASE)
_END = " .!?:;,–—-"
_START = "¿¡\"'“‘•- "
_NO_SIGN = re.compile(
    r"(?:please )?(?:note|important|remember|tip|warning|caution|nota|importante|aviso|recuerde)", re.I
)
_LONGEST = 70
_UNSURE, _SURE, _SAID = 0.5, 0.6, 0.65


@dataclass(frozen=True)
class Wording:
    """``title`` is what leads to the signs, ``sign`` what follows it; ``action`` what to do.

    Title, sign and action use each word of the sentence once, but where ``is_repeated`` the action stands in the title
    too. ``sign`` is empty, or points to a list, where the sentence leads into one.
    """

    level: Level
    title: str
    sign: str
    action: str
    is_repeated: bool
    confidence: float

    @property
    def points(self) -> bool:
        """Whether the signs are said elsewhere."""
        return not self.sign or (POINTING.search(self.sign) is not None and len(self.sign.split()) <= 12)


def read_sentence(text: str) -> Wording | None:
    """Advice with its signs in one sentence, None if it is none."""
    plain = text.strip()
    if len(plain.split()) > _LONGEST or NEGATED.search(plain):
        return None
    found = (_wording(plain, match) for match in _asked(plain))
    return next((wording for wording in found if wording is not None and not _is_ordinary(wording, plain)), None)


def read_lead_in(text: str, *, is_on_calling: bool = False) -> Wording | None:
    """Advice in a line over its list of signs; the line may name no condition, as in "Call 911:".

    ``is_on_calling``: the heading above speaks of calling for help, so that "Call your doctor:" is advice as well.
    """
    wording = read_sentence(text)
    if wording is not None:
        return wording
    plain = text.strip()
    action = next(_asked(plain), None)
    level = _level(plain)
    is_ordinary = level == "routine" and not (is_on_calling and action)
    if NEGATED.search(plain) or OTHERS.search(plain) or is_ordinary or OFFICE.search(plain):
        return None
    if action is None:
        is_named = SIGNS.search(plain) is not None and (EMERGENCY.search(plain) or URGENT.search(plain))
        return Wording(level, plain.rstrip(_END), "", "", is_repeated=True, confidence=_UNSURE) if is_named else None
    said = _capital(_LEADING.sub("", plain[action.start() :].rstrip(_END)))
    return Wording(level, plain.rstrip(_END), "", said, is_repeated=True, confidence=_SURE)


def read_heading(text: str) -> Wording | None:
    """The advice in the heading of a section on when to call: its action is empty where the heading names none."""
    plain = text.strip(_START).rstrip(_END)
    if NEGATED.search(plain) or OFFICE.search(plain):
        return None
    match = ACTION.search(plain)
    if match is None and not WARNINGS.search(plain):
        return Wording(_level(plain), plain, "", "", is_repeated=True, confidence=_UNSURE)
    marker = _marker(plain, match.end(), names_level=True) if match else None
    action = plain[match.start() : marker.start() if marker else None] if match else ""
    level: Level = _level(plain) if match else "urgent"
    return Wording(level, plain, "", _capital(_yours(action).rstrip(_END)), is_repeated=True, confidence=_SURE)


def points_back(text: str) -> bool:
    """Whether the signs of a sentence stand just above it."""
    return POINTING.search(text) is not None


def read_action(text: str) -> Level | None:
    """The level of a sentence that only says what to do, such as "Call 911 at once.": never a routine one."""
    plain = text.strip()
    match = next(_asked(plain), None)
    level = _level(plain)
    if match is None or match.start() > 3 or level == "routine" or NEGATED.search(plain) or OFFICE.search(plain):
        return None
    return level if len(plain.split()) <= 20 and not CONDITION.search(plain) else None


def _asked(text: str) -> Iterator[re.Match[str]]:
    """What readers are asked to do."""
    place = 0
    while match := ACTION.search(text, place):
        is_asked = _ASKED.search(text[: match.start()].lstrip(_START)) is not None
        if is_asked:
            yield match
        place = match.end() if is_asked else match.start() + 1


def _wording(text: str, match: re.Match[str]) -> Wording | None:
    before = text[: match.start()]
    opening = _OPENING.match(before.lstrip(_START))
    if PEOPLE.match(before.lstrip(_START)) and (told := _TOLD.search(before)):
        return _of_people(text, match, told)
    if _ALARM.fullmatch(before.strip()):
        return _condition_first(text, match, label="")
    if opening and _REFERENCE.search(before[len(before) - len(before.lstrip(_START)) + opening.end() :]):
        return _condition_first(text, match, label=opening["label"] or "")
    if OTHERS.search(before):
        return None
    marker = _marker(
        text, match.end(), names_level=_level(text) == "emergency" or (_level(text) == "urgent" and text.endswith(":"))
    )
    if marker is not None:
        return _condition_last(text, match, marker)
    return _signs_first(text, match) if _REFERENCE.search(before) and before.rstrip()[-1] != "," else None


def _condition_first(text: str, match: re.Match[str], *, label: str) -> Wording:
    """ "If you have chest pain, call 911."; ``label`` as in "Warning: if …"."""
    sign, action = text[: match.start()], text[match.start() :]
    if label:
        sign = sign.lstrip(_START)[len(label) :].lstrip(" :–—")
    reference = _REFERENCE.search(sign)
    said = f"{reference.group().strip(' ,;:–—-')} {action}" if reference else action
    sign = sign[: reference.start()] if reference else sign
    level = _level(f"{label} {action}")
    level = "emergency" if _ALARMING.search(sign) else level
    return Wording(level, label.strip(), sign.strip(), _capital(said.strip().rstrip(_END)), False, _SAID)


def _of_people(text: str, match: re.Match[str], told: re.Match[str]) -> Wording | None:
    """ "Anyone who has chest pain should call 911.": what is not urgent is a remark on the treatment."""
    level = _level(text[match.start() :])
    if level == "routine":
        return None
    action = _capital(text[told.start() :].strip().rstrip(_END))
    return Wording(level, "", text[: told.start()].strip(), action, False, _SURE)


def _condition_last(text: str, match: re.Match[str], marker: re.Match[str]) -> Wording:
    """ "Call 911 if you have chest pain." """
    light = LIGHT.match(text, marker.end())
    stop = light.end() if light else marker.end()
    sign = text[stop:].strip().rstrip(_END)
    clause = text[: marker.start()]
    if text.rstrip().endswith(":") or _DANGLING.fullmatch(sign):
        stop, sign = len(text), ""
    action = _capital(text[match.start() : marker.start()].strip().rstrip(_END))
    return Wording(_level(clause, sign), text[:stop].strip().rstrip(_END), sign, action, True, _SAID)


def _signs_first(text: str, match: re.Match[str]) -> Wording | None:
    """ "Chest pain or trouble breathing: call 911." """
    level = _level(text[match.start() :])
    sign = text[: match.start()].strip().rstrip(_END)
    if level == "routine" or not sign or _NO_SIGN.fullmatch(sign) or text.rstrip().endswith(":"):
        return None
    return Wording(level, "", sign, _capital(text[match.start() :].strip().rstrip(_END)), False, _SURE)


def _marker(text: str, start: int, *, names_level: bool) -> re.Match[str] | None:
    """Where the signs begin: at "if", or at "for" where the sentence says how fast."""
    for match in CONDITION.finditer(text, start):
        before = text[: match.start()]
        if not ASKING.search(before) or _LETTING.search(before):
            return match
    if not names_level:
        return None
    return next((match for match in FOR.finditer(text, start) if _names_signs(text[match.end() :])), None)


def _names_signs(text: str) -> bool:
    """Not a time, a place or a purpose ("for an appointment", "in 24 hours", "with your card")."""
    words = text.strip().rstrip(_END).casefold()
    is_thing = re.match(
        r"(?:your|the (?:hospital|clinic|phone)|\d|an? (?:visit|appointment|check|consult)|su|el|la|todo)\b", words
    )
    return bool(words) and is_thing is None


def _level(clause: str, rest: str = "") -> Level:
    ending = re.search(r"\b(?:immediately|right away|straight away|at once|de inmediato|inmediatamente)$", rest, re.I)
    clause = UNHURRIED.sub(" ", clause)
    if EMERGENCY.search(clause):
        return "emergency"
    return "urgent" if ending or URGENT.search(clause) or SEEKING.search(clause) else "routine"


def _is_ordinary(wording: Wording, text: str) -> bool:
    if wording.level == "emergency":
        return False
    if OFFICE.search(wording.sign) or (OFFICE.search(wording.title) and not wording.sign):
        return True
    if MOMENTS.search(wording.sign) or (wording.title.endswith(" when") and MOMENTS.search(f"you {wording.sign}")):
        return True
    is_told = TELLING.match(wording.action) is not None
    if FACTS.search(wording.sign) and (is_told or wording.level == "routine"):
        return True
    return wording.level == "routine" and is_told and not CHANGING.search(f"{wording.title} {wording.sign}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _yours(text: str) -> str:
    """A heading asks in the patient's voice; what to do is said to the patient."""
    return re.sub(r"\bmy\b", "your", re.sub(r"\bmi\b", "su", text))
