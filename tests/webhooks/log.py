"""Editions for these tests, told to the webhooks as the publishing kernel tells them: inside its transaction."""

import uuid

from django.db import transaction
from django.utils import timezone

from api.models import Edition
from cms.publishing.log.events import editions_appended

PAGE = uuid.UUID("1e7aa153-0000-4000-8000-000000000001")


@transaction.atomic
def publish(*, page=PAGE, **fields):
    return tell(**edition(page) | {"event": "published", "digest": "sha256-00", "body": b"{}"} | fields)


@transaction.atomic
def withdraw(*, page=PAGE, reason="unpublished", **fields):
    return tell(**edition(page) | {"event": "withdrawn", "reason": reason} | fields)


def recall(*, page=PAGE, **fields):
    return withdraw(page=page, reason="recalled", recall_class="safety", **fields)


def edition(page):
    now = timezone.now()
    return {
        "type": "procedure",
        "document_id": page,
        "locale": "en",
        "slug": "kneeling",
        "path": "/treatments/kneeling/",
        "title": "Kneeling",
        "published_at": now,
        "first_published_at": now,
    }


def tell(**fields):
    appended = Edition.objects.create(**fields)
    editions_appended.send(Edition, editions=[appended])
    return appended
