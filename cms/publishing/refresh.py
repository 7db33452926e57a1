"""The one function that decides what a page's or snippet's row means for the public, and does it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from pydantic import ValidationError
from wagtail.models import Page

from api.models import Document, Edition
from cms.publishing import follow_ups, log
from cms.publishing.context import Context
from cms.publishing.identity import identification_of
from cms.publishing.keys import keys_of
from cms.publishing.preview import explain
from cms.publishing.readers import begin_reading
from cms.publishing.references import reference_model
from cms.publishing.registry import Publication, parts_of, publication_of, publications_as
from cms.publishing.surroundings import Surroundings
from cms.publishing.visibility import withdrawal_reason


class ContractViolationError(Exception):
    """The page cannot be published: its content does not fit the contract. The message says which part and why."""

    def __init__(self, instance: Model, problem: str) -> None:
        super().__init__(f"“{instance}” cannot be published. {problem}")

    @classmethod
    def from_validation(cls, instance: Model, error: ValidationError) -> "ContractViolationError":
        return cls(instance, " ".join(map(explain, error.errors())))


def serialise(publication: Publication, instance: Any, context: Context) -> tuple[Any, Context]:
    """The content of an instance, and the context with the keys of all it was made from.

    The content is None where what it is about is not public. Raises ContractViolationError.
    """
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
    # Not by first(), which orders the rows: that alone takes a tenth of the rendering.
    row = next(iter(rows_of(publication.model).filter(pk=instance.pk)), None)
    address = publication.address_of(row or instance)
    edition = take_effect(decide(row, address, Surroundings()))
    follow_ups.settle(instance, address, edition)
    return edition


@transaction.atomic
def refresh_document(address: log.Address) -> Edition | None:
    """Refresh what stands behind a document, or withdraw the document when nothing does.

    Raises ContractViolationError.
    """
    begin_reading()
    return take_effect(decide(row_behind(address), address, Surroundings()))


def take_effect(decision: "Decision") -> Edition | None:
    """Under the log's lock, and anew if somebody has changed the row since it was read.

    No row is locked: whoever has changed it waits for the log with it locked, so waiting for the row could be for ever.
    """
    if decision.withdrawal is not None and not log.is_live(decision.address):
        return None
    log.take_lock()
    if outdated([decision]):
        decision = decide(row_behind(decision.address), decision.address, Surroundings())
    return record(decision)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a row means for the public: an entry for the log, or a withdrawal of its document."""

    row: Any
    address: log.Address
    entry: log.Entry | None = None
    withdrawal: log.Withdrawal | None = None


def row_behind(address: log.Address) -> Any:
    """The page or snippet behind a document; None when it is deleted."""
    return rows_behind([address]).get(address)


def rows_behind(addresses: Collection[log.Address]) -> dict[log.Address, Any]:
    """The same for many at once, without those that are deleted."""
    found = {}
    for name in sorted({address.type for address in addresses}):
        keys = {address.document_id for address in addresses if address.type == name}
        for publication in publications_as(name):
            rows = rows_of(publication.model)
            for row in publication.identification.rows_behind(rows, keys).order_by("pk"):
                found[publication.address_of(row)] = row
    return {address: found[address] for address in addresses if address in found}


def rows_of(model: type[Model]) -> QuerySet[Any]:
    """With what they point at, which most contents look at, and ``version``, which tells when a row was written."""
    chosen = [field.name for field in model._meta.local_fields if is_chosen(field)]
    version = RawSQL(version_of(model), [])  # noqa: S611  names of our own tables
    related = dict.fromkeys([*identification_of(model).related, *chosen])
    rows: QuerySet[Any] = model._base_manager.select_related(*related).annotate(version=version)
    return rows


def version_of(model: type[Model]) -> str:
    """The transactions that wrote the parts of a row, in SQL."""
    tables = [model._meta.db_table, *(parent._meta.db_table for parent in model._meta.get_parent_list())]
    own = [f'"{table}".xmin::text' for table in tables]
    return " || ':' || ".join([*own, *(version_of_part(model, name) for name in parts_of(model))])


def version_of_part(model: type[Model], name: str) -> str:
    """The same for rows that belong to the row and are saved on their own."""
    relation = cast(Any, model._meta.get_field(name))
    table, column = relation.related_model._meta.db_table, relation.field.column
    pk = cast(Any, model._meta.pk).column
    return (
        f"(SELECT coalesce(string_agg(part.xmin::text, ',' ORDER BY part.{pk}), '')"  # noqa: S608
        f' FROM "{table}" part WHERE part.{column} = "{model._meta.db_table}".{pk})'
    )


def outdated(decisions: Collection["Decision"]) -> set[log.Address]:
    """Those whose rows have been written since they were read. Asked under the log's lock."""
    read = {(type(each.row), each.row.pk): each for each in decisions if each.row is not None}
    changed = {each.address for each in decisions if each.row is None and row_behind(each.address) is not None}
    for model in {model for model, _ in read}:
        keys = [pk for of_model, pk in read if of_model is model]
        now = versions(model, keys)
        changed |= {read[model, pk].address for pk in keys if now.get(pk) != read[model, pk].row.version}
    return changed


def versions(model: type[Model], keys: list[Any]) -> dict[Any, str]:
    """By primary key, as the database has them now."""
    own, pk = model._meta.db_table, cast(Any, model._meta.pk).column
    parents = [cast(Any, parent._meta) for parent in model._meta.get_parent_list()]
    joins = " ".join(f'JOIN "{each.db_table}" ON "{each.db_table}".{each.pk.column} = "{own}".{pk}' for each in parents)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {pk}, {version_of(model)} FROM "{own}" {joins} WHERE {pk} = ANY(%s)', [keys])  # noqa: S608
        return dict(cursor.fetchall())


def is_chosen(field: Any) -> bool:
    """A foreign key to something that becomes part of a content."""
    return bool(field.many_to_one) and reference_model(field.related_model) is not None


def decide(row: Any, address: log.Address, surroundings: Surroundings) -> Decision:
    """For a row that was read after ``begin_reading``. Raises ContractViolationError."""
    publication = publication_of(row) if row is not None else None
    if publication is None:
        return Decision(row=row, address=address, withdrawal=log.Withdrawal(reason="deleted"))
    context = Context(locale=address.locale, surroundings=surroundings)
    content = None
    if context.is_public(row):
        content, context = serialise(publication, row, context)
    if content is None:
        return Decision(row=row, address=address, withdrawal=log.Withdrawal(reason=withdrawal_reason(row)))
    expires_at = getattr(row, "expire_at", None)
    entry = log.Entry(type=publication.document_type, content=content, keys=context.keys, expires_at=expires_at)
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
