"""How long answers may be kept: never beyond the time at which something they show expires or is due for review."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

FRESH = timedelta(minutes=1)
STALE_WHILE_REVALIDATE = timedelta(minutes=10)
STALE_IF_ERROR = timedelta(days=1)

TIME_LEFT = "LEAST(document.expires_at, document.next_review::timestamptz) - statement_timestamp()"
"""For statements, of a table called ``document``, by the database's clock: until the document expires or its review is
due, whichever is sooner. Negative when the review is overdue, null where there is neither. A review is due from the
start of its day, UTC, which is the time zone of every connection. LEAST leaves out nulls."""


def whole_seconds(duration: timedelta) -> int:
    return duration // timedelta(seconds=1)


def kept_for(left: timedelta) -> str:
    """``Cache-Control`` with so much time left. With none, caches ask each time, which costs a 304."""
    if left < timedelta(seconds=1):
        return "public, no-cache"
    fresh = min(FRESH, left)
    while_revalidate = min(STALE_WHILE_REVALIDATE, left - fresh)
    if_error = min(STALE_IF_ERROR, left - fresh)
    return (
        f"public, max-age={whole_seconds(fresh)}, stale-while-revalidate={whole_seconds(while_revalidate)}"
        f", stale-if-error={whole_seconds(if_error)}"
    )


LONGEST = FRESH + STALE_IF_ERROR
KEPT_LONGEST = kept_for(LONGEST)


def cache_control(time_left: timedelta | None = None) -> str:
    """How long caches may keep an answer and, by RFC 5861, how long an old one; nowhere beyond the time left.

    None when nothing bounds it.
    """
    return KEPT_LONGEST if time_left is None or time_left >= LONGEST else kept_for(time_left)


def first_end(rows: Iterable[tuple[datetime | None, date | None]], *, now: datetime) -> datetime | None:
    """When the first of several documents expires or is due for review; None when none will.

    Each row is ``expires_at`` and ``next_review``. What is overdue for review already bounds nothing: a list shows it
    all the same, and would never be kept.
    """
    ends = (end for expires_at, next_review in rows for end in (expires_at, start_of(next_review)) if end is not None)
    return min((end for end in ends if end > now), default=None)


def start_of(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), tzinfo=UTC)
