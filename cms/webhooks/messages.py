"""What is sent: the JSON body of each message. Thin: it says what happened, and where to read the rest."""

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from api.contract.changes import (
    ChangedDocument,
    Message,
    PublishedMessage,
    RecalledMessage,
    SiteChangedData,
    SiteChangedMessage,
    TestData,
    TestMessage,
    WithdrawnMessage,
)
from api.http.cache_keys import purged_by
from api.models import Edition
from api.views.addresses import Addresses, absolute
from cms.webhooks.models import Delivery, Endpoint, Event


def event_of(edition: Edition) -> Event:
    if edition.event == Edition.Event.PUBLISHED:
        return Event.PUBLISHED
    return Event.RECALLED if edition.reason == "recalled" else Event.WITHDRAWN


def body_of(delivery: Delivery) -> bytes:
    """The same bytes in every attempt: made from what never changes."""
    return message_of(delivery).model_dump_json().encode()


def message_of(delivery: Delivery) -> Message:
    edition = delivery.edition
    if delivery.event == Event.SITE_CHANGED:
        return SiteChangedMessage(timestamp=delivery.created_at, data=site_changed(delivery))
    if edition is None:
        return TestMessage(timestamp=delivery.created_at, data=TestData())
    message = BY_EVENT[Event(delivery.event)]
    return message.model_validate({"timestamp": edition.published_at, "data": data_of(edition)})


BY_EVENT: dict[Event, type[Message]] = {
    Event.PUBLISHED: PublishedMessage,
    Event.WITHDRAWN: WithdrawnMessage,
    Event.RECALLED: RecalledMessage,
}


MOST = 100
"""Changes that a message names: more would make it larger than Standard Webhooks recommends."""


NAMED = ("number", "event", "type", "document_id", "locale")


def site_changed(delivery: Delivery) -> SiteChangedData:
    since, until = delivery.since or 0, delivery.until or 0
    editions = told_by(delivery.endpoint, since=since, until=until)
    return SiteChangedData(
        since=since,
        until=until,
        count=editions.count(),
        changes=[
            ChangedDocument.model_validate(
                {"number": number, "event": event, "type": kind, "id": id_, "locale": locale}
            )
            for number, event, kind, id_, locale in editions.values_list(*NAMED)[:MOST]
        ],
        href=absolute(f"{reverse('api:changes')}?{urlencode({'since': since})}"),
    )


def told_by(endpoint: Endpoint, *, since: int, until: int) -> QuerySet[Edition]:
    """Editions that a ``site.changed`` is about, in order."""
    editions = Edition.objects.defer("body").filter(number__gt=since, number__lte=until).order_by("number")
    if endpoint.document_types:
        editions = editions.filter(type__in=endpoint.document_types)
    return editions.filter(locale__in=endpoint.locales) if endpoint.locales else editions


def data_of(edition: Edition) -> dict[str, object]:
    return {
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
        "href": href_of(edition) if edition.event == Edition.Event.PUBLISHED else None,
        "purge_keys": purged_by(edition.type, edition.document_id, edition.locale),
    }


def replacement_of(edition: Edition) -> dict[str, object] | None:
    if edition.replacement_id is None:
        return None
    return {"type": edition.replacement_type, "id": edition.replacement_id}


def href_of(edition: Edition) -> str:
    return Addresses(absolute("")).of(edition.type, edition.slug, edition.locale)
