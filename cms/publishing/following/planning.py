"""What follows from a change: which documents were made from what changed.

A change is noted by triggers (``capture``) in the transaction that makes it. ``settle`` takes away what was dealt with
there; the rest is planned here and rendered by ``catching_up``, in a task that the commit wakes.
"""

import time
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Collection, Page

from api.models import Document
from api.process.sql import Statement, run
from cms.publishing.following import causes
from cms.publishing.following.models import Change, FollowUp, StaleDocument
from cms.publishing.following.notes import dependents, pages_by_language
from cms.publishing.log.entries import Address
from cms.publishing.publications.registry import Publication, pointer_of, publications
from cms.publishing.rendering.keys import key_type
from cms.publishing.rows.in_progress import wait_for_others

AT_ONCE = 5000
"""Changes planned in one transaction."""
PATIENCE = 2.0
"""Seconds that planning waits for publications in progress, before it plans without them and comes back."""

ALONE = "alone"
"""Kind of the key of one document, which could not be planned with the others."""
WAITING = "SELECT type, document_id, locale FROM cms_staledocument WHERE document_id = ANY(%s)"


def plan() -> bool:
    """Turn changes into documents that wait; false when the same changes must be looked at once more, a bit later."""
    while (left := plan_some()) is Left.MORE:
        pass
    return left is Left.NOTHING


class Left(Enum):
    """What is left after planning."""

    NOTHING = auto()
    MORE = auto()
    SAME = auto()
    """A publication in progress may have read what was before the change. It can be found once it has ended."""


@transaction.atomic
def plan_some() -> Left:
    changes = list(Change.objects.select_for_update(skip_locked=True).order_by("pk")[:AT_ONCE])
    if not changes:
        return Left.NOTHING
    is_complete = wait_for_others(seconds=PATIENCE)
    by_transaction: dict[int, set[str]] = {}
    for change in changes:
        by_transaction.setdefault(change.transaction, set()).add(change.key)
    for number, keys in by_transaction.items():
        plan_transaction(number, keys)
    if not is_complete:
        return Left.SAME
    Change.objects.filter(pk__in=[change.pk for change in changes]).delete()
    return Left.MORE if len(changes) == AT_ONCE else Left.NOTHING


def plan_transaction(number: int, keys: set[str]) -> None:
    addresses = set(affected(keys))
    follow_up = FollowUp.objects.filter(transaction=number).first()
    if follow_up is None:
        if not addresses:
            return
        follow_up = FollowUp.objects.create(transaction=number, cause=causes.UNNAMED)
    busy = being_rendered(addresses, seconds=PATIENCE)
    wait_for(follow_up, addresses - busy)
    notes = (Change(key=note_of(address)) for address in sorted(busy, key=note_of))
    Change.objects.bulk_create(notes, ignore_conflicts=True)


def being_rendered(addresses: set[Address], *, seconds: float) -> set[Address]:
    """Those that others hold for so long; the rest of those that wait already is held from now on.

    Who renders them may wait for somebody who publishes, and that one for anybody. They are noted again, each alone.
    """
    ids = [address.document_id for address in addresses]
    deadline = time.monotonic() + seconds
    while busy := addresses & held_by_others(ids):
        if time.monotonic() > deadline:
            return busy
        time.sleep(0.02)
    return set()


def held_by_others(ids: list[UUID]) -> set[Address]:
    free, waiting = map(set, run(Statement(f"{WAITING} FOR UPDATE SKIP LOCKED", [ids]), Statement(WAITING, [ids])))
    return {Address(type=row[0], document_id=row[1], locale=row[2]) for row in waiting - free}


def note_of(address: Address) -> str:
    return f"{ALONE}:{address.type}/{address.document_id}/{address.locale}"


def noted_alone(keys: set[str]) -> Iterator[Address]:
    for value in values_of(ALONE, keys):
        kind, document_id, locale = value.split("/")
        yield Address(type=kind, document_id=UUID(document_id), locale=locale)


def wait_for(follow_up: FollowUp, addresses: Iterable[Address]) -> int:
    """Let documents wait to be rendered again because of the change; returns how many."""
    # In one order for all, so that two planners cannot wait for each other in a circle.
    ordered = sorted(set(addresses), key=lambda address: (address.type, str(address.document_id), address.locale))
    now = timezone.now()
    StaleDocument.objects.bulk_create(
        (
            StaleDocument(
                type=address.type,
                document_id=address.document_id,
                locale=address.locale,
                follow_up=follow_up,
                due_at=now,
            )
            for address in ordered
        ),
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["type", "document_id", "locale"],
        update_fields=["follow_up", "attempts", "due_at", "problem", "words", "needs_editor", "waits_for"],
    )
    waiting = Document.objects.filter(document_id__in={address.document_id for address in ordered})
    pages = pages_by_language(waiting) | follow_up.pages
    total = max(follow_up.total, len(ordered))
    FollowUp.objects.filter(pk=follow_up.pk).update(total=total, pages=pages, finished_at=None)
    return len(ordered)


def affected(keys: set[str]) -> Iterator[Address]:
    """Everything that may say something else after the keys have changed: documents, and what may become one."""
    yield from noted_alone(keys)
    keys = keys | set(pages_below(keys)) | set(collections_below(keys))
    is_everything = any(kind == "language" for kind, _ in split(keys))
    documents = Document.objects.all() if is_everything else dependents(keys)
    for type_name, document_id, locale in documents.order_by("pk").values_list("type", "document_id", "locale"):
        yield Address(type=type_name, document_id=document_id, locale=locale)
    for publication in publications():
        rows = publication.live_rows().order_by("pk")
        if not is_everything:
            rows = rows.filter(is_or_awaits(publication, keys))
        for document_id, locale in publication.identification.identities(rows):
            yield Address(type=publication.document_type.name, document_id=document_id, locale=locale)


def is_or_awaits(publication: Publication, keys: set[str]) -> Q:
    """Rows that have one of the keys, or may become documents because of what has."""
    found = Q(pk__in=values_of(key_type(publication.model), keys))
    for awaited in publication.awaits:
        pointer = pointer_of(publication.model, awaited)
        found |= Q(**{f"{awaited}__in": values_of(key_type(pointer.related_model), keys)})
    return found


def values_of(kind: str, keys: Iterable[str]) -> list[str]:
    return [value for prefix, value in split(keys) if prefix == kind]


def pages_below(keys: set[str]) -> Iterator[str]:
    """Privacy holds for a page and those below it, and for the aliases of such pages; a site for the translations of
    its root as well."""
    private, roots = values_of("tree", keys), values_of("site_tree", keys)
    if not (private or roots):
        return
    translated = Page.objects.filter(pk__in=roots).values("translation_key")
    tops = Page.objects.filter(
        Q(pk__in=private) | Q(alias_of__in=private) | Q(translation_key__in=translated) | Q(alias_of__in=roots)
    )
    for path in tops.values_list("path", flat=True):
        for pk in Page.objects.filter(path__startswith=path).values_list("pk", flat=True):
            yield f"page:{pk}"


def collections_below(keys: set[str]) -> Iterator[str]:
    """Privacy of a collection holds for those below it."""
    changed = [value for prefix, value in split(keys) if prefix == "collection"]
    for path in Collection.objects.filter(pk__in=changed).values_list("path", flat=True) if changed else ():
        for pk in Collection.objects.filter(path__startswith=path).values_list("pk", flat=True):
            yield f"collection:{pk}"


def split(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    for key in keys:
        prefix, _, value = key.partition(":")
        yield prefix, value
