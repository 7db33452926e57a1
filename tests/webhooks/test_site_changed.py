"""One message about all that has changed, once it is quiet: for receivers that build a whole site."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from cms.webhooks.messages import body_of
from cms.webhooks.models import Delivery, Endpoint, Event
from cms.webhooks.outbox import TELL, tell_site_changed
from tests.webhooks import log
from tests.webhooks.conftest import data_of

pytestmark = pytest.mark.django_db


def builder(**wishes):
    given = {"name": "Build", "url": "https://receiver.example/", "events": [Event.SITE_CHANGED]} | wishes
    return Endpoint.objects.create(**given)


def looks():
    return ProcrastinateJob.objects.filter(task_name=TELL, status="todo").order_by("pk")


def look(endpoint):
    """The first look that waits is due."""
    ProcrastinateJob.objects.filter(pk=looks().first().pk)._raw_delete("default")
    return tell_site_changed(endpoint.pk)


def told(delivery):
    return json.loads(body_of(delivery))["data"]


def test_many_changes_make_one_message_with_their_numbers_and_ids():
    endpoint = builder()
    first, second, third = log.publish(), log.publish(title="Again"), log.withdraw()

    messages = [look(endpoint) for _ in range(3)]

    assert messages[:2] == [None, None]
    data = told(messages[2])
    assert [change["number"] for change in data["changes"]] == [first.number, second.number, third.number]
    assert {change["id"] for change in data["changes"]} == {str(log.PAGE)}
    assert (data["since"], data["until"], data["count"]) == (first.number - 1, third.number, 3)
    assert data["href"] == f"http://testserver/api/v1/changes/?since={first.number - 1}"


def test_next_message_begins_where_the_last_one_ended():
    endpoint = builder()
    log.publish()
    before = look(endpoint)
    later = log.publish(title="Later")

    data = told(look(endpoint))

    assert data["since"] == before.until
    assert [change["number"] for change in data["changes"]] == [later.number]


def test_nobody_waits_for_ever_while_something_changes_all_the_time():
    endpoint = builder(quiet_seconds=1)
    log.publish(published_at=timezone.now() - timedelta(seconds=11))
    log.publish(title="Again")

    assert look(endpoint) is not None


def test_look_comes_after_the_seconds_that_the_receiver_asks_for():
    builder(quiet_seconds=300)
    edition = log.publish()

    [waiting] = looks()

    assert 290 < (waiting.scheduled_at - edition.published_at).total_seconds() < 310


@pytest.mark.parametrize(
    "wishes", [{"events": []}, {"document_types": ["page"]}, {"locales": ["es"]}, {"enabled": False}]
)
def test_who_did_not_ask_for_it_is_not_told(wishes):
    builder(**wishes)
    log.publish()

    assert not looks().exists()


def test_only_what_the_receiver_asked_for_is_named():
    endpoint = builder(document_types=["procedure"])
    log.publish()
    log.publish(type="page", page=uuid4())

    assert [change["type"] for change in told(look(endpoint))["changes"]] == ["procedure"]


def test_message_stays_small_however_much_has_changed():
    endpoint = builder()
    for number in range(120):
        log.publish(title=f"T {number}")
    ProcrastinateJob.objects.filter(pk__lt=looks().last().pk)._raw_delete("default")

    message = look(endpoint)

    assert told(message)["count"] == 120
    assert len(told(message)["changes"]) == 100
    assert len(body_of(message)) < 20_000


def test_message_arrives_beside_those_about_each_edition(endpoint, receiver, work, later):
    Endpoint.objects.filter(pk=endpoint.pk).update(events=[Event.PUBLISHED, Event.SITE_CHANGED])
    edition = log.publish()
    work()
    later()

    types = [json.loads(got.body)["type"] for got in receiver.received]
    assert types == ["edition.published", "site.changed"]
    assert data_of(receiver.received[1])["until"] == edition.number
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}
