"""Lengths of time in text, in figures and in words, of English and Spanish: "six weeks", "1 to 2 nights", "un día"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SMALL = {
    name: value
    for value, names in enumerate(
        (
            "zero|cero",
            "one|a|an|un|una|uno",
            "two|dos|couple of",
            "three|tres",
            "four|cuatro",
            "five|cinco",
            "six|seis",
            "seven|siete",
            "eight|ocho",
            "nine|nueve",
            "ten|diez",
            "eleven",
            "twelve|doce",
        )
    )
    for name in names.split("|")
}
_UNITS = {
    "minute": 1 / 1440,
    "minuto": 1 / 1440,
    "hour": 1 / 24,
    "hora": 1 / 24,
    "day": 1.0,
    "día": 1.0,
    "night": 1.0,
    "noche": 1.0,
    "week": 7.0,
    "semana": 7.0,
    "month": 30.4,
    "mes": 30.4,
    "year": 365.0,
    "año": 365.0,
}
"""In days."""
_ENDS = {unit: "(?:es)?" if unit == "mes" else "s?" for unit in _UNITS}
NUMBER = rf"(?:[0-9]+(?:\.[0-9]+)?|{'|'.join(sorted(_SMALL, key=len, reverse=True))})"
"""A number up to twelve in words, or any in figures."""
_DURATION = re.compile(
    rf"(?<![\w.])(?P<low>{NUMBER})(?:\s?(?:to|or|-|–|—|a|o|and|y)\s?(?P<high>{NUMBER}))?"
    r"(?P<half>\sand a half|\sy media)?(?:\s|-)?"
    rf"(?P<unit>{'|'.join(f'{unit}{end}' for unit, end in _ENDS.items())})\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s?(?:to|or|-|–|a|o)\s?")
_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_ISO_DAYS = (365.0, 30.4, 7.0, 1.0, 1 / 24, 1 / 1440, 1 / 86400)


@dataclass(frozen=True, kw_only=True)
class Span:
    """A length of time, in days; ``start`` and ``end`` are where it stands in the text."""

    low: float
    high: float
    words: str
    start: int = 0
    end: int = 0


def find_spans(text: str) -> Iterator[Span]:
    """Those written the wrong way round ("six to four weeks") too: ``low`` is what is written first."""
    for match in _DURATION.finditer(text):
        if match["low"].casefold() in ("a", "an") and match["high"]:
            continue
        unit = _UNITS[_singular(match["unit"].casefold())]
        low = number_of(match["low"])
        high = (number_of(match["high"]) if match["high"] else low) + bool(match["half"]) / 2
        yield Span(low=low * unit, high=high * unit, words=match.group(), start=match.start(), end=match.end())


def find_ranges(text: str) -> Iterator[Span]:
    """As ``find_spans``, and "45 minutes to 2 hours" as one."""
    before: Span | None = None
    for span in find_spans(text):
        if before is not None and _JOINT.fullmatch(text[before.end : span.start]):
            words = text[before.start : span.end]
            before = Span(low=before.low, high=span.high, words=words, start=before.start, end=span.end)
            continue
        if before is not None:
            yield before
        before = span
    if before is not None:
        yield before


def number_of(words: str) -> float:
    lowered = words.casefold()
    return float(_SMALL[lowered]) if lowered in _SMALL else float(lowered)


def days_of(duration: str) -> float | None:
    """Of an ISO 8601 duration; None for what is none."""
    match = _ISO.fullmatch(duration)
    if match is None:
        return None
    return sum(int(amount) * days for amount, days in zip(match.groups(), _ISO_DAYS, strict=True) if amount)


def _singular(unit: str) -> str:
    return unit if unit in _UNITS else unit.removesuffix("es" if unit.startswith("mes") else "s")
