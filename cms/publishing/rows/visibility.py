"""Why something that was public is not any more."""

from django.db.models import Model
from wagtail.models import Page

from cms.publishing.rows.surroundings import is_expired


def withdrawal_reason(instance: Model | None) -> str:
    if instance is None:
        return "deleted"
    if getattr(instance, "expired", False) or is_expired(instance):
        return "expired"
    if isinstance(instance, Page) and instance.live:
        return "private"
    return "unpublished"
