"""The log of editions: appending to it, and the documents that point at what is live. Nothing else writes either."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection, transaction

from api.catalogue import CATALOGUE, DocumentType
from api.contract.documents import DocumentModel, EditionStamp
from api.models import Document, Edition, SearchWord
from cms.publishing.log import search_index
from cms.publishing.log.columns import columns_of
from cms.publishing.log.events import editions_appended
from cms.publishing.statements import Statement, run

# One lock for the whole log, held until commit: numbers are drawn in the order in which transactions commit.
LOCK = 7_201_846_113
BATCH = 50
"""Editions that a rebuild holds in memory at a time."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """Identifies a document in one language."""

    type: str
    document_id: Any
    locale: str


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """Why a document is taken away, and for a recall: how serious it is, and what to read instead."""

    reason: str
    recall_class: str = ""
    replacement_type: str = ""
    replacement_id: Any = None


class NotInTransactionError(RuntimeError):
    """An edition must share the transaction of what it publishes."""


class SlugTakenError(Exception):
    """Another live document of the type and language has the slug: the API could not tell them apart."""

    def __init__(self, content: DocumentModel, holder: Document) -> None:
        super().__init__(f"“{content.slug}” is already the address of “{holder.edition.title}”. Choose another slug.")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is to be published: the content, the keys of what it was made from, and when it stops being public."""

    type: DocumentType
    content: DocumentModel
    keys: set[str]
    expires_at: datetime | None = None

    @cached_property
    def body(self) -> bytes:
        return self.content.model_dump_json().encode()

    @cached_property
    def digest(self) -> str:
        return digest_of(self.body)

    @property
    def address(self) -> Address:
        return Address(type=self.type.name, document_id=self.content.id, locale=self.content.locale)

    @property
    def is_alias(self) -> bool:
        return getattr(self.content, "canonical", "") != getattr(self.content, "path", "")

    def is_said_by(self, live: "Live | None") -> bool:
        """The same content made from other things is a new edition: the log alone must know what it depends on."""
        return (
            live is not None
            and live.digest == self.digest
            and set(live.dependencies) == self.keys
            and live.expires_at == self.expires_at
        )


class Live(NamedTuple):
    """What is said now of a document."""

    pk: int
    slug: str
    digest: str
    dependencies: list[str]
    expires_at: datetime | None
    first_published_at: datetime


LIVE = """
SELECT document.type, document.document_id, document.locale,
    document.id, edition.slug, edition.digest, edition.dependencies, edition.expires_at, edition.first_published_at
FROM api_document document JOIN api_edition edition ON edition.number = document.edition_id
WHERE document.document_id = ANY(%s)
"""


NUMBERS = """
SELECT nextval(pg_get_serial_sequence('api_edition', 'number')), clock_timestamp() FROM generate_series(1, %s)
"""
KEYS = "SELECT nextval(pg_get_serial_sequence('api_document', 'id')) FROM generate_series(1, %s)"


def select_live(addresses: Iterable[Address]) -> Statement:
    return Statement(LIVE, [[address.document_id for address in addresses]])


def live_by_address(rows: Iterable[Any]) -> dict[Address, Live]:
    """Of what ``select_live`` found: all languages of the documents."""
    return {Address(type=row[0], document_id=row[1], locale=row[2]): Live(*row[3:]) for row in rows}


def is_live(address: Address) -> bool:
    (rows,) = run(select_live([address]))
    return address in live_by_address(rows)


def append(entry: Entry, *, live: Mapping[Address, Live] | None = None) -> Edition | None:
    """Publish as a new edition; None when the live edition says exactly that already. Raises SlugTakenError."""
    return next(iter(append_all([entry], live=live)), None)


