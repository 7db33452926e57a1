"""Which models are published as which document type, and who writes their content."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from api.catalogue import DocumentType
from api.contract.documents import DocumentModel
from cms.publishing.context import Context


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A model whose live instances are documents."""

    model: type[Model]
    document_type: DocumentType
    content: Callable[[Any, Context], DocumentModel]
    """Pure: the instance and what it refers to, through the context, make the content."""


_publications: dict[type[Model], Publication] = {}


def register(publication: Publication) -> None:
    """Called from ``ready()`` of the app that owns the model."""
    _publications[publication.model] = publication


def publications() -> list[Publication]:
    return list(_publications.values())


def publication_of(instance: Model) -> Publication | None:
    return _publications.get(type(instance))


def models_of(document_type: str) -> list[type[Model]]:
    return [model for model, publication in _publications.items() if publication.document_type.name == document_type]


def find_source(document_type: str, *, document_id: Any, locale: str) -> Model | None:
    """The page or snippet behind a document, as the database has it now; None when it is deleted."""
    for model in models_of(document_type):
        found = model._base_manager.filter(translation_key=document_id, locale__language_code=locale).first()
        if found is not None:
            return found
    return None
