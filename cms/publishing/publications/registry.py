"""Which models are published as which document type, and who writes their content."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet

from api.contract.catalogue import DocumentType
from api.contract.documents import DocumentModel
from cms.publishing.log.entries import Address
from cms.publishing.rendering.context import Context
from cms.publishing.rows.identity import Identification, identification_of


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A model whose live instances are documents."""

    model: type[Model]
    document_type: DocumentType
    content: Callable[[Any, Context], DocumentModel | None]
    """Pure: the instance and what it refers to, through the context, make the content. None where that is not public:
    then there is no document."""
    parts: tuple[str, ...] = ()
    """Relations to rows that belong to the instance and are saved on their own."""
    awaits: tuple[str, ...] = ()
    """Lookups of pages or sites without which ``content`` is None: when one of them changes, it is asked again."""

    @property
    def identification(self) -> Identification:
        return identification_of(self.model)

    def address_of(self, instance: object) -> Address:
        document_id, locale = self.identification.identify(instance)
        return Address(type=self.document_type.name, document_id=document_id, locale=locale)

    def live_rows(self) -> QuerySet[Any]:
        """Everything, where the model has no drafts."""
        rows = self.model._default_manager.all()
        return rows.filter(live=True) if has_field(self.model, "live") else rows


_publications: dict[type, Publication] = {}


def register(publication: Publication) -> None:
    """Called from ``ready()`` of the app that owns the model."""
    _publications[publication.model] = publication


def publications() -> list[Publication]:
    return list(_publications.values())


def publication_of(instance: object) -> Publication | None:
    return _publications.get(type(instance))


def publications_as(document_type: str) -> list[Publication]:
    return [publication for publication in _publications.values() if publication.document_type.name == document_type]


def parts_of(model: type[Model]) -> tuple[str, ...]:
    publication = _publications.get(model)
    return publication.parts if publication else ()


def models_of(document_type: str) -> list[type[Model]]:
    return [publication.model for publication in publications_as(document_type)]


def find_source(document_type: str, *, document_id: UUID, locale: str) -> Model | None:
    """The page or snippet behind a document, as the database has it now; None when it is deleted."""
    for publication in publications_as(document_type):
        identification = publication.identification
        rows = publication.model._base_manager.select_related(*identification.related)
        for row in identification.rows_behind(rows, [document_id]):
            if identification.identify(row) == (document_id, locale):
                return cast(Model, row)
    return None


def pointer_of(model: type[Model], lookup: str) -> Any:
    """The foreign key that a lookup of ``Publication.awaits`` ends with."""
    *steps, name = lookup.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model._meta.get_field(name)


def has_field(model: type[Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
