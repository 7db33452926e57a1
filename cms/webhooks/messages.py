"""What is sent: the JSON body of each message. Thin: it says what happened, and where to read the rest."""

from datetime import datetime
from typing import Literal, cast
from urllib.parse import urlencode

from django.urls import reverse
from pydantic import BaseModel, ConfigDict

from api.contract.base import Opaque, Url
from api.contract.changes import Change
from api.http.cache_keys import purged_by
from api.models import Edition
from cms.webhooks.models import Delivery, Event


class EditionData(Change):
    """The same as an entry of the change feed, but for ``href``."""

    href: Url
    """Path on the API's host: the document, or 410 with the reason."""
    purge_keys: list[Opaque]
    """What caches have to forget."""


class TestData(BaseModel):
    """Nothing happened."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    note: str = "This is a test. Nothing was published or withdrawn."


EventName = Literal["edition.published", "edition.withdrawn", "edition.recalled", "endpoint.test"]


class Message(BaseModel):
    """By Standard Webhooks: what happened, when, and to what."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: EventName
    timestamp: datetime
    """When it happened. The time of the attempt is in the header ``webhook-timestamp``."""
    data: EditionData | TestData


def event_of(edition: Edition) -> Event:
    if edition.event == Edition.Event.PUBLISHED:
        return Event.PUBLISHED
    return Event.RECALLED if edition.reason == "recalled" else Event.WITHDRAWN


def body_of(delivery: Delivery) -> bytes:
    """The same bytes in every attempt: made from what never changes."""
    return message_of(delivery).model_dump_json().encode()


def message_of(delivery: Delivery) -> Message:
    edition = delivery.edition
    if edition is None:
        return Message(type="endpoint.test", timestamp=delivery.created_at, data=TestData())
    return Message(type=cast(EventName, delivery.event), timestamp=edition.published_at, data=data_of(edition))


def data_of(edition: Edition) -> EditionData:
    return EditionData.model_validate(
        {
            "number": edition.number,
            "event": edition.event,
            "type": edition.type,
            "id": edition.document_id,
            "locale": edition.locale,
            "slug": edition.slug,
            "path": edition.path or None,
            "published_at": edition.published_at,
            "expires_at": edition.expires_at,
            "digest": edition.digest or None,
            "reason": edition.reason or None,
            "recall_class": edition.recall_class or None,
            "replacement": replacement_of(edition),
            "href": href_of(edition),
            "purge_keys": purged_by(edition.type, edition.document_id, edition.locale),
        }
    )


def replacement_of(edition: Edition) -> dict[str, object] | None:
    if edition.replacement_id is None:
        return None
    return {"type": edition.replacement_type, "id": edition.replacement_id}


def href_of(edition: Edition) -> str:
    return f"{reverse(f'api:{edition.type}', kwargs={'slug': edition.slug})}?{urlencode({'locale': edition.locale})}"
