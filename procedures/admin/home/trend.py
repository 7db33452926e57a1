"""Findings by kind and by specialty, and their change over the last weeks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db.models import Count, F, Max, Min, QuerySet, Sum
from django.db.models.functions import TruncWeek
from django.utils import timezone

from procedures.admin.findings.kinds import name_of
from procedures.admin.home.chart import Bar, Chart
from procedures.admin.home.numbers import report, seen_findings
from procedures.models import FindingCount, PublicFinding

WEEKS = 8
COMPARED = timedelta(weeks=4)
MOST = 10
"""Kinds, and specialties."""
COUNTED = (PublicFinding.Severity.ERROR, PublicFinding.Severity.WARNING)
"""Hints say that a page would be better: they are no defect that is watched."""


@dataclass(frozen=True, kw_only=True)
class Row:
    name: str
    number: int
    url: str
    change: int | None
    """Since four weeks ago; None where it is not known."""

    @property
    def in_words(self) -> str:
        return "" if self.change is None else f"{self.change:+d}".replace("+0", "±0").replace("-", "−")


def by_kind(user: User) -> list[Row]:
    found = counted(user).values(key=F("code")).annotate(number=Count("pk")).order_by("-number", "code")[:MOST]
    before = counts_before("code")
    return [
        Row(
            name=name_of(row["key"]),
            number=row["number"],
            url=report(code=row["key"]),
            change=change(row["key"], row["number"], before),
        )
        for row in found
    ]


def by_specialty(user: User) -> list[Row]:
    found = counted(user).filter(page__specialties__isnull=False)
    rows = found.values(key=F("page__specialties"), name=F("page__specialties__name")).annotate(number=Count("pk"))
    before = counts_before("specialty")
    return [
        Row(
            name=row["name"],
            number=row["number"],
            url=report(specialty=row["key"]),
            change=change(row["key"], row["number"], before),
        )
        for row in rows.order_by("-number", "name")[:MOST]
    ]


def counted(user: User) -> QuerySet[PublicFinding]:
    return seen_findings(user).filter(severity__in=COUNTED)


def change(key: object, number: int, before: Mapping[object, int] | None) -> int | None:
    return None if before is None else number - before.get(key, 0)


def counts_before(by: str) -> dict[object, int] | None:
    """Four weeks ago, or on the first day after; None where nothing was counted before this week."""
    today = timezone.localdate()
    days = FindingCount.objects.filter(day__gte=today - COMPARED, day__lt=today).aggregate(first=Min("day"))
    if days["first"] is None:
        return None
    rows = FindingCount.objects.filter(day=days["first"], severity__in=COUNTED, specialty__isnull=by != "specialty")
    return dict(rows.values_list(by).annotate(number=Sum("number")))


def chart() -> Chart | None:
    """How many were open at the end of each week; None where there is but one."""
    since = timezone.localdate() - timedelta(weeks=WEEKS)
    rows = FindingCount.objects.filter(day__gt=since, specialty=None)
    ends = rows.annotate(week=TruncWeek("day")).values("week").annotate(end=Max("day")).values_list("end", flat=True)
    numbers = rows.filter(day__in=[*ends], severity__in=COUNTED).values_list("day", "severity")
    weeks = bars(numbers.annotate(number=Sum("number")).order_by("day"))
    return Chart(bars=weeks) if len(weeks) > 1 else None


def bars(numbers: Iterable[tuple[date, str, int]]) -> Sequence[Bar]:
    found: dict[date, dict[str, int]] = {}
    for day, severity, number in numbers:
        found.setdefault(day, {})[severity] = number
    return [Bar(day=day, errors=each.get("error", 0), warnings=each.get("warning", 0)) for day, each in found.items()]
