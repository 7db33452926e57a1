"""What time it is for what is rendered and examined: now, or a moment to come that somebody looks at."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    return _moment.get() or timezone.now()


def today() -> date:
    """In the hospital's time zone, wherever whoever looks has set theirs."""
    return timezone.localdate(now(), timezone.get_default_timezone())


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
