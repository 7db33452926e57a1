"""Tells HTTP caches which documents have changed, once the change is committed.

A cache keeps an answer with the keys of its ``Surrogate-Key`` header. The key of a document goes out whenever an
edition of it is appended. What is made from other things gets an edition of its own when they change, and so a purge.
"""

import logging
from collections.abc import Sequence
from itertools import chain
from typing import Any

import httpx
from django.conf import settings
from django.dispatch import receiver
from procrastinate.contrib.django import app

from api.cache_keys import purged_by
from api.models import Edition
from cms.publishing.events import editions_appended

logger = logging.getLogger(__name__)

TASK = "cms.tasks.purge"
QUEUE = "purging"
EDITIONS_AT_ONCE = 100
"""Header lines have limits."""
NORMAL, RECALL = 0, 100
"""Priorities of the queue."""


class CacheDidNotPurgeError(Exception):
    """A cache gave another answer than success, or none. The task tries again."""


@receiver(editions_appended)
def on_editions_appended(sender: Any, editions: Sequence[Edition], **rest: Any) -> None:
    """In the publishing transaction: without a commit nothing is purged."""
    if not settings.CACHE_PURGE_URLS:
        return
    for start in range(0, len(editions), EDITIONS_AT_ONCE):
        part = editions[start : start + EDITIONS_AT_ONCE]
        stale = (purged_by(edition.type, edition.document_id, edition.locale) for edition in part)
        keys: Any = list(dict.fromkeys(chain.from_iterable(stale)))
        is_recall = any(edition.reason == "recalled" for edition in part)
        app.configure_task(TASK, queue=QUEUE, priority=RECALL if is_recall else NORMAL).defer(keys=keys)


def purge(keys: Sequence[str]) -> None:
    """Ask every cache, as Varnish's ``xkey`` understands it.

    Raises CacheDidNotPurgeError after all were asked; purging twice does no harm.
    """
    names = " ".join(keys)
    failures = []
    with httpx.Client(timeout=5, trust_env=False) as client:
        for url in settings.CACHE_PURGE_URLS:
            try:
                answer = client.request("PURGE", url, headers={"xkey-purge": names, "Surrogate-Key": names})
                answer.raise_for_status()
            except httpx.HTTPError as error:
                failures.append(f"{url}: {error}")
    if failures:
        logger.error("Not purged: %s", "; ".join(failures))
        raise CacheDidNotPurgeError("; ".join(failures))
