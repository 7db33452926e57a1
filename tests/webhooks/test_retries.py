"""Until the receiver takes it: the schedule, the answers that change it, and what ends it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection

from cms.webhooks.models import Delivery, Endpoint
from cms.webhooks.outbox import send_now, send_test
from cms.webhooks.schedule import WAITS, next_attempt, parse_retry_after
from cms.webhooks.switching import switch_off, switch_on
from tests.webhooks import log
from tests.webhooks.conftest import only_delivery, waiting_jobs


@pytest.mark.slow
def test_message_is_sent_ten_times_at_the_standards_times_with_one_id(endpoint, receiver, work, later):
    receiver.answers = [500] * 20
    log.publish()
    work()
    waits = []
    while (delivery := only_delivery()).state == Delivery.State.WAITING:
        waits.append(delivery.next_attempt_at - delivery.last_attempt_at)
        later()

    assert len(receiver.received) == len(WAITS) == 10
    assert len({got.headers["webhook-id"] for got in receiver.received}) == 1
    assert len({got.body for got in receiver.received}) == 1
    expected = [timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30)]
    expected += [timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)]
    for wait, planned in zip(waits, expected, strict=True):
        assert planned <= wait <= planned * 1.1 + timedelta(seconds=15)
    assert (delivery.state, delivery.attempts) == (Delivery.State.FAILED, 10)


def test_each_attempt_is_signed_for_its_own_time(endpoint, receiver, messages, work, later):
    receiver.answers = [503]
    edition = log.publish()
    work()
    later()

    assert messages() == [("edition.published", edition.number)] * 2
    times = [int(got.headers["webhook-timestamp"]) for got in receiver.received]
    assert times == sorted(times)
    delivery = only_delivery()
    assert (delivery.state, delivery.attempts, delivery.response_status) == (Delivery.State.DELIVERED, 2, 200)
    assert delivery.response == "thank you"
    assert not waiting_jobs().exists()


def test_before_its_time_nothing_is_sent_whoever_asks(endpoint, receiver, work):
    """A worker killed after recording a failure leaves a job that is run again at once."""
    receiver.answers = [500]
    log.publish()
    work()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    work()

    assert len(receiver.received) == 1
    [job] = waiting_jobs()
    assert job.scheduled_at == only_delivery().next_attempt_at


@pytest.mark.slow
def test_receiver_that_gives_up_for_three_days_is_switched_off_and_people_are_told(
    endpoint, receiver, work, later, admin_user
):
    receiver.answers = [500] * 20
    log.publish()
    for _ in WAITS:
        later()

    endpoint.refresh_from_db()
    assert (endpoint.enabled, endpoint.disabled_reason) == (False, Endpoint.OffReason.UNREACHABLE)
    assert {message.to[0] for message in mail.outbox} == {"web@receiver.example", admin_user.email}
    for message in mail.outbox:
        assert "a message could not be delivered for three days" in message.body
        assert f"/admin/webhooks/inspect/{endpoint.pk}/" in message.body


def test_gone_switches_the_endpoint_off_at_once_and_nothing_more_is_sent(endpoint, receiver, work):
    receiver.answers = [410]
    log.publish()
    work()
    waiting = log.publish(page="1e7aa153-0000-4000-8000-00000000000a")
    work()

    endpoint.refresh_from_db()
    assert (endpoint.enabled, endpoint.disabled_reason) == (False, Endpoint.OffReason.GONE)
    assert len(receiver.received) == 1
    assert not Delivery.objects.filter(edition=waiting).exists()
    assert [message.to for message in mail.outbox] == [["web@receiver.example"]]


def test_what_waits_when_the_endpoint_is_switched_off_is_not_sent(endpoint, receiver, work, later):
    receiver.answers = [500]
    log.publish()
    log.publish()
    work()
    switch_off(endpoint, reason=Endpoint.OffReason.BY_HAND)
    later()

    assert len(receiver.received) == 1
    assert not waiting_jobs().exists()
    for delivery in Delivery.objects.all():
        assert (delivery.state, delivery.response) == (
            Delivery.State.FAILED,
            "Not sent, because the webhook was switched off.",
        )
    assert mail.outbox == []


def test_switched_off_during_the_attempt_the_failure_is_not_tried_again(endpoint, receiver, work, later):
    from cms.webhooks.attempts import attempt, record
    from cms.webhooks.sending import send

    log.publish()
    delivery = Delivery.objects.select_related("endpoint", "edition").get()
    receiver.answers = [500]
    outcome = send(delivery)
    switch_off(endpoint, reason=Endpoint.OffReason.BY_HAND)

    assert record(delivery, outcome) is None
    assert only_delivery().state == Delivery.State.FAILED
    assert attempt(delivery.pk, series=0) is None


def test_switched_on_again_later_messages_about_the_page_do_not_wait_for_old_ones(endpoint, receiver, messages, work):
    receiver.answers = [500]
    log.publish()
    work()
    switch_off(endpoint, reason=Endpoint.OffReason.BY_HAND)
    switch_on(endpoint)
    newer = log.publish()
    work()

    assert messages()[-1] == ("edition.published", newer.number)


@pytest.mark.parametrize("status", [429, 503])
def test_receiver_may_ask_for_more_time(endpoint, receiver, work, status):
    receiver.answers = [(status, {"retry-after": "7200"}, b"")]
    log.publish()
    work()

    delivery = only_delivery()
    wait = delivery.next_attempt_at - delivery.last_attempt_at
    assert timedelta(hours=2) <= wait < timedelta(hours=2, minutes=1)


NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Mon, 23 Nov 2026 15:00:00 GMT", timedelta(hours=3)),
        ("Mon, 23 Nov 2026 09:00:00 GMT", timedelta()),
        ("soon", None),
        ("-5", None),
        ("9" * 40, None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, wait):
    assert parse_retry_after(value, now=NOW) == wait


def test_receiver_cannot_ask_for_more_than_a_day_or_for_less_than_the_schedule():
    assert next_attempt(1, now=NOW, asked=timedelta(days=300)) == NOW + timedelta(hours=24)
    assert next_attempt(2, now=NOW, asked=timedelta(seconds=1)) >= NOW + timedelta(minutes=5)


def test_redirect_is_a_failure_and_is_not_followed(endpoint, receiver, work):
    receiver.answers = [(302, {"location": receiver.url.replace("/hook", "/elsewhere")}, b"")]
    log.publish()
    work()

    assert [got.path for got in receiver.received] == ["/hook?for=tests"]
    delivery = only_delivery()
    assert (delivery.state, delivery.response_status) == (Delivery.State.WAITING, 302)
    assert delivery.response == "The receiver redirects, which is not followed. Enter the address it leads to."


def test_test_message_is_sent_once_and_its_failure_changes_nothing(endpoint, receiver, work, later):
    receiver.answers = [500]
    send_test(endpoint)
    work()
    later()

    endpoint.refresh_from_db()
    assert endpoint.enabled
    assert len(receiver.received) == 1
    assert only_delivery().state == Delivery.State.FAILED


def test_test_reaches_an_endpoint_that_is_switched_off(endpoint, messages, work):
    switch_off(endpoint, reason=Endpoint.OffReason.BY_HAND)
    send_test(endpoint)
    work()

    assert messages() == [("endpoint.test", None)]


def test_sent_again_it_has_the_same_id_and_a_new_schedule(endpoint, receiver, work, later):
    receiver.answers = [200, 500, 500]
    log.publish()
    work()
    send_now(only_delivery())
    work()
    later()
    later()

    assert len({got.headers["webhook-id"] for got in receiver.received}) == 1
    assert len(receiver.received) == 4
    delivery = only_delivery()
    assert (delivery.state, delivery.attempts) == (Delivery.State.DELIVERED, 3)


def test_sent_now_it_does_not_wait_for_its_time_and_leaves_no_second_job(endpoint, receiver, work):
    receiver.answers = [500]
    log.publish()
    work()
    send_now(only_delivery())
    work()

    assert only_delivery().state == Delivery.State.DELIVERED
    assert not waiting_jobs().exists()


def test_pressed_while_the_attempt_is_under_way_the_new_series_counts(endpoint, receiver, messages, work):
    """The job of the first series must not come back and hold up the page."""
    from cms.webhooks.attempts import record
    from cms.webhooks.sending import send

    log.publish()
    first = Delivery.objects.select_related("endpoint", "edition").get()
    receiver.answers = [500]
    outcome = send(first)
    send_now(only_delivery())

    assert record(first, outcome) is None
    work()
    assert only_delivery().state == Delivery.State.DELIVERED
    assert len(messages()) == 2


def test_two_people_press_at_once_and_one_series_is_sent(endpoint, receiver, work):
    receiver.answers = [500]
    log.publish()
    work()
    seen_by_both = [only_delivery(), only_delivery()]
    for delivery in seen_by_both:
        send_now(delivery)
    work()

    assert len(receiver.received) == 2
    assert only_delivery().state == Delivery.State.DELIVERED
    assert not waiting_jobs().exists()


def test_failure_of_our_own_is_no_attempt_and_the_job_stays(endpoint, receiver, work, later, monkeypatch, caplog):
    from cms.webhooks import attempts

    def broken(delivery):
        raise RuntimeError("The database went away.")

    log.publish()
    with monkeypatch.context() as patch:
        patch.setattr(attempts, "send", broken)
        work()
    assert "could not be attempted" in caplog.text
    assert only_delivery().attempts == 0

    later()
    assert only_delivery().state == Delivery.State.DELIVERED
