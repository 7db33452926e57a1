"""Telling people that a webhook was switched off because of its receiver."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse

from cms.webhooks.models import Endpoint


def send_alert(endpoint: Endpoint) -> None:
    """One e-mail to each of those who can mend it, so that they do not learn each other's address."""
    context = {"endpoint": endpoint, "link": link_to(endpoint)}
    subject = f"Webhook “{endpoint}” is switched off"
    text = render_to_string("webhooks/alert.txt", context)
    messages = [mail.EmailMessage(subject, text, to=[address]) for address in recipients(endpoint)]
    mail.get_connection().send_messages(messages)


def recipients(endpoint: Endpoint) -> list[str]:
    """The endpoint's contact, the superusers and ADMINS, each once."""
    superusers = get_user_model()._default_manager.filter(is_superuser=True, is_active=True).exclude(email="")
    addresses = [
        endpoint.contact,
        *superusers.order_by("pk").values_list("email", flat=True),
        *(admin if isinstance(admin, str) else admin[1] for admin in settings.ADMINS),
    ]
    return list(dict.fromkeys(address for address in addresses if address))


def link_to(endpoint: Endpoint) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('webhooks:inspect', args=[endpoint.pk])}"
