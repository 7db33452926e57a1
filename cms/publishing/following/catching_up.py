"""Renders again the documents that wait, some at a time."""

import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from django.db import OperationalError, transaction
from django.db.models import Exists, Model, OuterRef
from django.utils import timezone
from psycopg.errors import DeadlockDetected, LockNotAvailable

from api.models import Edition
from cms.publishing.following.models import Change, Followed, FollowUp, StaleDocument
from cms.publishing.following.planning import plan
from cms.publishing.log.entries import Address, Live
from cms.publishing.publications.decisions import (
    ContractViolationError,
    Decision,
    decide,
    lock_and_compare,
    record,
    rows_behind,
)
from cms.publishing.rendering.keys import SAID
from cms.publishing.rows.in_progress import begin_reading
from cms.publishing.rows.surroundings import Surroundings
from cms.values.told import in_english, keep

logger = logging.getLogger(__name__)

BATCH = 20
RETRIES = (2, 10, 60, 300, 1800, 7200)
"""Seconds before a document is tried again."""


def catch_up(*, seconds: float) -> bool:
    """Plan what has changed and render what waits, for about so long; false when there is more to do now."""
    is_planned = plan()
    deadline = time.monotonic() + seconds
    is_done = False
    try:
        while not is_done and time.monotonic() < deadline:
            is_done = not render_batch()
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
            raise
        logger.warning("Others hold what is to be rendered; it is tried again: %s", error)
    finish()
    # What was rendered may be what others are compared with.
    return is_planned and is_done and not Change.objects.filter(key__startswith=f"{SAID}:").exists()


def catch_up_entirely() -> Iterator[int]:
    """Until nothing waits; yields how many still do."""
    is_done = False
    while not is_done:
        is_done = catch_up(seconds=1)
        yield StaleDocument.objects.filter(needs_editor=False).count()


@transaction.atomic
def render_batch() -> int:
    """Render some of the documents that wait, and return how many. Several processes may do so side by side.

    They share a transaction, and with it what they all look at, so that it is looked up once. Numbers are drawn at the
    end: nobody who publishes meanwhile waits for the rendering.
    """
    due = StaleDocument.objects.filter(needs_editor=False, due_at__lte=timezone.now()).order_by("due_at", "pk")
    batch = list(due.select_for_update(skip_locked=True)[:BATCH])
    if not batch:
        return 0
    begin_reading()
    rows = rows_behind([address_of(stale) for stale in batch])
    surroundings = Surroundings.of(rows.values())
    decisions = {
        stale: decision for stale in batch if (decision := attempt(stale, rows.get(address_of(stale)), surroundings))
    }
    # Somebody is changing these at this moment. They stay, and are looked at again at once.
    too_late, live = lock_and_compare(decisions.values())
    decisions = {stale: each for stale, each in decisions.items() if each.address not in too_late}
    try:
        with transaction.atomic():
            note_causes(record(decisions.values(), live), batch)
    except Exception:
        done = [stale.pk for stale, decision in decisions.items() if record_alone(stale, decision, live)]
    else:
        done = [stale.pk for stale in decisions]
    StaleDocument.objects.filter(pk__in=done).delete()
    return len(batch)


def address_of(stale: StaleDocument) -> Address:
    return Address(type=stale.type, document_id=stale.document_id, locale=stale.locale)


def attempt(stale: StaleDocument, row: Model | None, surroundings: Surroundings) -> Decision | None:
    """What the document says now; None when that failed, to be tried again later."""
    try:
        with transaction.atomic():
            return decide(row, address_of(stale), surroundings)
    except Exception as error:
        postpone(stale, error)
        return None


def record_alone(stale: StaleDocument, decision: Decision, live: Mapping[Address, Live]) -> bool:
    """One of the batch could not be recorded: find out which."""
    try:
        with transaction.atomic():
            note_causes(record([decision], live), [stale])
    except Exception as error:
        postpone(stale, error)
        return False
    return True


def note_causes(editions: Iterable[Edition], batch: Iterable[StaleDocument]) -> None:
    """Of what followed by itself, the record tells what from, and who did that."""
    causes = {address_of(stale): stale.follow_up_id for stale in batch}
    found = {edition.number: causes.get(address_in(edition)) for edition in editions}
    changes = FollowUp.objects.in_bulk([cause for cause in found.values() if cause is not None]) if found else {}
    Followed.objects.bulk_create(
        Followed(edition=number, cause=changes[cause].cause, caused_by_id=changes[cause].caused_by_id)
        for number, cause in found.items()
        if cause in changes
    )


def address_in(edition: Edition) -> Address:
    return Address(type=edition.type, document_id=edition.document_id, locale=edition.locale)


def postpone(stale: StaleDocument, error: Exception) -> None:
    """Readers keep what they have. What an editor must mend is not tried again by itself."""
    stale.needs_editor = isinstance(error, ContractViolationError) or stale.attempts >= len(RETRIES)
    words = error.told if isinstance(error, ContractViolationError) else str(error) or type(error).__name__
    stale.problem, stale.words = str(in_english(words)), keep(words)
    stale.waits_for = getattr(error, "waits_for", "")
    if not stale.needs_editor:
        stale.due_at = timezone.now() + timedelta(seconds=RETRIES[stale.attempts])
    stale.attempts += 1
    stale.save()
    logger.error("%s keeps its last edition: %s", stale, stale.problem, exc_info=not stale.needs_editor)


def finish() -> None:
    """Close the follow-ups that nothing waits for any more."""
    waiting = StaleDocument.objects.filter(follow_up=OuterRef("pk"), needs_editor=False)
    unplanned = Change.objects.filter(transaction=OuterRef("transaction"))
    open_ones = FollowUp.objects.filter(~Exists(waiting), ~Exists(unplanned), finished_at=None)
    open_ones.update(finished_at=timezone.now())
