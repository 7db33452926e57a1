"""What becomes public, or ends, in the next seven days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.admin.subjects import seen_by
from procedures.watching.waiting import beginnings

WEEK = timedelta(days=7)
MOST = 50


@dataclass(frozen=True, kw_only=True)
class Event:
    when: datetime
    title: str
    what: str
    url: str


def days(user: User) -> list[tuple[date, list[Event]]]:
    """Those on which something happens."""
    events = sorted([*begins(user), *ends(user)], key=lambda event: (event.when, event.title))[:MOST]
    by_day = groupby(events, key=lambda event: timezone.localtime(event.when).date())
    return [(day, list(found)) for day, found in by_day]


def begins(user: User) -> Iterator[Event]:
    found = beginnings(before=timezone.now() + WEEK)[:MOST]
    seen = dict(seen_by(user).filter(pk__in=[page for page, _when in found]).values_list("pk", "title"))
    return (event(page, seen[page], when=when, what=_("becomes public")) for page, when in found if page in seen)


def ends(user: User) -> Iterator[Event]:
    soon = seen_by(user).filter(live=True, expire_at__range=(timezone.now(), timezone.now() + WEEK))
    for page, title, when in soon.order_by("expire_at").values_list("pk", "title", "expire_at")[:MOST]:
        if when:
            yield event(page, title, when=when, what=_("ends"))


def event(page: int, title: str, *, when: datetime, what: str) -> Event:
    return Event(when=when, title=title, what=what, url=reverse("wagtailadmin_pages:edit", args=[page]))
