"""Tells HTTP caches what has changed: at once when it is committed, and once more a little later.

A cache keeps an answer with the keys of its ``Surrogate-Key`` header. The keys of a document go out whenever an edition
of it is appended. What is made from other things gets an edition of its own when they change, and so a purge.

At once, because whoever publishes looks at the result. Later again, because a cache may have asked just before the
commit, and kept the old answer just after the purge (docs/adr/0019). The later one is a task of the publishing
transaction: it goes out even if this process dies, and is tried again until the caches answer.
"""

import contextlib
import logging
import ssl
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from functools import cache, partial

import httpx
from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from procrastinate.contrib.django import app

from api.http.cache_keys import encoded, purged_by
from api.models import Edition
from cms.publishing.log.events import editions_appended
from cms.purging.caches import Purge

logger = logging.getLogger(__name__)

TASK = "cms.tasks.purge"
QUEUE = "purging"
NORMAL, RECALL = 0, 100
"""Priorities of the queue."""
AT_ONCE = 1000
"""Editions in one transaction of which the caches are told at once. More is not the work of an editor who waits."""
PATIENCE = 1.0
"""Seconds that whoever publishes waits for an answer of each cache."""
TASK_PATIENCE = 5.0
LATER = 5
"""Seconds: longer than a cache waits for an answer of ours (``first_byte_timeout`` in ``examples/varnish``)."""
EDITIONS_IN_TASK = 100
OF_FILES = ("image:", "document:")
"""How keys of what has files begin."""


class CacheDidNotPurgeError(Exception):
    """A cache gave another answer than success, or none. The task tries again."""


# Numbers of the editions appended here of which the caches were not told yet. Some may have been rolled back.
appended: ContextVar[tuple[int, ...]] = ContextVar("appended", default=())


@receiver(editions_appended)
def on_editions_appended(sender: object, editions: Sequence[Edition], **rest: object) -> None:
    """In the publishing transaction: without a commit nothing is purged."""
    if not settings.HTTP_CACHES:
        return
    for start in range(0, len(editions), EDITIONS_IN_TASK):
        enqueue(editions[start : start + EDITIONS_IN_TASK])
    appended.set((*appended.get(), *(edition.number for edition in editions)))
    transaction.on_commit(purge_at_once, robust=True)


def enqueue(editions: Sequence[Edition]) -> None:
    purge = purge_of(editions)
    priority = RECALL if any(edition.reason == "recalled" for edition in editions) else NORMAL
    app.configure_task(TASK, queue=QUEUE, priority=priority, schedule_in={"seconds": LATER}).defer(**vars(purge))


def purge_at_once() -> None:
    """After the commit; the first call of several in one transaction does it for all.

    What was rolled back to a savepoint is not in the log, so it is looked up what is. A cache that fails is asked again
    by the task.
    """
    numbers = appended.get()
    appended.set(())
    if not 0 < len(numbers) <= AT_ONCE:
        return
    rows = Edition.objects.filter(number__in=numbers).only("event", "type", "document_id", "locale", "dependencies")
    purge_if_possible(purge_of(rows.order_by("number")))


def purge_if_possible(what: Purge) -> None:
    """While an editor waits. What fails is left to the task."""
    with contextlib.suppress(CacheDidNotPurgeError):
        purge(what, patience=PATIENCE)


def forget_files(*keys: str) -> None:
    """Of pictures, documents and collections that are, or may be, private from now on: at the commit, and once more."""
    if settings.HTTP_CACHES:
        told = Purge(withdrawn=encoded(keys))
        app.configure_task(TASK, queue=QUEUE, priority=RECALL, schedule_in={"seconds": LATER}).defer(**vars(told))
        transaction.on_commit(partial(purge_if_possible, told), robust=True)


def purge_of(editions: Iterable[Edition]) -> Purge:
    """A list that shows something withdrawn is withdrawn, too, and so are files that nothing else may show."""
    outdated: dict[str, None] = {}
    withdrawn: dict[str, None] = {}
    for edition in editions:
        keys = purged_by(edition.type, edition.document_id, edition.locale)
        if edition.event == Edition.Event.WITHDRAWN:
            shown = (key for key in edition.dependencies if key.startswith(OF_FILES))
            withdrawn.update(dict.fromkeys(encoded([*keys, *shown])))
        else:
            outdated.update(dict.fromkeys(encoded(keys)))
    return Purge(outdated=[key for key in outdated if key not in withdrawn], withdrawn=list(withdrawn))


@cache
def tls() -> ssl.SSLContext:
    """The certificates are loaded once: that takes longer than asking a cache."""
    return httpx.create_ssl_context(trust_env=False)


def purge(what: Purge, *, patience: float = TASK_PATIENCE) -> None:
    """Ask every cache. Purging twice does no harm.

    ``patience`` is how many seconds each may take to answer. Raises CacheDidNotPurgeError after all were asked.
    """
    failures = []
    with httpx.Client(verify=tls(), timeout=patience, trust_env=False) as client:
        for cache in settings.HTTP_CACHES:
            try:
                cache.purge(client, what)
            except httpx.HTTPError as error:
                failures.append(f"{cache}: {error}")
    if failures:
        logger.error("Not purged: %s", "; ".join(failures))
        raise CacheDidNotPurgeError("; ".join(failures))
