"""API keys, made, replaced or revoked in the admin or by command, told to the log."""

from collections.abc import Iterable

from django.db.models.signals import post_save

from api.models import ApiKey
from cms.accounts import events


def connect() -> None:
    post_save.connect(on_saved, sender=ApiKey)


def on_saved(
    sender: type[ApiKey], instance: ApiKey, created: bool, update_fields: Iterable[str] | None = None, **rest: object
) -> None:
    if created:
        events.record(events.KEY_MADE, instance, data={"scopes": instance.scopes})
    elif instance.revoked_at is not None and (update_fields is None or "revoked_at" in update_fields):
        events.record(events.KEY_REVOKED, instance)
    elif update_fields is not None and "expires_at" in update_fields:
        events.record(events.KEY_REPLACED, instance)
