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


def planned_for(revision: Revision) -> str:
    """Of one that is scheduled."""
    return moment(cast(datetime, revision.approved_go_live_at))
