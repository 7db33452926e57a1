"""The one function that decides what a page's or snippet's row means for the public, and does it."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from pydantic import ValidationError

from api.models import Edition
from cms.publishing import log
from cms.publishing.context import Context
from cms.publishing.dependents import enqueue_dependents
from cms.publishing.keys import keys_of
from cms.publishing.registry import Publication, find_source, publication_of
from cms.publishing.visibility import is_public, withdrawal_reason


class ContractViolationError(Exception):
    """The page cannot be published: its content does not fit the contract. The message says which part and why."""

    def __init__(self, instance: Model, error: ValidationError) -> None:
        places = [f"{'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}" for problem in error.errors()]
        super().__init__(f"“{instance}” cannot be published. " + "; ".join(places))


def address_of(publication: Publication, instance: Any) -> log.Address:
    return log.Address(
        type=publication.document_type.name,
        document_id=instance.translation_key,
        locale=instance.locale.language_code,
    )


def serialise(publication: Publication, instance: Any) -> tuple[Any, Context]:
    """The content of an instance, and the context with the keys of all it was made from.

    Raises ContractViolationError.
    """
    context = Context(locale=instance.locale.language_code)
    context.note(*keys_of(instance))
    try:
        return publication.content(instance, context), context
    except ValidationError as error:
        raise ContractViolationError(instance, error) from error


@transaction.atomic
def refresh(instance: Model) -> Edition | None:
    """Append an edition, a withdrawal, or nothing (None), as the database row says now.

    Raises ContractViolationError; the transaction around it then publishes nothing.
    """
    publication = publication_of(instance)
    if publication is None or getattr(instance, "alias_of_id", None):
        return None
    address = address_of(publication, instance)
    row = publication.model._base_manager.filter(pk=instance.pk).first()
    if row is not None and is_public(row):
        content, context = serialise(publication, row)
        edition = log.append(publication.document_type, content, keys=context.keys)
    else:
        edition = log.withdraw(address, reason=withdrawal_reason(row))
    if edition is not None:
        enqueue_dependents(keys_of(instance), except_for=edition)
    return edition


def refresh_document(document_type: str, *, document_id: Any, locale: str) -> Edition | None:
    """Refresh what stands behind a document, or withdraw the document when nothing does."""
    source = find_source(document_type, document_id=document_id, locale=locale)
    if source is not None:
        return refresh(source)
    with transaction.atomic():
        address = log.Address(type=document_type, document_id=document_id, locale=locale)
        return log.withdraw(address, reason="deleted")
