"""What is scheduled happens at its time, by the database's clock, whoever scheduled it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import Page, Revision

from api.models import Document
from cms.publishing import schedule
from procedures.models import ProcedurePage
from tests import factories, forked
from tests.forks import fork
from tests.processes import lock_timeout, other_session, wait_until
from tests.publishing import site_content as make

SOON = timedelta(seconds=3)
LATER = timedelta(days=1)


def ordered():
    """The times for which the worker is ordered."""
    return set(ProcrastinateJob.objects.filter(task_name=schedule.TASK).values_list("scheduled_at", flat=True))


def publish_at(page, time):
    page.title, page.go_live_at = "Later", time
    page.save_revision().publish()


@pytest.mark.slow
def test_running_worker_publishes_and_withdraws_when_it_is_time(transactional_db):
    place = factories.make_site()
    coming, going = factories.treatment(place.index), factories.treatment(place.index, slug="going")
    titles = Document.objects.filter(type="procedure").values_list("edition__title", flat=True)
    with fork(forked.command, "worker") as worker:
        publish_at(coming, timezone.now() + SOON)
        going.expire_at = timezone.now() + SOON
        going.save_revision().publish()
        times = {coming.go_live_at, going.expire_at}
        assert times <= ordered()

        wait_until(lambda: list(titles.all()) == ["Later"] and not times & ordered(), process=worker)


def test_time_of_each_schedule_is_ordered_once_whoever_writes_it(index):
    page, other = factories.treatment(index), factories.treatment(index, slug="other")
    alert = make.alert()
    first, second, third = (timezone.now() + number * LATER for number in (1, 2, 3))

    publish_at(page, first)
    page.save_revision().publish()
    Page.objects.filter(pk=other.pk).update(expire_at=second)
    Page.objects.filter(pk=page.pk).update(expire_at=second)
    alert.go_live_at = third
    alert.save_revision().publish()

    assert sorted(ProcrastinateJob.objects.filter(task_name=schedule.TASK).values_list("scheduled_at", flat=True)) == [
        first,
        second,
        third,
    ]


def test_draft_with_a_time_orders_nothing_before_it_is_published(index):
    page = factories.treatment(index)
    page.go_live_at, page.expire_at = timezone.now() + LATER, timezone.now() + 2 * LATER
    page.save_revision()

    assert ordered() == set()


def test_machine_whose_clock_is_slow_publishes_at_the_time_of_the_database(index, api, monkeypatch):
    publish_at(factories.treatment(index), timezone.now() + LATER)
    factories.make_due()
    with monkeypatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda slow=timezone.now: slow() - timedelta(hours=1))
        assert schedule.follow()

    assert api("procedures/kneeling/").json()["title"] == "Later"


def test_machine_whose_clock_is_fast_publishes_nothing_before_its_time(index, api, monkeypatch):
    publish_at(factories.treatment(index), timezone.now() + LATER)
    with monkeypatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda fast=timezone.now: fast() + 2 * LATER)
        assert schedule.follow()

    assert api("procedures/kneeling/").json()["title"] == "Kneeling"
    assert Revision.objects.exclude(approved_go_live_at=None).exists()


def test_page_that_somebody_holds_is_published_as_soon_as_it_is_free(transactional_db):
    page = factories.treatment(factories.make_site().index)
    publish_at(page, timezone.now() + LATER)
    factories.make_due()
    with other_session() as other, lock_timeout("100ms"):
        other.execute("SELECT FROM wagtailcore_page WHERE id = %s FOR UPDATE", [page.pk])
        assert not schedule.follow()

    assert schedule.follow()
    assert ProcedurePage.objects.get(pk=page.pk).title == "Later"
