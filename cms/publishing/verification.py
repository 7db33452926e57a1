"""Compares every public page and snippet with its document, and mends what differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model

from api.models import Document
from cms.publishing.following.models import StaleDocument
from cms.publishing.log.entries import Address, digest_of
from cms.publishing.publications.decisions import ContractViolationError, serialise
from cms.publishing.publications.registry import Publication, find_source, publications
from cms.publishing.refresh import refresh_document
from cms.publishing.rendering.context import Context


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


def find_drift() -> Iterator[Drift]:
    """Sources without their document or with another, then documents without a public source."""
    for publication in publications():
        for instance in publication.live_rows().iterator(chunk_size=200):
            yield from compare(publication, instance)
    for document in Document.objects.select_related("edition").defer("edition__body").iterator(chunk_size=200):
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


def repair(drift: Drift) -> None:
    """Raise ContractViolationError where the content itself must be mended by an editor."""
    refresh_document(Address(type=drift.type, document_id=drift.document_id, locale=drift.locale))


def verify_and_repair() -> list[Drift]:
    """Everything that was wrong; what could be mended is."""
    found = []
    for drift in list(find_drift()):
        try:
            repair(drift)
        except ContractViolationError as error:
            found.append(Drift(**vars(drift) | {"problem": str(error)}))
        else:
            found.append(Drift(**vars(drift) | {"is_mended": True}))
    forget_solved_problems()
    return found


def forget_solved_problems() -> None:
    """Documents that an editor has mended since they could not be rendered."""
    for stale in StaleDocument.objects.filter(needs_editor=True):
        try:
            refresh_document(Address(type=stale.type, document_id=stale.document_id, locale=stale.locale))
        except ContractViolationError:
            continue
        stale.delete()