def append_all(entries: Collection[Entry], *, live: Mapping[Address, Live] | None = None) -> list[Edition]:
    """Publish in the order given, and return the new editions: what readers have already makes none.

    ``live`` is what is said of their documents, where that was read under the log's lock. Raises SlugTakenError; then
    nothing is published.
    """
    if live is None:
        (rows,) = take_lock(select_live(entry.address for entry in entries))
        live = live_by_address(rows)
    changed = [entry for entry in entries if not entry.is_said_by(live.get(entry.address))]
    if not changed:
        return []
    refuse_taken_slugs(changed, live)
    numbers, now = next_numbers(len(changed))
    first = first_published(changed, live)
    stamps = [
        EditionStamp(
            number=number,
            published_at=now,
            first_published_at=first.get(entry.address, now),
            digest=entry.digest,
        )
        for entry, number in zip(changed, numbers, strict=True)
    ]
    editions = [edition_of(entry, stamp) for entry, stamp in zip(changed, stamps, strict=True)]
    parsed = [
        entry.type.document.model_construct(None, **{**dict(entry.content), "edition": stamp})
        for entry, stamp in zip(changed, stamps, strict=True)
    ]
    run(insert(editions), *point_at(zip(editions, parsed, strict=True), live))
    editions_appended.send(Edition, editions=editions)
    return editions


def edition_of(entry: Entry, stamp: EditionStamp) -> Edition:
    return Edition(
        number=stamp.number,
        event=Edition.Event.PUBLISHED,
        type=entry.type.name,
        document_id=entry.content.id,
        locale=entry.content.locale,
        slug=entry.content.slug,
        path=getattr(entry.content, "path", ""),
        title=entry.content.label,
        published_at=stamp.published_at,
        first_published_at=stamp.first_published_at,
        expires_at=entry.expires_at,
        digest=entry.digest,
        body=stamped(entry.body, stamp),
        dependencies=sorted(entry.keys),
    )


def refuse_taken_slugs(entries: Collection[Entry], live: Mapping[Address, Live]) -> None:
    """Two documents at one slug could not be told apart. The database has the last word; this has the better words."""
    for entry in entries:
        current = live.get(entry.address)
        if entry.is_alias or (current is not None and current.slug == entry.content.slug):
            continue
        same = Document.objects.filter(
            type=entry.type.name, locale=entry.content.locale, slug=entry.content.slug, is_alias=False
        )
        others = same.exclude(document_id=entry.content.id).select_related("edition").defer("edition__body")
        if holder := others.first():
            raise SlugTakenError(entry.content, holder)


def first_published(entries: Collection[Entry], live: Mapping[Address, Live]) -> dict[Address, datetime]:
    """When each document became public for the first time; those that never were are left out."""
    known = {address: said.first_published_at for address, said in live.items()}
    unknown = [entry.content.id for entry in entries if entry.address not in known]
    if unknown:
        rows = Edition.objects.filter(document_id__in=unknown).values_list(
            "type", "document_id", "locale", "first_published_at"
        )
        for type_name, document_id, locale, first in rows:
            known[Address(type=type_name, document_id=document_id, locale=locale)] = first
    return known


def withdraw(address: Address, withdrawal: Withdrawal) -> Edition | None:
    """Take the document away from readers; None when it was not live."""
    of_address = Document.objects.filter(type=address.type, document_id=address.document_id, locale=address.locale)
    live = of_address.select_related("edition").defer("edition__body", "summary")
    return next(iter(withdraw_all(live, withdrawal)), None)


def withdraw_all(documents: Iterable[Document], withdrawal: Withdrawal) -> list[Edition]:
    """Take documents away from readers, in the order given. They are deleted, so they may not be used afterwards."""
    documents = list(documents)
    if not documents:
        return []
    take_lock()
    numbers, now = next_numbers(len(documents))
    last = [document.edition for document in documents]
    Document.objects.filter(pk__in=[document.pk for document in documents]).delete()
    editions = [
        Edition(
            number=number,
            event=Edition.Event.WITHDRAWN,
            reason=withdrawal.reason,
            recall_class=withdrawal.recall_class,
            replacement_type=withdrawal.replacement_type,
            replacement_id=withdrawal.replacement_id,
            type=edition.type,
            document_id=edition.document_id,
            locale=edition.locale,
            slug=edition.slug,
            path=edition.path,
            title=edition.title,
            published_at=now,
            first_published_at=edition.first_published_at,
            dependencies=edition.dependencies,
        )
        for number, edition in zip(numbers, last, strict=True)
    ]
    run(insert(editions))
    editions_appended.send(Edition, editions=editions)
    return editions


