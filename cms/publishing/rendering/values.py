"""Values that pages and snippets of all kinds have: calls to action, postal addresses."""

from typing import Any

from api.contract.values import Address, CallToAction, DocumentTarget, PhoneTarget, Target, UrlTarget
from cms.publishing.rendering.context import Context
from cms.values.phones import parse_phone


def call_to_action(instance: Any, context: Context) -> CallToAction | None:
    if not instance.action_text:
        return None
    target = target_of(context, page=instance.action_page, url=instance.action_url, phone=None)
    return CallToAction(text=instance.action_text, target=target)


def target_of(context: Any, *, page: Any, url: str | None, phone: str | None) -> Target | None:
    """Where an action leads; None when nothing is chosen or the page is not public."""
    if page is not None:
        document = context.reference(page)
        return Target(DocumentTarget(document=document)) if document else None
    if url:
        return Target(UrlTarget(url=url))
    return Target(PhoneTarget(phone=parse_phone(phone))) if phone else None


def postal_address(place: Any) -> Address:
    """Of a row with ``street``, ``city``, ``region``, ``postal_code`` and ``country``."""
    return Address(
        street=place.street,
        city=place.city,
        region=place.region or None,
        postal_code=place.postal_code or None,
        country=place.country,
    )
