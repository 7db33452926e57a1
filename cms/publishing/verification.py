"""Compares every public page and snippet with its document, and mends what differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from api.models import Document
from cms.publishing.log import digest_of
from cms.publishing.refresh import ContractViolationError, address_of, refresh, refresh_document, serialise
from cms.publishing.registry import Publication, find_source, publications
from cms.publishing.visibility import is_public


@dataclass(frozen=True, kw_only=True)
class Drift:
    """A document that does not say what its source says now."""

    type: str
    document_id: Any
    locale: str
    title: str
    problem: str

    def __str__(self) -> str:
        return f"{self.type} “{self.title}” ({self.locale}): {self.problem}"


def find_drift() -> Iterator[Drift]:
    """Sources without their document or with another, then documents without a public source."""
    for publication in publications():
        for instance in publication.model._default_manager.all().iterator():
            if not getattr(instance, "alias_of_id", None) and is_public(instance):
                yield from compare(publication, instance)
    for document in Document.objects.select_related("edition").defer("edition__body").iterator():
        yield from compare_source(document)


def compare(publication: Publication, instance: Any) -> Iterator[Drift]:
    address = address_of(publication, instance)
    of_instance = {"type": address.type, "document_id": address.document_id, "locale": address.locale}
    document = Document.objects.filter(**of_instance).select_related("edition").first()
    try:
        content, _ = serialise(publication, instance)
    except ContractViolationError as error:
        yield Drift(**of_instance, title=str(instance), problem=str(error))
        return
    if document is None:
        yield Drift(**of_instance, title=str(instance), problem="is public but has no document")
    elif document.edition.digest != digest_of(content):
        yield Drift(**of_instance, title=str(instance), problem="the document says something else")


def compare_source(document: Document) -> Iterator[Drift]:
    source = find_source(document.type, document_id=document.document_id, locale=document.locale)
    if source is None or not is_public(source):
        yield Drift(
            type=document.type,
            document_id=document.document_id,
            locale=document.locale,
            title=document.edition.title,
            problem="has a document but is not public",
        )


def repair(drift: Drift) -> None:
    """Raise ContractViolationError where the content itself must be mended by an editor."""
    refresh_document(drift.type, document_id=drift.document_id, locale=drift.locale)


def rerender_all() -> Iterator[str]:
    """Serialise every public page and snippet anew, each in its own transaction; yields what was looked at."""
    for publication in publications():
        for instance in publication.model._default_manager.all().iterator():
            with transaction.atomic():
                refresh(instance)
            yield str(instance)