def require_transaction() -> None:
    if not connection.in_atomic_block:
        raise NotInTransactionError("Open a transaction around publishing: transaction.atomic().")


def take_lock(*then: Statement) -> list[list[Any]]:
    """Run the statements under it, and return the rows of each."""
    require_transaction()
    return run(Statement("SELECT pg_advisory_xact_lock(%s)", [LOCK]), *then)[1:]


def next_numbers(count: int) -> tuple[list[int], datetime]:
    """Drawn under the lock, with the time, so that both grow together."""
    (rows,) = run(Statement(NUMBERS, [count]))
    return [number for number, _ in rows], rows[-1][1]


def digest_of(body: bytes) -> str:
    """Of the content as served, without its edition stamp."""
    return f"sha256-{hashlib.sha256(body).hexdigest()}"


def stamped(content: bytes, stamp: EditionStamp) -> bytes:
    """The content with its edition as last member, so that the digest can be checked by leaving that member out."""
    return content[:-1] + b',"edition":' + stamp.model_dump_json().encode() + b"}"


def point_at(editions: Iterable[tuple[Edition, DocumentModel]], live: Mapping[Address, Live]) -> list[Statement]:
    """What makes the editions the live ones of their documents. Each comes with its body, parsed."""
    editions = list(editions)
    documents = [document_of(edition, parsed) for edition, parsed in editions]
    new = [document for document in documents if address_of(document) not in live]
    for document, pk in zip(new, next_keys(len(new)), strict=True):
        document.pk = pk
    for document in documents:
        document.pk = document.pk or live[address_of(document)].pk
    return [
        insert(documents, ending=AS_NEWEST),
        *search_index.index(zip(documents, (parsed for _, parsed in editions), strict=True)),
    ]


def next_keys(count: int) -> list[int]:
    """Of documents."""
    if not count:
        return []
    (rows,) = run(Statement(KEYS, [count]))
    return [key for (key,) in rows]


def address_of(row: Document | Edition) -> Address:
    return Address(type=row.type, document_id=row.document_id, locale=row.locale)


def document_of(edition: Edition, parsed: DocumentModel) -> Document:
    return Document(
        type=edition.type,
        document_id=edition.document_id,
        locale=edition.locale,
        **columns_of(CATALOGUE[edition.type], parsed, edition),
    )


def insert(rows: Sequence[Edition] | Sequence[Document], *, ending: str = "") -> Statement:
    fields = rows[0]._meta.concrete_fields
    row = f"({', '.join(['%s'] * len(fields))})"
    return Statement(
        f"INSERT INTO {rows[0]._meta.db_table} ({', '.join(str(field.column) for field in fields)})"  # noqa: S608
        f" VALUES {', '.join([row] * len(rows))} {ending}",
        [field.get_db_prep_save(getattr(each, field.attname), connection) for each in rows for field in fields],
    )


IDENTITY = ("type", "document_id", "locale")
NEWER = ", ".join(
    f"{field.column} = EXCLUDED.{field.column}"
    for field in Document._meta.concrete_fields
    if not field.primary_key and field.name not in IDENTITY
)
AS_NEWEST = f"ON CONFLICT ({', '.join(IDENTITY)}) DO UPDATE SET {NEWER}"


@transaction.atomic
def rebuild() -> int:
    """Throw the documents away and build them from the log; returns how many are live."""
    take_lock()
    Document.objects.all().delete()
    SearchWord.objects.all().delete()
    newest = Edition.objects.order_by("type", "document_id", "locale", "-number").distinct(
        "type", "document_id", "locale"
    )
    count = 0
    published = (edition for edition in newest.iterator(chunk_size=BATCH) if edition.event == Edition.Event.PUBLISHED)
    while batch := list(islice(published, BATCH)):
        run(*point_at(((edition, parsed_body(edition)) for edition in batch), live={}))
        count += len(batch)
    return count


def parsed_body(edition: Edition) -> DocumentModel:
    return CATALOGUE[edition.type].document.model_validate_json(bytes(edition.body or b""))
