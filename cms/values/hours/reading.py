"""Hours that somebody wrote in words, as rows. What is not beyond doubt is not read: it stays in words."""

import re

from cms.values.hours.stored import DAYS, Row, stored

_NAMES = {
    "Mo": "mondays? mon lunes lun", "Tu": "tuesdays? tues? martes mar", "We": "wednesdays? wed miércoles mié",
    "Th": "thursdays? thurs? thu jueves jue", "Fr": "fridays? fri viernes vie", "Sa": "saturdays? sat sábados? sáb",
    "Su": "sundays? sun domingos? dom",
}  # fmt: skip
_DAY = {code: f"(?:{'|'.join(names.split())})" for code, names in _NAMES.items()}
_ANY_DAY = "|".join(_DAY.values())
_TIME = r"\d{1,2}(?::\d\d)?\s?(?:[ap]\.?\s?m\b\.?)?|noon|midnight|mediodía|medianoche"
_LINE = re.compile(
    rf"(?:de |from )?(?:(?P<every>every day|daily|todos los días)|(?P<first>{_ANY_DAY})"
    rf"(?:\s?(?:to|through|–|-|a)\s?(?P<last>{_ANY_DAY}))?)[,:]?\s"
    rf"(?:(?P<all>24 hours|las 24 horas)|(?:from |de )?(?P<opens>{_TIME})\s?(?:to|until|–|-|a)\s?(?P<closes>{_TIME}))"
)
_SENTENCE = re.compile(r"\.\s+(?=[A-ZÁÉÍÓÚÑ¿])|\.?\s*$")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))?\s?(?:([ap])\.?\s?m\.?)?")
_WORDS = {"noon": "12:00", "mediodía": "12:00", "midnight": "24:00", "medianoche": "24:00"}


def read_hours(text: str) -> tuple[str, str]:
    """The rows as they are stored, and what of the text is said besides. No rows: all of it."""
    for end in _SENTENCE.finditer(text):
        rows = [_read(line.strip()) for line in text[: end.start()].split(";")]
        if all(rows):
            return stored(row for row in rows if row), text[end.end() :].strip()
    return "", text


def _read(line: str) -> Row | None:
    found = _LINE.fullmatch(line.lower())
    if found is None:
        return None
    opens, closes = ("00:00", "24:00") if found["all"] else _times(found["opens"], found["closes"])
    if not (opens and closes) or opens == closes:
        return None
    first, last = ("Mo", "Su") if found["every"] else (_day(found["first"]), _day(found["last"]))
    return Row(first=first, last="" if last == first else last, opens=opens, closes=closes)


def _day(name: str | None) -> str:
    return next((code for code in DAYS if name and re.fullmatch(_DAY[code], name)), "")


def _times(opens: str, closes: str) -> tuple[str, str]:
    """“8 to 5 pm” and “9 to 5” may mean either half of the day; “8:00 to 17:00” does not."""
    halves = {each: re.search(r"[ap]\.?\s?m", each) is not None or each in _WORDS for each in (opens, closes)}
    if all(halves.values()):
        return _WORDS.get(opens, "").replace("24:", "00:") or _clock(opens), _WORDS.get(closes) or _clock(closes)
    if any(halves.values()) or ":" not in opens or ":" not in closes:
        return "", ""
    early, late = _clock(opens), _clock(closes)
    return (early, late) if early < late and late >= "13:00" else ("", "")


def _clock(time: str) -> str:
    found = _CLOCK.fullmatch(time)
    if found is None:
        return ""
    hour, minute, half = int(found[1]), found[2] or "00", found[3]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half:
        return ""
    return f"{hour:02}:{minute}" if hour < 24 and minute < "60" else ""
