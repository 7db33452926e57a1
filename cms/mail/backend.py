"""Django's way out for mails."""

from collections.abc import Sequence

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.db import transaction
from procrastinate.contrib.django import app

from cms.mail.models import Mail
from cms.mail.packing import packed

SEND = "cms.mail.tasks.send"
QUEUE = "mail"


class QueueBackend(BaseEmailBackend):
    """Writes mails down for the worker. They go out if the transaction is committed, and not if it is rolled back.

    The worker sends them through ``MAIL_DELIVERY_BACKEND``.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with transaction.atomic():
            mails = Mail.objects.bulk_create(
                Mail(message=packed(message)) for message in email_messages if message.recipients()
            )
            for mail in mails:
                app.configure_task(SEND, queue=QUEUE).defer(mail=mail.pk)
        return len(mails)
