"""Nothing is kept beyond the time at which it expires or is due for review."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from api.contract.documents import Review
from api.http.lifetimes import cache_control, first_end
from tests.api import appending

ALWAYS = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "value"),
    [
        (None, ALWAYS),
        (timedelta(days=2), ALWAYS),
        (timedelta(minutes=5), "public, max-age=60, stale-while-revalidate=240, stale-if-error=240"),
        (timedelta(seconds=30.9), "public, max-age=30, stale-while-revalidate=0, stale-if-error=0"),
        (timedelta(seconds=0.9), "public, no-cache"),
        (timedelta(days=-3), "public, no-cache"),
    ],
)
def test_answers_are_kept_for_a_minute_and_old_ones_for_a_day_but_never_beyond_the_time_left(left, value):
    assert cache_control(left) == value


@pytest.mark.parametrize(
    ("rows", "end"),
    [
        ([], None),
        ([(None, None)], None),
        ([(NOW + timedelta(hours=3), None), (NOW + timedelta(hours=2), None)], NOW + timedelta(hours=2)),
        ([(NOW + timedelta(hours=30), date(2027, 3, 2))], NOW + timedelta(hours=12)),
        ([(None, date(2027, 3, 1)), (None, date(2020, 1, 1))], None),  # overdue: a list shows it all the same
        ([(None, date(2020, 1, 1)), (NOW + timedelta(hours=3), None)], NOW + timedelta(hours=3)),
    ],
)
def test_list_is_kept_until_the_first_of_its_documents_expires_or_is_due_for_review(rows, end):
    assert first_end(rows, now=NOW) == end


def review(day):
    return Review(last_reviewed=None, next_review=day, reviewed_by=[], state=None)


def longest(answer):
    """Seconds for which any cache may show the answer, whatever happens."""
    named = dict(re.findall(r"([a-z-]+)=(\d+)", answer.headers["Cache-Control"]))
    return int(named["max-age"]) + max(int(named["stale-while-revalidate"]), int(named["stale-if-error"]))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["procedures/kneeling/", "procedures/"])
def test_document_and_its_lists_are_not_kept_beyond_the_next_review(api, address):
    tomorrow = timezone.now().date() + timedelta(days=1)
    appending.publish(appending.procedure(review=review(tomorrow)))
    until = datetime.combine(tomorrow, datetime.min.time(), tzinfo=UTC) - timezone.now()

    assert longest(api(address)) <= until.total_seconds()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["procedures/kneeling/", "procedures/"])
def test_document_and_its_lists_are_not_kept_beyond_expiry(api, address):
    appending.publish(appending.procedure(), expires_at=timezone.now() + timedelta(seconds=20))

    assert longest(api(address)) <= 20


@pytest.mark.django_db
def test_sooner_of_expiry_and_review_counts(api):
    content = appending.procedure(review=review(timezone.now().date() + timedelta(days=400)))
    appending.publish(content, expires_at=timezone.now() + timedelta(seconds=20))

    assert longest(api("procedures/kneeling/")) <= 20


@pytest.mark.django_db
def test_document_that_is_overdue_for_review_is_asked_for_each_time(api):
    appending.publish(appending.procedure(review=review(date(2020, 1, 1))))

    answer = api("procedures/kneeling/")

    assert answer.headers["Cache-Control"] == "public, no-cache"
    confirmed = api("procedures/kneeling/", headers={"If-None-Match": answer.headers["ETag"]})
    assert confirmed.status_code == 304
    assert confirmed.headers["Cache-Control"] == "public, no-cache"
