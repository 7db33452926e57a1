"""Switching an endpoint off and on again."""

import logging

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.jobs import Job
from wagtail.log_actions import log

from cms.webhooks.models import Delivery, Endpoint, Event
from cms.webhooks.outbox import ALERT, BY_HAND, QUEUE, cancel_jobs_of, queue

logger = logging.getLogger(__name__)

SWITCHED_OFF = "webhooks.switch_off"
SWITCHED_ON = "webhooks.switch_on"
UNSENT = {
    "state": Delivery.State.FAILED,
    "next_attempt_at": None,
    "response_status": None,
    "duration_ms": None,
    "response": _("Not sent, because the webhook was switched off."),
}
"""What becomes of a delivery that waits when its webhook is switched off."""


@transaction.atomic
def switch_off(endpoint: Endpoint, *, reason: Endpoint.OffReason, user: User | AnonymousUser | None = None) -> None:
    """What waits will not be sent. When a receiver is the cause, people are told, once."""
    changed = Endpoint.objects.filter(pk=endpoint.pk, enabled=True).update(
        enabled=False, disabled_at=timezone.now(), disabled_reason=reason
    )
    if not changed:
        return
    log(instance=endpoint, action=SWITCHED_OFF, user=user, data={"reason": reason.label})
    waiting = Delivery.objects.filter(endpoint=endpoint, state=Delivery.State.WAITING).exclude(event=Event.TEST)
    waiting.update(**UNSENT)
    cancel_jobs_of(endpoint)
    if reason != Endpoint.OffReason.BY_HAND:
        logger.error("Webhook “%s” is switched off: %s.", endpoint, reason.label)
        queue.defer_job(
            Job(
                queue=QUEUE,
                task_name=ALERT,
                task_kwargs={"endpoint": endpoint.pk},
                lock=None,
                queueing_lock=None,
                priority=BY_HAND,
            )
        )


@transaction.atomic
def switch_on(endpoint: Endpoint, *, user: User | AnonymousUser | None = None) -> None:
    """From now on. What was published meanwhile is in the change feed."""
    # A job may have been put back into the queue just after it was switched off.
    cancel_jobs_of(endpoint)
    if Endpoint.objects.filter(pk=endpoint.pk, enabled=False).update(
        enabled=True, disabled_at=None, disabled_reason=""
    ):
        log(instance=endpoint, action=SWITCHED_ON, user=user)
