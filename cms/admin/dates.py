"""Days and moments as the language of the editor writes them, like all that Wagtail shows."""

from datetime import date, datetime
from typing import cast

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Revision


def day(when: date) -> str:
    """A moment's day is the one of the hospital's time zone."""
    local = timezone.localtime(when) if isinstance(when, datetime) else when
    return date_format(local, "DATE_FORMAT")


def moment(when: datetime) -> str:
    """To the minute, in the hospital's time zone."""
    return date_format(timezone.localtime(when), "DATETIME_FORMAT")


def in_hospital(when: datetime) -> datetime:
    """In its time zone, whichever the account has chosen."""
    return timezone.localtime(when, timezone.get_default_timezone())


def to_the_second(when: datetime) -> str:
    """In the hospital's time zone, for what may be asked years later."""
    local = in_hospital(when)
    return f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M:%S}"


def planned_for(revision: Revision) -> str:
    """Of one that is scheduled."""
    return moment(cast(datetime, revision.approved_go_live_at))
