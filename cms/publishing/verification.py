"""Compares every public page and snippet with its document, and mends what differs."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from api.models import Document
from cms.publishing.following.models import StaleDocument
from cms.publishing.log.entries import Address, digest_of
from cms.publishing.publications.decisions import ContractViolationError, row_behind, serialise
from cms.publishing.publications.registry import Publication, find_source, publication_of, publications
from cms.publishing.refresh import refresh_document
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.renditions import (
    LostFilesError,
    UnreadableImageError,
    UnstoredImageError,
    make_again,
)
from cms.publishing.rows.surroundings import Surroundings

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Drift:
    """A document that does not say what its source says now."""

    type: str
    document_id: UUID
    locale: str
    title: str
    problem: str
    lost: LostFilesError | None = None
    """Files that it shows are not there."""
    is_mended: bool = False

    def __str__(self) -> str:
        return f"{self.type} “{self.title}” ({self.locale}): {self.problem}"


def find_drift() -> Iterator[Drift]:
    """Sources without their document or with another, then documents without a public source."""
    for publication in publications():
        for instance in publication.live_rows().iterator(chunk_size=200):
            yield from compare(publication, instance)
    for document in Document.objects.select_related("edition").defer("edition__body").iterator(chunk_size=200):
        yield from compare_source(document)


def compare(publication: Publication, instance: Model) -> Iterator[Drift]:
    address = publication.address_of(instance)
    context = Context(locale=address.locale, surroundings=Surroundings(is_looking=True))
    if not context.is_public(instance):
        return
    of_instance = vars(address)
    document = Document.objects.filter(**of_instance).select_related("edition").defer("edition__body").first()
    try:
        content, context = serialise(publication, instance, context)
    except ContractViolationError as error:
        yield Drift(**of_instance, title=str(instance), problem=str(error))
        return
    except LostFilesError as error:
        yield Drift(**of_instance, title=str(instance), problem=str(error), lost=error)
        return
    if content is None:
        if document is not None:
            yield Drift(**of_instance, title=str(instance), problem="has a document but is not public")
    elif document is None:
        yield Drift(**of_instance, title=str(instance), problem="is public but has no document")
    elif document.edition.digest != digest_of(content.model_dump_json().encode()):
        yield Drift(**of_instance, title=str(instance), problem="the document says something else")
    elif set(document.dependencies) != context.keys:
        yield Drift(**of_instance, title=str(instance), problem="the document would not follow all it is made from")
    elif document.expires_at != getattr(instance, "expire_at", None):
        yield Drift(**of_instance, title=str(instance), problem="the document expires at another time")


def compare_source(document: Document) -> Iterator[Drift]:
    source = find_source(document.type, document_id=document.document_id, locale=document.locale)
    if source is None or not Context(locale=document.locale).is_public(source):
        yield Drift(
            type=document.type,
            document_id=document.document_id,
            locale=document.locale,
            title=document.edition.title,
            problem="has a document but is not public",
        )


def repair(drift: Drift) -> Drift:
    """The same with what became of it: mended, or what is in the way. Never raises."""
    address = Address(type=drift.type, document_id=drift.document_id, locale=drift.locale)
    in_the_way = refresh_if_possible(address, lost=drift.lost)
    if drift.lost and not in_the_way:
        in_the_way = still_lost(address)
    if in_the_way:
        return replace(drift, problem=in_the_way)
    done = ", and were made again" if drift.lost else ""
    return replace(drift, problem=drift.problem + done, is_mended=True)


def refresh_if_possible(address: Address, *, lost: LostFilesError | None = None) -> str:
    """What is in the way, in words for an editor or operator; empty when it is done."""
    try:
        with transaction.atomic():
            make_again(lost.renditions if lost else ())
            refresh_document(address)
    except (ContractViolationError, UnreadableImageError, UnstoredImageError) as error:
        return str(error)
    except Exception as error:
        logger.exception("%s could not be rendered", address)
        return f"could not be rendered, which no editor can mend: {error or type(error).__name__} (see the log)"
    return ""


def still_lost(address: Address) -> str:
    """What only an editor can bring back, such as the file of a document."""
    row = row_behind(address)
    publication = publication_of(row) if row is not None else None
    found = compare(publication, row) if publication is not None else ()
    return next((str(drift.problem) for drift in found if drift.lost), "")


def verify_and_repair() -> list[Drift]:
    """Everything that was wrong; what could be mended is."""
    return repair_all(list(find_drift()))


def repair_all(found: Iterable[Drift]) -> list[Drift]:
    tried = [repair(drift) for drift in found]
    # An address that one of them gave up may be what another waited for.
    tried = [drift if drift.is_mended else repair(drift) for drift in tried]
    forget_solved_problems()
    return tried


def forget_solved_problems() -> None:
    """Documents that somebody has mended since they could not be rendered."""
    for stale in StaleDocument.objects.filter(needs_editor=True):
        if not refresh_if_possible(Address(type=stale.type, document_id=stale.document_id, locale=stale.locale)):
            stale.delete()
