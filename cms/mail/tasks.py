"""Background tasks of the queue ``mail``. A worker of its own serves it: a slow mail server holds up nothing else."""

import logging
from datetime import timedelta
from smtplib import SMTPResponseException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from cms.mail.backend import QUEUE, SEND
from cms.mail.models import Mail
from cms.mail.packing import unpacked

logger = logging.getLogger(__name__)

ATTEMPTS = 8
KEPT = timedelta(days=7)


class NotSentError(Exception):
    """The mail server did not take a mail. It is tried again for about an hour."""


@app.task(name=SEND, queue=QUEUE, retry=RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=3))
def send(mail: int) -> None:
    """Send one mail, unless that was done."""
    found = Mail.objects.filter(pk=mail).first()
    if found is None:
        return
    try:
        get_connection(settings.MAIL_DELIVERY_BACKEND).send_messages([unpacked(found.message)])
    except Exception as error:
        # Not the error itself: it may name the recipients.
        logger.warning("%s is not sent yet: %s", found, reason_of(error))
        raise NotSentError(f"{found}: {reason_of(error)}") from None
    found.delete()


def reason_of(error: Exception) -> str:
    kind = type(error).__name__
    if isinstance(error, SMTPResponseException):
        return f"{kind} {error.smtp_code}"
    if isinstance(error, SMTPServerDisconnected):
        return f"{kind}: {error}"
    return f"{kind}: {error.strerror}" if isinstance(error, OSError) and error.strerror else kind


@app.periodic(cron="31 2 * * *")
@app.task(name="cms.mail.tasks.clean_up", queue=QUEUE)
def clean_up(timestamp: int) -> None:
    """Forget what could not be sent."""
    Mail.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
