"""What will change by itself until a moment: scheduled texts, expiries, releases, and what days bring, by the time at
which they are due."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.publishing.schedule import Row, schedulable_models
from cms.releases.members import Joined
from cms.releases.models import Release
from cms.releases.releasing import begin_by, bring_out, keep, refuse_unready

Kind = Literal["published", "expires", "release", "withdrawn"]


@dataclass(frozen=True, kw_only=True)
class Coming:
    """``rows``: what it changes. ``do`` is what will be done then."""

    kind: Kind
    at: datetime
    title: str
    rows: tuple[Row, ...]
    do: Callable[[], object]
    release: Release | None = None


@dataclass(frozen=True, kw_only=True)
class ByDay:
    """What days bring by themselves, though nobody has scheduled it, as whoever does it when the day comes says."""

    coming: Callable[[datetime], Iterable[Coming]]
    """Until a moment."""
    said_otherwise: Callable[[], Iterable[Model]]
    """Rows whose documents say something else at the moment that is looked at, though nobody has changed anything."""


BY_DAY: list[ByDay] = []
"""Whose ``connect`` has put it here."""


def coming(until: datetime) -> list[Coming]:
    """By time; at one moment, what expires goes first, as the worker does it, and what the day brings goes last."""
    order: dict[Kind, int] = {"expires": 0, "published": 1, "release": 2, "withdrawn": 3}
    found = [*expiries(until), *publications(until), *releases(until), *brought_by_days(until)]
    return sorted(found, key=lambda each: (each.at, order[each.kind]))


def ends(until: datetime) -> list[Coming]:
    """Of what is public now, and of what became so in the midst of a look."""
    found = [*expiries(until), *brought_by_days(until)]
    return sorted(found, key=lambda each: each.at)


def brought_by_days(until: datetime) -> Iterator[Coming]:
    for each in BY_DAY:
        yield from each.coming(until)


def expiries(until: datetime) -> Iterator[Coming]:
    for model in schedulable_models():
        due: Iterable[Row] = model._default_manager.filter(live=True, expire_at__lte=until)
        for row in due:
            instance = specific(row)
            do = partial(expire, model, row.pk)
            yield Coming(kind="expires", at=row.expire_at, title=str(instance), rows=(instance,), do=do)


def publications(until: datetime) -> Iterator[Coming]:
    due = Revision.objects.filter(approved_go_live_at__lte=until).order_by("approved_go_live_at", "pk")
    for each in due:
        do, row = partial(publish, each), each.content_object
        at = each.approved_go_live_at
        yield Coming(kind="published", at=at, title=each.object_str, rows=(specific(row),), do=do)


def releases(until: datetime) -> Iterator[Coming]:
    for each in Release.objects.filter(scheduled_for__lte=until).order_by("scheduled_for", "pk"):
        yield of_release(each, at=each.scheduled_for)


def of_release(release: Release, *, at: datetime | None) -> Coming:
    rows = tuple(each.row for each in Joined.of(release) if each.row is not None)
    do = partial(publish_all, release, at=at)
    return Coming(kind="release", at=at or timezone.now(), title=release.name, rows=rows, do=do, release=release)


def specific(row: Model) -> Model:
    return row.specific if isinstance(row, Page) else row


def expire(model: type[Model], pk: object) -> None:
    """Nothing where something before has given it another last day, or taken it away."""
    row: Row = model._default_manager.filter(pk=pk, live=True).first()
    if row is not None:
        row.unpublish(set_expired=True, log_action=None)


def publish(revision: Revision) -> None:
    begin_by(revision, timezone.now())
    revision.publish(log_action=False)


def publish_all(release: Release, *, at: datetime | None) -> None:
    """Raise what stops the release."""
    joined = Joined.of(release)
    refuse_unready(joined, user=release.scheduled_by, at=at)
    for each in [each for each in joined if keep(each)]:
        bring_out(each, user=None, now=timezone.now())
