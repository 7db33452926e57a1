"""When something is open, in the words of a language: “Monday to Friday, 8 am to 5 pm”."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import override

from cms.values.hours.stored import Row, rows_of


@dataclass(frozen=True, kw_only=True)
class Wording:
    days: str = "{first}–{last}"
    two_days: str = "{first}, {last}"
    every_day: str = ""
    times: str = "{opens}–{closes}"
    all_day: str = "00:00–24:00"
    joined: str = ", "
    """Between the times of one day."""
    noon: str = ""
    midnight: str = ""
    """Both empty: 24 hours are counted."""


ENGLISH = Wording(
    days="{first} to {last}", two_days="{first} and {last}", every_day="every day", times="{opens} to {closes}",
    all_day="24 hours", joined=" and ", noon="noon", midnight="midnight",
)  # fmt: skip
SPANISH = Wording(
    days="de {first} a {last}", two_days="{first} y {last}", every_day="todos los días", times="de {opens} a {closes}",
    all_day="las 24 horas", joined=" y ", noon="mediodía", midnight="medianoche",
)  # fmt: skip
WORDINGS = {"en": ENGLISH, "es": SPANISH}
"""Of other languages only the names of days are known; dashes stand for the words between."""


def hours_in_words(text: str, *, locale: str) -> str:
    """Of what is stored; what a draft has half of is left out. Empty for none."""
    wording = WORDINGS.get(locale.split("-")[0], Wording())
    rows = [row for row in rows_of(text) if row.first and row.opens and row.closes]
    with override(locale):
        said = [day_in_words(days, list(same), wording) for days, same in groupby(rows, key=lambda row: row.days)]
    return capfirst("; ".join(said))


def with_note(words: str, note: str) -> str:
    return f"{words}. {note}" if words and note else words or note


def day_in_words(days: Sequence[int], rows: Iterable[Row], wording: Wording) -> str:
    return f"{days_in_words(days, wording)}, {wording.joined.join(times_in_words(row, wording) for row in rows)}"


def days_in_words(days: Sequence[int], wording: Wording) -> str:
    names = [str(WEEKDAYS[day]) for day in days]
    if len(names) == 7 and wording.every_day:
        return wording.every_day
    if len(names) == 1:
        return names[0]
    return (wording.two_days if len(names) == 2 else wording.days).format(first=names[0], last=names[-1])


def times_in_words(row: Row, wording: Wording) -> str:
    if row.is_all_day:
        return wording.all_day
    return wording.times.format(opens=time_in_words(row.opens, wording), closes=time_in_words(row.closes, wording))


def time_in_words(time: str, wording: Wording) -> str:
    """Half past eight is ``8:30 am``, or ``08:30`` where 24 hours are counted."""
    hour, minute = time.split(":")
    if not wording.noon or not hour.isdecimal():
        return time
    if minute == "00" and int(hour) % 12 == 0:
        return wording.noon if hour == "12" else wording.midnight
    minutes = "" if minute == "00" else f":{minute}"
    return f"{(int(hour) - 1) % 12 + 1}{minutes} {'am' if int(hour) < 12 else 'pm'}"
