"""How far the updates are that follow from changes, and what holds them up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from api.models import Document
from cms.publishing.following import causes
from cms.publishing.following.models import Change, FollowUp, StaleDocument
from cms.publishing.publications.registry import find_source
from cms.values.languages import language_of

KEPT = timedelta(days=30)
RECENT = 20
"""How many finished updates are worth looking at."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One change and the documents that follow it."""

    cause: str
    """In English; ``what_happened`` in words for an editor."""
    caused_by: User | None
    started_at: datetime
    finished_at: datetime | None
    total: int
    pages: dict[str, int]
    """How many of them are pages of the tree, by language."""
    waiting: int
    """Not rendered yet, whether they are to be tried again or an editor must mend something."""
    needs_editor: int

    @property
    def done(self) -> int:
        return max(self.total - self.waiting, 0)

    @property
    def what_happened(self) -> str:
        return causes.in_words(self.cause)

    @property
    def in_words(self) -> str:
        return items_in_words(self.pages, total=self.total)

    @property
    def is_running(self) -> bool:
        return self.finished_at is None


@dataclass(frozen=True, kw_only=True)
class Blocked:
    """A document that cannot follow until an editor mends what it is made from. Readers keep its last edition."""

    pk: int
    title: str
    type: str
    locale: str
    problem: str
    source: Model | None
    """The page or snippet; None when it is deleted."""


def items_in_words(pages: Mapping[str, int], *, total: int) -> str:
    """“6 pages in English and 5 in Spanish”; ``total`` counts what has documents and is no page, too."""
    counted = sorted(((code, number) for code, number in pages.items() if number), key=lambda each: -each[1])
    said = [in_language(code, number, is_first=not place) for place, (code, number) in enumerate(counted)]
    if (others := total - sum(pages.values())) > 0:
        items = ngettext("{number:,} item", "{number:,} items", others)
        more = ngettext("{number:,} other item", "{number:,} other items", others)
        said.append((more if said else items).format(number=others))
    return str(get_text_list(said, gettext("and")))


def in_language(code: str, number: int, *, is_first: bool) -> str:
    pages = ngettext("{number:,} page in {language}", "{number:,} pages in {language}", number)
    return (pages if is_first else gettext("{number:,} in {language}")).format(
        number=number, language=language_of(code)
    )


def running() -> list[Progress]:
    """Newest first."""
    return [progress_of(row) for row in counted(FollowUp.objects.filter(finished_at=None))]


def recent() -> list[Progress]:
    """The last that are finished, newest first."""
    return [progress_of(row) for row in counted(FollowUp.objects.exclude(finished_at=None))[:RECENT]]


def counted(follow_ups: QuerySet[FollowUp]) -> QuerySet[Any]:
    unplanned = Change.objects.filter(transaction=OuterRef("transaction"))
    annotated = follow_ups.select_related("caused_by").annotate(
        left=Count("waiting"),
        stuck=Count("waiting", filter=Q(waiting__needs_editor=True)),
        is_unplanned=Exists(unplanned),
    )
    return annotated.order_by("-pk")


def progress_of(row: Any) -> Progress:
    return Progress(
        cause=row.cause,
        caused_by=row.caused_by,
        started_at=row.started_at,
        finished_at=row.finished_at,
        total=row.total,
        pages=row.pages,
        # Which documents wait is not known before they have been looked for.
        waiting=row.total if row.is_unplanned else row.left,
        needs_editor=row.stuck,
    )


def blocked() -> Iterator[Blocked]:
    for stale in StaleDocument.objects.filter(needs_editor=True).order_by("type", "pk"):
        source = find_source(stale.type, document_id=stale.document_id, locale=stale.locale)
        documents = Document.objects.filter(type=stale.type, document_id=stale.document_id, locale=stale.locale)
        title = documents.values_list("edition__title", flat=True).first()
        yield Blocked(
            pk=stale.pk,
            title=title or str(source or "deleted"),
            type=stale.type,
            locale=stale.locale,
            problem=stale.problem_told,
            source=source,
        )


def is_anything_blocked() -> bool:
    return StaleDocument.objects.filter(needs_editor=True).exists()


@transaction.atomic
def release(stale: QuerySet[StaleDocument]) -> int:
    """Let blocked documents be rendered once more, by the next ``catch_up``; returns how many."""
    FollowUp.objects.filter(waiting__in=stale.filter(needs_editor=True)).update(finished_at=None)
    return stale.filter(needs_editor=True).update(needs_editor=False, attempts=0, due_at=timezone.now())


def forget_old() -> int:
    """Delete what was finished long ago; returns how many updates. For the nightly task."""
    old = FollowUp.objects.filter(finished_at__lt=timezone.now() - KEPT)
    # Deleting one would delete the documents that still wait because of it.
    deleted, _ = old.exclude(Exists(StaleDocument.objects.filter(follow_up=OuterRef("pk")))).delete()
    return deleted
