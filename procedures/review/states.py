"""What a review is worth on a day, and when somebody is told.

The day of the next review is the last on which the page may be relied on.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

State = Literal["current", "due", "overdue", "lapsed"]
TOLD_AT = (-28, 0, 14, 28, 56)
"""Days from the next review: weeks before, at the date, weeks after."""


def state_on(today: date, *, next_review: date | None, lead_days: int, has_lapsed: bool = False) -> State:
    """That it lapsed comes first: everybody can see the date."""
    if has_lapsed:
        return "lapsed"
    if next_review is None or today < next_review - timedelta(days=lead_days):
        return "current"
    return "due" if today <= next_review else "overdue"


def later(day: date, *, months: int) -> date:
    """The same day of a later month, or the last one of a shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def stage_on(today: date, *, next_review: date) -> int | None:
    """The last of the times at which owners are told that has come; None before the first."""
    gone = (today - next_review).days
    return max((stage for stage in TOLD_AT if stage <= gone), default=None)
