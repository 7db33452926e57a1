"""Who reads what: by key and without persons, from what was counted (``api.process.counts``)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count as Number
from django.db.models import Max, Sum
from django.utils import timezone

from api.access.models import ApiKey
from api.http import reads
from api.process.models import Count

USUAL_DAYS = 90


@dataclass(frozen=True, kw_only=True)
class Usage:
    name: str
    """What was read, as ``api.http.reads`` has it, without its version."""
    version: str
    key: str
    """Beginning of the key; empty for those who sent none."""
    reader: str
    """Who uses the key; empty for those who sent none."""
    total: int
    days: int
    """On which it was read."""
    last: date


def usage(*, days: int = USUAL_DAYS, of: str = "") -> list[Usage]:
    """What was read in the last days: the keys first, of each what it read.

    ``of`` narrows it to those who read one name: ``procedure sections.also`` is read by who reads all of a procedure,
    too.
    """
    readers = dict(ApiKey.objects.values_list("prefix", "name"))
    found = (usage_in(row, readers) for row in counted(days) if not of or reads.uses(row[1], with_version(of)))
    return sorted(found, key=lambda each: (not each.key, each.reader, each.key, each.name))


Row = tuple[str, str, int, int, date]
"""Key, name, how often, on how many days, and when last."""


def counted(days: int) -> Iterable[Row]:
    since = timezone.now().date() - timedelta(days=days)
    rows = Count.objects.filter(kind=Count.Kind.READ, day__gt=since).values("key", "name")
    told = rows.annotate(times=Sum("total"), on_days=Number("day"), last=Max("day"))
    return told.values_list("key", "name", "times", "on_days", "last")


def usage_in(row: Row, readers: Mapping[str, str]) -> Usage:
    key, read, total, days, last = row
    version, _, name = read.partition(" ")
    return Usage(name=name, version=version, key=key, reader=readers.get(key, ""), total=total, days=days, last=last)


def with_version(name: str) -> str:
    name = " ".join(name.split())
    return name if name.startswith(f"{reads.VERSION} ") else f"{reads.VERSION} {name}"
