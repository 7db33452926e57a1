"""The one function that decides what a page's or snippet's row means for the public, and does it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from django.db import transaction
from django.db.models import Model, QuerySet
from pydantic import ValidationError
from wagtail.models import Page

from api.models import Document, Edition
from cms.publishing import follow_ups, log
from cms.publishing.context import Context
from cms.publishing.keys import keys_of
from cms.publishing.preview import explain
from cms.publishing.readers import begin_reading
from cms.publishing.references import reference_model
from cms.publishing.registry import Publication, models_of, publication_of
from cms.publishing.surroundings import Surroundings
from cms.publishing.visibility import withdrawal_reason


class ContractViolationError(Exception):
    """The page cannot be published: its content does not fit the contract. The message says which part and why."""

    def __init__(self, instance: Model, problem: str) -> None:
        super().__init__(f"“{instance}” cannot be published. {problem}")

    @classmethod
    def from_validation(cls, instance: Model, error: ValidationError) -> "ContractViolationError":
        return cls(instance, " ".join(map(explain, error.errors())))


def address_of(publication: Publication, instance: Any) -> log.Address:
    return log.Address(
        type=publication.document_type.name,
        document_id=instance.translation_key,
        locale=instance.locale.language_code,
    )


def serialise(publication: Publication, instance: Any, context: Context | None = None) -> tuple[Any, Context]:
    """The content of an instance, and the context with the keys of all it was made from.

    Raises ContractViolationError.
    """
    context = context or Context(locale=instance.locale.language_code)
    context.note(*keys_of(instance))
    try:
        return publication.content(instance, context), context
    except ValidationError as error:
        raise ContractViolationError.from_validation(instance, error) from error
    except ValueError as error:  # a field that says in words what is wrong with it
        raise ContractViolationError(instance, str(error)) from error


@transaction.atomic(savepoint=False)
def refresh(instance: Model) -> Edition | None:
    """Append an edition, a withdrawal, or nothing (None), as the database row says now.

    Raises ContractViolationError; the transaction around it then publishes nothing.
    """
    publication = publication_of(instance)
    if publication is None:
        return None
    begin_reading()
    row = locked(publication.model).filter(pk=instance.pk).first()
    address = address_of(publication, row or instance)
    edition = record(decide(row, address, Surroundings()))
    follow_ups.settle(instance, address, edition)
    return edition


@transaction.atomic
def refresh_document(address: log.Address) -> Edition | None:
    """Refresh what stands behind a document, or withdraw the document when nothing does.

    Raises ContractViolationError.
    """
    begin_reading()
    return record(decide(row_behind(address), address, Surroundings()))


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a row means for the public: an entry for the log, or a withdrawal of its document."""

    row: Any
    address: log.Address
    entry: log.Entry | None = None
    withdrawal: log.Withdrawal | None = None


def row_behind(address: log.Address) -> Any:
    """The page or snippet behind a document, locked; None when it is deleted."""
    return rows_behind([address]).get(address)


def rows_behind(addresses: Collection[log.Address]) -> dict[log.Address, Any]:
    """The same for many at once, without those that are deleted."""
    found = {}
    for name in sorted({address.type for address in addresses}):
        keys = [address.document_id for address in addresses if address.type == name]
        for model in models_of(name):
            for row in locked(model).filter(translation_key__in=keys).order_by("pk"):
                address = log.Address(type=name, document_id=row.translation_key, locale=row.locale.language_code)
                found[address] = row
    return {address: found[address] for address in addresses if address in found}


def locked(model: type[Model]) -> QuerySet[Any]:
    """Rows as they are, locked: whoever changes a page at this moment refreshes it after us, or we after them.

    With what they point at, which most contents look at.
    """
    of = ("self", "page_ptr") if issubclass(model, Page) else ("self",)
    chosen = [field.name for field in model._meta.local_fields if is_chosen(field)]
    return model._base_manager.select_related("locale", *chosen).select_for_update(no_key=True, of=of)


def is_chosen(field: Any) -> bool:
    """A foreign key to something that becomes part of a content."""
    return bool(field.many_to_one) and reference_model(field.related_model) is not None


def decide(row: Any, address: log.Address, surroundings: Surroundings) -> Decision:
    """For a row that was read and locked after ``begin_reading``. Raises ContractViolationError."""
    publication = publication_of(row) if row is not None else None
    if publication is None:
        return Decision(row=row, address=address, withdrawal=log.Withdrawal(reason="deleted"))
    context = Context(locale=row.locale.language_code, surroundings=surroundings)
    if not context.is_public(row):
        return Decision(row=row, address=address, withdrawal=log.Withdrawal(reason=withdrawal_reason(row)))
    content, context = serialise(publication, row, context)
    kind = publication.document_type
    entry = log.Entry(type=kind, content=content, keys=context.keys, expires_at=row.expire_at)
    return Decision(row=row, address=address, entry=entry)


def record(decision: Decision) -> Edition | None:
    """Raise ContractViolationError where the slug is taken."""
    if decision.withdrawal is not None:
        return log.withdraw(decision.address, decision.withdrawal)
    try:
        return log.append(cast(log.Entry, decision.entry))
    except log.SlugTakenError as error:
        raise ContractViolationError(decision.row, str(error)) from error


@transaction.atomic
def withdraw_hidden(page: Page) -> list[Edition]:
    """Take away everything from the page down, at once, when the public may not see the page any more.

    What may be seen, and only changes its address, follows by a task.
    """
    begin_reading()
    if Surroundings().is_open(page):
        return []
    below = Page.objects.filter(path__startswith=page.path)
    return log.withdraw_all(documents_of(below), log.Withdrawal(reason="private"))


def documents_of(pages: QuerySet[Any]) -> list[Document]:
    """Live documents made from the pages, in a fixed order."""
    addresses = set(pages.values_list("translation_key", "locale__language_code"))
    documents = Document.objects.filter(document_id__in=[key for key, _ in addresses])
    return [
        document
        for document in documents.select_related("edition").defer("edition__body").order_by("pk")
        if (document.document_id, document.locale) in addresses
    ]
