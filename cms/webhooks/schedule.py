"""When a message is sent again: the schedule that Standard Webhooks 1.0.0 recommends."""

import random
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

WAITS = (
    timedelta(),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""Before the first attempt, the second, and so on."""
JITTER = 0.1
"""Share of a wait that is added at random, so that messages which failed together do not come back together."""
LONGEST_WAIT = timedelta(hours=24)


def next_attempt(attempts: int, *, now: datetime, asked: timedelta | None = None) -> datetime | None:
    """When to send again after so many failed attempts; None when that was the last.

    ``asked`` is what the receiver's Retry-After says: it can make the wait longer, up to a day, and never shorter.
    """
    if attempts >= len(WAITS):
        return None
    planned = WAITS[attempts] * (1 + random.uniform(0, JITTER))  # noqa: S311  no secret depends on it
    return now + max(planned, min(asked or timedelta(), LONGEST_WAIT))


def parse_retry_after(value: str | None, *, now: datetime) -> timedelta | None:
    """Retry-After by RFC 9110, 10.2.3: seconds, or a date. None when it is missing, past, or makes no sense."""
    if not value:
        return None
    try:
        wait = timedelta(seconds=int(value)) if value.isdecimal() else parsedate_to_datetime(value) - now
    except (ValueError, TypeError, OverflowError):
        return None
    return max(wait, timedelta())
