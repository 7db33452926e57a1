"""Days and moments as editors read them, without the language of the admin: ``May 3, 2026``."""

from datetime import date, datetime

from django.utils import timezone


def day(when: date) -> str:
    """A moment's day is the one of the hospital's time zone."""
    local = timezone.localtime(when) if isinstance(when, datetime) else when
    return f"{local:%B} {local.day}, {local.year}"


def moment(when: datetime) -> str:
    """To the minute, in the hospital's time zone."""
    return f"{day(when)}, {timezone.localtime(when):%H:%M}"
