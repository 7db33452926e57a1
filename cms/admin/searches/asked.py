"""Searches that were often asked in vain, by week, with what they find now."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Sum
from django.db.models.functions import Left, TruncWeek
from django.utils import timezone

from api.models import Count, FrequentSearch
from api.parameters.models import SearchParameters
from api.search.searching import search
from api.search.unfound.noting import DIGEST_LENGTH

WEEKS = 12


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A search, and how often it was asked in each of the weeks."""

    words: str
    locale: str
    by_week: Counter[date]

    @property
    def total(self) -> int:
        return self.by_week.total()

    def in_weeks(self, weeks: Sequence[date]) -> list[int]:
        return [self.by_week[week] for week in weeks]


def weeks(number: int) -> list[date]:
    """Their Mondays; this week first."""
    today = timezone.now().date()
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=each) for each in range(number)]


def often_asked() -> list[Asked]:
    """In the last ``WEEKS``, this one with them; the most frequent first."""
    searches = {each.digest: Asked(words=each.words, locale=each.locale, by_week=Counter()) for each in known()}
    counts = Count.objects.filter(kind=Count.Kind.NOT_FOUND, day__gte=weeks(WEEKS)[-1])
    by_week = counts.annotate(digest=Left("name", DIGEST_LENGTH), week=TruncWeek("day")).filter(digest__in=[*searches])
    for row in by_week.values("digest", "week").annotate(times=Sum("total")):
        searches[row["digest"]].by_week[row["week"]] = row["times"]
    asked = [each for each in searches.values() if each.total]
    return sorted(asked, key=lambda each: (-each.total, each.words))


def known() -> list[FrequentSearch]:
    """In languages that the site still has."""
    languages = [code for code, _ in settings.LANGUAGES]
    return [*FrequentSearch.objects.filter(last_asked__gte=weeks(WEEKS)[-1], locale__in=languages)]


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search finds now."""

    matched: str
    """As the contract says it."""
    first: str
    """Title; empty for nothing."""
    recommended: Sequence[str]
    """Titles of what editors recommend for it."""

    @property
    def is_mended(self) -> bool:
        return bool(self.matched == "all" or self.recommended)


def found_now(asked: Asked) -> Found:
    answer, _ = search(SearchParameters(q=asked.words, locale=asked.locale, limit=1))
    return Found(
        matched=answer.matched,
        first=next((row.title for row in answer.rows), ""),
        recommended=[str(item["title"]) for item in answer.picks],
    )
