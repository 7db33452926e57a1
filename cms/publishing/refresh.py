"""The one function that decides what a page's or snippet's row means for the public, and does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.models import Page

from api.models import Document, Edition
from cms.publishing.following import notes
from cms.publishing.log import writing
from cms.publishing.log.entries import Address, Withdrawal, address_of
from cms.publishing.publications.decisions import Decision, decide, decide_again, lock_and_compare, record
from cms.publishing.publications.registry import Publication, publication_of
from cms.publishing.publications.rows import rows_of
from cms.publishing.rows import in_progress
from cms.publishing.rows.in_progress import begin_reading
from cms.publishing.rows.surroundings import Surroundings

Gathered = dict[tuple[type[Model], object], Model]
"""Pages and snippets that were saved, by model and primary key, in the order in which they first were."""
_gathered: ContextVar[Gathered | None] = ContextVar("gathered", default=None)


@transaction.atomic(savepoint=False)
def refresh(instance: Model) -> Edition | None:
    """Append an edition, a withdrawal, or nothing (None), as the database row says now.

    Raises ContractViolationError; the transaction around it then publishes nothing.
    """
    publication = publication_of(instance)
    if publication is None:
        return None
    if (gathered := _gathered.get()) is not None:
        gathered.setdefault((type(instance), instance.pk), instance)
        return None
    row = next(iter(rows_of(publication.model, [instance.pk], after=[in_progress.BEGIN])), None)
    address = publication.address_of(row or instance)
    edition = record_current(decide(row, address, Surroundings.of([row])))
    notes.settle(instance, address, edition)
    return edition


@contextmanager
def gathering() -> Iterator[Gathered]:
    """What is saved meanwhile waits for ``refresh_all``: all rows are written before the first of them is rendered."""
    gathered: Gathered = {}
    token = _gathered.set(gathered)
    try:
        yield gathered
    finally:
        _gathered.reset(token)


@transaction.atomic(savepoint=False)
def refresh_all(gathered: Gathered) -> list[Edition]:
    """As ``refresh`` does one: each sees the others as they are now, and their numbers follow each other.

    Raises ContractViolationError; the transaction around it then publishes nothing.
    """
    editions = record_all(decide_all(gathered))
    by_address = {address_of(edition): edition for edition in editions}
    for instance in gathered.values():
        address = known_publication(instance).address_of(instance)
        notes.settle(instance, address, by_address.get(address))
    return editions


def decide_all(gathered: Gathered) -> list[Decision]:
    """They share what they all look at, so that it is looked up once. Raises ContractViolationError."""
    begin_reading()
    models = dict.fromkeys(model for model, _ in gathered)
    keys = {model: [pk for each, pk in gathered if each is model] for model in models}
    rows = {(model, row.pk): row for model in models for row in rows_of(model, keys[model])}
    surroundings = Surroundings.of(rows.values())
    return [
        decide(rows.get(key), known_publication(instance).address_of(rows.get(key, instance)), surroundings)
        for key, instance in gathered.items()
    ]


def known_publication(instance: Model) -> Publication:
    publication = publication_of(instance)
    if publication is None:
        raise LookupError(f"{type(instance).__name__} is not published as anything.")
    return publication


def record_all(decisions: list[Decision]) -> list[Edition]:
    """Under the log's lock, and those anew whose rows somebody has changed since they were read."""
    changed, live = lock_and_compare(decisions)
    return record([decide_again(each.address) if each.address in changed else each for each in decisions], live)


@transaction.atomic
def refresh_document(address: Address, *, anew: bool = False) -> Edition | None:
    """Refresh what stands behind a document, or withdraw the document when nothing does.

    ``anew`` appends an edition also where the live one says the same. Raises ContractViolationError.
    """
    begin_reading()
    return record_current(decide_again(address), anew=anew)


def record_current(decision: Decision, *, anew: bool = False) -> Edition | None:
    """Under the log's lock, and anew if somebody has changed the row since it was read.

    No row is locked: whoever has changed it waits for the log with it locked, so waiting for the row could be for ever.
    """
    if decision.withdrawal is not None and not writing.is_live(decision.address):
        return None
    changed, live = lock_and_compare([decision])
    if anew:
        live = {address: said._replace(digest="") for address, said in live.items()}
    editions = record([decide_again(decision.address) if changed else decision], live)
    return next((edition for edition in editions if address_of(edition) == decision.address), None)


@transaction.atomic
def withdraw_hidden(page: Page) -> list[Edition]:
    """Take away everything from the page down, at once, when the public may not see the page any more.

    What may be seen, and only changes its address, follows by a task.
    """
    begin_reading()
    if Surroundings().is_open(page):
        return []
    below = Page.objects.filter(path__startswith=page.path)
    return writing.withdraw_all(documents_of(below), Withdrawal(reason="private"))


def documents_of(pages: QuerySet[Page]) -> list[Document]:
    """Live documents made from the pages, in a fixed order."""
    addresses = set(pages.values_list("translation_key", "locale__language_code"))
    documents = Document.objects.filter(document_id__in=[key for key, _ in addresses])
    return [
        document
        for document in documents.select_related("edition").defer("edition__body").order_by("pk")
        if (document.document_id, document.locale) in addresses
    ]
