"""What the public may see."""

from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page


def is_public(instance: Any) -> bool:
    """Live, not restricted, and below the root of a site. For snippets: live."""
    if isinstance(instance, Page):
        return is_public_page(instance)
    return bool(getattr(instance, "live", True))


def is_public_page(page: Page) -> bool:
    if not page.live or is_restricted(page):
        return False
    return page.get_url_parts() is not None


def is_restricted(page: Page) -> bool:
    """Behind a login, password or group, itself or through a page above it."""
    return bool(page.get_view_restrictions().exists())


def withdrawal_reason(instance: Model | None) -> str:
    """Why something that was public is not any more."""
    if instance is None:
        return "deleted"
    expires = getattr(instance, "expire_at", None)
    if getattr(instance, "expired", False) or (expires is not None and expires <= timezone.now()):
        return "expired"
    if isinstance(instance, Page) and instance.live:
        return "private"
    return "unpublished"
