"""How many findings were open on each day: by kind, and by specialty."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone

from procedures.models import FindingCount, open_findings

KEPT = timedelta(days=400)


@transaction.atomic
def count_day() -> None:
    """Today, as it is now: counted twice, the later holds."""
    today = timezone.localdate()
    FindingCount.objects.filter(day=today).delete()
    FindingCount.objects.filter(day__lt=today - KEPT).delete()
    FindingCount.objects.bulk_create([*of_all_pages(today), *of_specialties(today)])


def of_all_pages(day: date) -> Iterator[FindingCount]:
    for row in open_findings().values("code", "severity").annotate(number=Count("pk")):
        yield FindingCount(day=day, **row)


def of_specialties(day: date) -> Iterator[FindingCount]:
    found = open_findings().filter(page__specialties__isnull=False).annotate(specialty_id=F("page__specialties"))
    for row in found.values("code", "severity", "specialty_id").annotate(number=Count("pk")):
        yield FindingCount(day=day, **row)
