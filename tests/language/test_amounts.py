from datetime import date

import pytest

from procedures.language.amounts import days_of, find_ranges, find_spans
from procedures.language.dates import find_dates


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("You stay one or two nights.", [(1, 2)]),
        ("Wait 4-6 weeks, then two months.", [(28, 42), (60.8, 60.8)]),
        ("De tres a seis semanas.", [(21, 42)]),
        ("A two-week course.", [(14, 14)]),
        ("From 12 hours to 2 days.", [(0.5, 2)]),
        ("Once a day.", [(1, 1)]),
        ("It takes time.", []),
    ],
)
def test_lengths_of_time_are_read_in_days(text, ranges):
    assert [(span.low, span.high) for span in find_ranges(text)] == ranges


def test_range_written_backwards_stays_so():
    [span] = find_spans("six to four weeks")
    assert (span.low, span.high) == (42, 28)


@pytest.mark.parametrize(("duration", "days"), [("P1D", 1), ("P6W", 42), ("PT36H", 1.5), ("six weeks", None)])
def test_iso_durations_are_read_in_days(duration, days):
    assert days_of(duration) == days


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Last reviewed May 1, 2026.", [date(2026, 5, 1)]),
        ("Revisado el 1 de mayo de 2026", [date(2026, 5, 1)]),
        ("March 2021", [date(2021, 3, 31)]),
        ("25/12/2020 or 12/25/2020", [date(2020, 12, 25), date(2020, 12, 25)]),
        ("2026-02-30", [None]),
        ("In 2021 we moved.", []),
    ],
)
def test_dates_are_read_in_every_form(text, found):
    assert [dated.value for dated in find_dates(text)] == found
