"""Scheduled publishing and expiry, found due every minute by a periodic task. Each is a transaction of its own.

Wagtail's command ``publish_scheduled`` does the same in one go: a failure there leaves the rest undone, and half of the
failed one done. Running it beside this does no harm.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from cms.publishing.rows.surroundings import is_expired

logger = logging.getLogger(__name__)


def schedulable_models() -> list[type[Model]]:
    """All pages at once, and every snippet that has drafts."""
    snippets = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]
    return [Page, *snippets]


def expire_due() -> int:
    """Unpublish what has reached its expiry; returns how many."""
    done = 0
    for model in schedulable_models():
        due = model._default_manager.filter(live=True, expire_at__lte=timezone.now()).order_by("expire_at", "pk")
        for pk in list(due.values_list("pk", flat=True)):
            done += attempt(partial(expire, model, pk), f"{model.__name__} {pk}")
    return done


def publish_due() -> int:
    """Publish the revisions whose time has come, the longest waiting first; returns how many."""
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at", "pk")
    return sum(attempt(partial(publish, pk), f"revision {pk}") for pk in list(due.values_list("pk", flat=True)))


def expire(model: type[Model], pk: int) -> bool:
    """False when another worker did it meanwhile."""
    row: Any = model._default_manager.select_for_update(no_key=True).filter(pk=pk, live=True).first()
    if row is None or not is_expired(row):
        return False
    row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def publish(pk: int) -> bool:
    """False when another worker did it meanwhile."""
    revision = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=timezone.now()).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True


def attempt(action: Callable[[], bool], name: str) -> bool:
    """One failure keeps nobody else from being published. It is tried again every minute, and told each time."""
    try:
        with transaction.atomic():
            return action()
    except Exception:
        logger.exception("Scheduled publishing of %s failed; it is tried again in a minute", name)
        return False
