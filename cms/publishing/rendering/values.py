"""Values that pages and snippets of all kinds have: calls to action, postal addresses."""

from typing import Protocol

from wagtail.models import Page

from api.contract.contacts import Address
from api.contract.values import CallToAction, DocumentTarget, PhoneTarget, Target, UrlTarget
from cms.publishing.rendering.context import Context
from cms.streamfield.blocks import Context as References
from cms.values.phones import parse_phone


class Acting(Protocol):
    """A row that may call its readers to do something."""

    action_text: str
    action_page: Page | None
    action_url: str


class Place(Protocol):
    """A row with a postal address."""

    street: str
    city: str
    region: str
    postal_code: str
    country: str


def call_to_action(instance: Acting, context: Context) -> CallToAction | None:
    if not instance.action_text:
        return None
    target = target_of(context, page=instance.action_page, url=instance.action_url, phone=None)
    return CallToAction(text=instance.action_text, target=target)


def target_of(context: References, *, page: Page | None, url: str | None, phone: str | None) -> Target | None:
    """Where an action leads; None when nothing is chosen or the page is not public."""
    if page is not None:
        document = context.reference(page)
        return Target(DocumentTarget(document=document)) if document else None
    if url:
        return Target(UrlTarget(url=url))
    return Target(PhoneTarget(phone=parse_phone(phone))) if phone else None


def postal_address(place: Place) -> Address:
    return Address(
        street=place.street,
        city=place.city,
        region=place.region or None,
        postal_code=place.postal_code or None,
        country=place.country,
    )
