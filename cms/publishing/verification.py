"""Compares every public page and snippet with its document, and mends what differs."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from api.models import Document
from cms.publishing.following.models import StaleDocument
from cms.publishing.log.entries import Address, digest_of
from cms.publishing.publications.decisions import ContractViolationError, serialise
from cms.publishing.publications.registry import Publication, find_source, publications
from cms.publishing.refresh import refresh_document
from cms.publishing.rendering.context import Context

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Drift:
    """A document that does not say what its source says now."""

    type: str
    document_id: UUID
    locale: str
    title: str
    problem: str
    is_mended: bool = False

    def __str__(self) -> str:
        return f"{self.type} “{self.title}” ({self.locale}): {self.problem}"


Tell = Callable[[int, int], None]
"""How much is done, and of how much."""


def tell_nobody(done: int, total: int) -> None:
    pass


def find_drift(tell: Tell = tell_nobody) -> Iterator[Drift]:
    """Sources without their document or with another, then documents without a public source. Only looks."""
    rows = [(publication, publication.live_rows()) for publication in publications()]
    documents = Document.objects.select_related("edition").defer("edition__body")
    total = sum(found.count() for _, found in rows) + documents.count()
    done = count()
    for publication, found in rows:
        for instance in found.iterator(chunk_size=200):
            tell(next(done), total)
            yield from compare(publication, instance)
    for document in documents.iterator(chunk_size=200):
        tell(next(done), total)
        yield from compare_source(document)


def compare(publication: Publication, instance: Model) -> Iterator[Drift]:
    address = publication.address_of(instance)
    context = Context(locale=address.locale)
    if not context.is_public(instance):
        return
    of_instance = vars(address)
    document = Document.objects.filter(**of_instance).select_related("edition").defer("edition__body").first()
    try:
        content, context = serialise(publication, instance, context)
    except ContractViolationError as error:
        yield Drift(**of_instance, title=str(instance), problem=str(error))
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
    in_the_way = refresh_if_possible(Address(type=drift.type, document_id=drift.document_id, locale=drift.locale))
    return replace(drift, problem=in_the_way) if in_the_way else replace(drift, is_mended=True)


def refresh_if_possible(address: Address) -> str:
    """What is in the way, in words for an editor or operator; empty when it is done."""
    try:
        with transaction.atomic():
            refresh_document(address)
    except ContractViolationError as error:
        return str(error)
    except Exception as error:
        logger.exception("%s could not be rendered", address)
        return f"could not be rendered, which no editor can mend: {error or type(error).__name__} (see the log)"
    return ""


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
