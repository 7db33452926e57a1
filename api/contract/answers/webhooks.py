"""What was sent to webhooks, for the people who run the receivers."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.contract.base import ContractModel, LanguageTag, Text
from api.contract.roles import Token, Value
from api.contract.values import DocumentTypeName

WebhookEvent = Literal["edition.published", "edition.withdrawn", "edition.recalled", "site.changed", "endpoint.test"]
WebhookState = Literal["waiting", "delivered", "failed", "superseded"]


class DeliveryAbout(ContractModel):
    """The document that a message is about."""

    type: DocumentTypeName
    id: UUID
    locale: LanguageTag


class WebhookDelivery(ContractModel):
    """A message to one webhook, and what became of it."""

    message_id: Annotated[Text, Token()]
    """As in the header ``webhook-id``: the same in every attempt."""
    webhook: int
    """Number of the webhook."""
    webhook_name: Annotated[Text, Value()]
    """Its name in the admin."""
    event: WebhookEvent
    """What the message tells."""
    number: int | None
    """The edition that it is about; null for ``site.changed`` and tests."""
    document: DeliveryAbout | None
    """What that is an edition of; null for ``site.changed`` and tests."""
    since: int | None
    """Of ``site.changed``: it tells of editions after this number."""
    until: int | None
    """Of ``site.changed``: the last edition that it tells of."""
    state: WebhookState
    """``waiting``: to be sent, or to be tried again. ``failed``: given up, or the webhook is switched off.
    ``superseded``: not sent, because what it is about was recalled since."""
    attempts: Annotated[int, Field(ge=0)]
    """How often it was tried, since somebody last sent it again by hand."""
    created_at: datetime
    """When it was written, in the moment of publishing."""
    last_attempt_at: datetime | None
    """When it was last tried; null where it was not yet."""
    next_attempt_at: datetime | None
    """Not before; null where it is not tried again, or as soon as it is its turn."""
    response_status: int | None
    """HTTP status of the receiver's last answer; null where there was none."""
    response: Annotated[str, Value()]
    """How that answer begins, or in words what went wrong."""
    duration_ms: int | None
    """How long the last attempt took."""


class DeliveryLog(ContractModel):
    """Messages, the newest first. Kept for thirty days."""

    results: list[WebhookDelivery]
    next: Annotated[str | None, Value()]
    """Address of the older ones; null where there are none."""
