"""When something is open, as it is stored: schema.org's ``openingHours``, ``Mo-Fr 08:00-17:00; Sa 09:00-12:00``.

``00:00-24:00`` is all day. What closes before it opens closes on the next day. A draft's row may lack any part of it:
``Mo 08:00-``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MOST_ROWS = 14
LONGEST = 280
"""Characters that the rows take."""
_ROW = re.compile(r"(\w*)-?(\w*) ([\w:]*)-([\w:]*)")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


@dataclass(frozen=True, kw_only=True)
class Row:
    first: str = ""
    last: str = ""
    """Empty: the first day alone."""
    opens: str = ""
    closes: str = ""

    @property
    def is_all_day(self) -> bool:
        return (self.opens, self.closes) == ("00:00", "24:00")

    @property
    def days(self) -> list[int]:
        """0 is Monday. A week has no end: Saturday to Monday is three days."""
        first = DAYS.index(self.first)
        length = (DAYS.index(self.last or self.first) - first) % 7 + 1
        return [(first + day) % 7 for day in range(length)]


def rows_of(text: str) -> list[Row]:
    found = (_ROW.fullmatch(each.strip()) for each in text.split(";"))
    return [Row(first=row[1], last=row[2], opens=row[3], closes=row[4]) for row in found if row]


def stored(rows: Iterable[Row]) -> str:
    """Empty rows are none."""
    return "; ".join(written(row) for row in rows if row != Row())


def written(row: Row) -> str:
    days = row.first if row.first and row.last in ("", row.first) else f"{row.first}-{row.last}"
    return f"{days} {row.opens}-{row.closes}"


def parse_hours(text: str) -> list[Row]:
    """Raise ValueError with the remedy for a row that is not whole."""
    rows = rows_of(text)
    if stored(rows) != text:
        raise ValueError(_("“{text}” is not days and times. Write them as Mo-Fr 08:00-17:00.").format(text=text))
    for number, row in enumerate(rows, start=1):
        if problem := problem_of(row):
            raise ValueError(_("Row {number}: {problem}").format(number=number, problem=problem))
    return rows


def problem_of(row: Row) -> str:
    if row.first not in DAYS or (row.last and row.last not in DAYS):
        return _("Choose the day, or the first and the last of several.")
    if not (row.opens and row.closes):
        return _("Give both times, or tick 24 hours.")
    for time in (row.opens, row.closes):
        if not _TIME.fullmatch(time):
            return _("“{time}” is not a time of day. Write it as 08:30.").format(time=time)
    if row.opens == row.closes:
        return _("It opens and closes at the same time. Tick 24 hours if it never closes.")
    return ""
