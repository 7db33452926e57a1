"""Background tasks of the queue ``webhooks``. A worker of its own serves it: a slow receiver holds up no publishing."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate import BaseRetryStrategy, RetryDecision, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from cms.webhooks.alerts import send_alert
from cms.webhooks.attempts import attempt
from cms.webhooks.models import Delivery, Endpoint
from cms.webhooks.outbox import ALERT, DELIVER, QUEUE, TELL, tell_site_changed

logger = logging.getLogger(__name__)

KEPT = timedelta(days=30)
AFTER_OUR_OWN_FAILURE = timedelta(minutes=1)


class NotDeliveredError(Exception):
    """The receiver did not take the message."""

    def __init__(self, again: datetime) -> None:
        super().__init__(f"Not delivered. The next attempt is at {again:%Y-%m-%d %H:%M:%S} UTC.")
        self.again = again


class Again(BaseRetryStrategy):
    """The same job comes back, so that it keeps its place before later messages about the same page.

    How often, and when, is the delivery's own matter. Any other failure is ours (the database went away, say) and no
    attempt: it is tried again until it is mended.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        if isinstance(exception, NotDeliveredError):
            return RetryDecision(retry_at=exception.again)
        return RetryDecision(retry_at=timezone.now() + AFTER_OUR_OWN_FAILURE)


@app.task(name=DELIVER, queue=QUEUE, retry=Again())
def deliver(delivery: int, series: int) -> None:
    """Make the next attempt at a delivery."""
    try:
        again = attempt(delivery, series=series)
    except Exception:
        # procrastinate logs what it will retry as information only.
        logger.exception("Delivery %s could not be attempted; it is tried again in a minute.", delivery)
        raise
    if again is not None:
        raise NotDeliveredError(again)


@app.task(name=ALERT, queue=QUEUE, retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def alert(endpoint: int) -> None:
    """Tell people by e-mail that an endpoint was switched off, unless it is on again or gone."""
    found = Endpoint.objects.filter(pk=endpoint, enabled=False).first()
    if found is not None:
        send_alert(found)


@app.task(name=TELL, queue=QUEUE, retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def tell(endpoint: int) -> None:
    """Tell an endpoint that the site has changed, if it is quiet."""
    tell_site_changed(endpoint)


@app.periodic(cron="23 2 * * *")
@app.task(name="cms.webhooks.tasks.clean_up", queue=QUEUE)
def clean_up(timestamp: int) -> None:
    """Forget deliveries after thirty days, and secrets that have been replaced."""
    Delivery.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    Endpoint.objects.filter(previous_secret_until__lt=timezone.now()).update(
        previous_secret="", previous_secret_until=None
    )
