"""One attempt at a delivery: whether it is to be sent at all, and what follows from the answer.

Running it twice does no harm but sending twice, which receivers recognise by the message's id: the worker may be killed
at any moment, and does again what it had not recorded.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.webhooks.models import Delivery, Endpoint, Event
from cms.webhooks.outbox import cancel_jobs
from cms.webhooks.schedule import next_attempt
from cms.webhooks.sending import Outcome, send
from cms.webhooks.switching import UNSENT, switch_off

logger = logging.getLogger(__name__)

CLOCKS_DIFFER = timedelta(seconds=1)
"""The queue goes by the database's clock: without a pause, a difference would turn into a busy loop."""


def attempt(number: int, *, series: int) -> datetime | None:
    """Send the delivery if it is its time. Returns when to come back; None when there is nothing left to do."""
    waiting = Delivery.objects.filter(pk=number, series=series, state=Delivery.State.WAITING)
    delivery = waiting.select_related("endpoint", "edition").defer("edition__body").first()
    if delivery is None:
        return None
    if series:
        # A job of an earlier series may have been put back after this one was made.
        cancel_jobs([number])
    now = timezone.now()
    if delivery.next_attempt_at is not None and delivery.next_attempt_at > now:
        # The worker was killed between recording the last attempt and putting the job back.
        return max(delivery.next_attempt_at, now + CLOCKS_DIFFER)
    if is_recalled_since(delivery):
        waiting.update(state=Delivery.State.SUPERSEDED, next_attempt_at=None)
        return None
    if not delivery.endpoint.enabled and delivery.event != Event.TEST:
        waiting.update(**UNSENT)
        return None
    return record(delivery, send(delivery))


def is_recalled_since(delivery: Delivery) -> bool:
    """A newer message takes the page back, and the endpoint has got it or will get it first.

    An older one that arrived after it could bring back what must not be relied on.
    """
    if delivery.edition is None:
        return False
    recalls = delivery.of_same_page().filter(event=Event.RECALLED, edition__gt=delivery.edition_id)
    return recalls.exclude(state=Delivery.State.FAILED).exists()


@transaction.atomic
def record(delivery: Delivery, outcome: Outcome) -> datetime | None:
    """Keep what came of the attempt. Returns when to try again; None when it is decided."""
    row = Delivery.objects.filter(pk=delivery.pk)
    if outcome.is_success:
        # Whatever was decided meanwhile: it has arrived.
        keep(row, delivery, outcome, state=Delivery.State.DELIVERED)
        return None
    still_waiting = row.filter(series=delivery.series, state=Delivery.State.WAITING)
    again = when_again(delivery, outcome)
    if again is not None:
        # Not kept when the webhook was switched off in the meantime, or somebody pressed "Send again".
        return again if keep(still_waiting, delivery, outcome, next_attempt_at=again) else None
    # First the endpoint, then its deliveries, as in switch_off: so two of them cannot wait for each other.
    list(Endpoint.objects.select_for_update(no_key=True).filter(pk=delivery.endpoint_id))
    if keep(still_waiting, delivery, outcome, state=Delivery.State.FAILED):
        give_up(delivery, outcome)
    return None


def when_again(delivery: Delivery, outcome: Outcome) -> datetime | None:
    """None for the last attempt. A test is sent once: somebody is looking."""
    if outcome.is_gone or delivery.event == Event.TEST:
        return None
    return next_attempt(delivery.attempts + 1, now=timezone.now(), asked=outcome.retry_after)


def keep(rows: QuerySet[Delivery], delivery: Delivery, outcome: Outcome, **decided: object) -> bool:
    """False when the row is no longer among them."""
    seen = {
        "attempts": delivery.attempts + 1,
        "last_attempt_at": outcome.at,
        "duration_ms": outcome.duration // timedelta(milliseconds=1),
        "response_status": outcome.status,
        "response": outcome.text,
    }
    return bool(rows.update(**seen, **({"next_attempt_at": None} | decided)))


def give_up(delivery: Delivery, outcome: Outcome) -> None:
    """A receiver that wants no more, or takes nothing for three days, gets nothing until somebody has looked."""
    logger.warning("Webhook “%s”: %s was not delivered. %s", delivery.endpoint, delivery.message_id, outcome.text)
    if outcome.is_gone:
        switch_off(delivery.endpoint, reason=Endpoint.OffReason.GONE)
    elif delivery.event != Event.TEST:
        switch_off(delivery.endpoint, reason=Endpoint.OffReason.UNREACHABLE)
