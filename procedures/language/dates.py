"""Dates in text, of English and Spanish: "May 1, 2026", "1 de mayo de 2026", "March 2021", "2026-05-01", "5/1/2026"."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january|jan|enero",
            "february|feb|febrero",
            "march|mar|marzo",
            "april|apr|abril",
            "may|mayo",
            "june|jun|junio",
            "july|jul|julio",
            "august|aug|agosto",
            "september|sept|sep|septiembre",
            "october|oct|octubre",
            "november|nov|noviembre",
            "december|dec|diciembre",
        ),
        1,
    )
    for name in names.split("|")
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_ANY_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ORDINAL = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_FORMS = (
    re.compile(rf"\b{_MONTH}\s{_ORDINAL},?\s{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_ORDINAL}\s(?:de\s|of\s)?{_MONTH},?\s(?:de\s|del\s)?{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})\b"),
    re.compile(rf"\b(?P<month>[0-9]{{1,2}})/(?P<day>[0-9]{{1,2}})/{_YEAR}\b"),
    re.compile(rf"\b{_MONTH},?\s(?:de\s|del\s|of\s)?{_YEAR}\b", re.IGNORECASE),
)


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A date in text. Of a month alone, ``value`` is its last day; None for a day that no calendar has."""

    value: date | None
    words: str
    start: int


def find_dates(text: str) -> Iterator[Dated]:
    """In the order of the text."""
    if not _ANY_YEAR.search(text):
        return iter(())
    found: dict[int, Dated] = {}
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            found[match.start()] = Dated(value=_date_of(match), words=match.group(), start=match.start())
    return iter([found[start] for start in sorted(found)])


def _date_of(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year, named = int(parts["year"]), parts["month"].casefold()
    month = _MONTHS.get(named) or int(named)
    day = int(parts.get("day") or 0)
    if month > 12 and day <= 12:  # the day first, as in most of the world
        month, day = day, month
    if not 1 <= month <= 12:
        return None
    days = monthrange(year, month)[1]
    return date(year, month, day or days) if day <= days else None
