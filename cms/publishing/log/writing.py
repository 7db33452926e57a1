"""The log of editions: appending to it, and the documents that point at what is live. Nothing else writes either."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from django.db import connection

from api.contract.catalogue import CATALOGUE
from api.contract.documents import DocumentModel, EditionStamp
from api.log.bodies import Reading
from api.models import Document, Edition
from api.process.sql import Row, Statement, run
from cms.publishing.log import search_index
from cms.publishing.log.columns import columns_of
from cms.publishing.log.entries import (
    Address,
    Entry,
    Live,
    NotInTransactionError,
    SlugAddress,
    SlugTakenError,
    Withdrawal,
    address_of,
    edition_of,
)
from cms.publishing.log.events import editions_appended
from cms.publishing.log.forgetting import forget_words_of
from cms.publishing.log.programs import indexer, mark, renderer

# One lock for the whole log, held until commit: numbers are drawn in the order in which transactions commit.
LOCK = 7_201_846_113


LIVE = """
SELECT document.type, document.document_id, document.locale,
    document.id, document.slug, document.is_alias, edition.digest, edition.dependencies, edition.expires_at,
    edition.first_published_at, document.rendered_by = edition.number || ':' || %s
FROM api_document document JOIN api_edition edition ON edition.number = document.edition_id
WHERE document.document_id = ANY(%s)
"""


HOLDERS = """
SELECT document.type, document.document_id, document.locale, document.slug, edition.title
FROM unnest(%s::text[], %s::text[], %s::text[]) AS wanted (type, locale, slug)
JOIN api_document document USING (type, locale, slug)
JOIN api_edition edition ON edition.number = document.edition_id
WHERE NOT document.is_alias
"""
LET_GO = "UPDATE api_document SET is_alias = true WHERE id = ANY(%s)"
"""Of documents that are written anew in the same transaction: two may exchange their slugs."""
NUMBERS = """
SELECT nextval(pg_get_serial_sequence('api_edition', 'number')), clock_timestamp() FROM generate_series(1, %s)
"""
STILL_RENDERED = "UPDATE api_document SET rendered_by = edition_id || ':' || %s WHERE id = ANY(%s)"
KEYS = "SELECT nextval(pg_get_serial_sequence('api_document', 'id')) FROM generate_series(1, %s)"


def select_live(addresses: Iterable[Address]) -> Statement:
    return Statement(LIVE, [renderer(), [address.document_id for address in addresses]])


def live_by_address(rows: Iterable[Row]) -> dict[Address, Live]:
    """Of what ``select_live`` found: all languages of the documents."""
    return {Address(type=row[0], document_id=row[1], locale=row[2]): Live(*row[3:]) for row in rows}


def read_live(addresses: Collection[Address]) -> dict[Address, Live]:
    if not addresses:
        return {}
    (rows,) = run(select_live(addresses))
    return live_by_address(rows)


def is_live(address: Address) -> bool:
    return address in read_live([address])


def append_all(entries: Collection[Entry], *, live: Mapping[Address, Live] | None = None) -> list[Edition]:
    """Publish in the order given, and return the new editions: what readers have already makes none.

    Documents among them may take over each other's slugs. ``live`` is what is said of their documents, where that was
    read under the log's lock. Raises SlugTakenError; then nothing is published.
    """
    if live is None:
        (rows,) = take_lock(select_live(entry.address for entry in entries))
        live = live_by_address(rows)
    changed = [entry for entry in entries if not entry.is_said_by(live.get(entry.address))]
    keep(said for entry in entries if (said := live.get(entry.address)) and entry.is_said_by(said))
    if not changed:
        return []
    editions = write(changed, live, draw=select_numbers(len(changed)))
    editions_appended.send(Edition, editions=editions)
    return editions


def write(
    changed: Collection[Entry],
    live: Mapping[Address, Live],
    *,
    draw: Statement,
    keys: Mapping[Address, int] | None = None,
) -> list[Edition]:
    """New editions, and the documents that point at them. Raises SlugTakenError.

    ``draw`` finds their numbers and the time, as ``select_numbers`` does. ``keys`` as for ``point_at``.
    """
    refuse_taken_slugs(changed, live)
    replaced = [live[entry.address].pk for entry in changed if entry.address in live]
    drawn, kept = run(draw, Statement(search_index.SELECT_KEPT, [replaced, indexer()]))
    numbers, now = numbers_in(drawn)
    first = first_published(changed, live)
    stamps = [
        EditionStamp(
            number=number,
            published_at=now,
            first_published_at=first.get(entry.address, now),
            digest=entry.digest,
            expires_at=entry.expires_at and entry.expires_at.astimezone(UTC),
        )
        for entry, number in zip(changed, numbers, strict=True)
    ]
    editions = [edition_of(entry, stamp) for entry, stamp in zip(changed, stamps, strict=True)]
    readings = [
        Reading(entry.type.document.model_construct(None, **{**dict(entry.content), "edition": stamp}))
        for entry, stamp in zip(changed, stamps, strict=True)
    ]
    moving = [live[entry.address].pk for entry in changed if entry.leaves(live.get(entry.address))]
    run(
        insert(editions),
        *([Statement(LET_GO, [moving])] if moving else []),
        *point_at(zip(editions, readings, strict=True), live, kept=dict(kept), keys=keys),
    )
    return editions


def keep(said: Iterable[Live]) -> None:
    """Remember that this program renders the same as another did."""
    if others := [live.pk for live in said if not live.is_rendered]:
        run(Statement(STILL_RENDERED, [renderer(), others]))


def refuse_taken_slugs(entries: Collection[Entry], live: Mapping[Address, Live]) -> None:
    """Two documents at one slug could not be told apart. The database has the last word; this has the better words."""
    wanting = [entry for entry in entries if entry.wants_slug(live.get(entry.address))]
    leaving = {entry.address for entry in entries if entry.leaves(live.get(entry.address))}
    taken = {slug: title for slug, holder, title in holders(wanting) if holder not in leaving}
    for entry in wanting:
        if entry.slug in taken:
            raise SlugTakenError(entry, taken[entry.slug])
        taken[entry.slug] = entry.content.label


def holders(wanting: Collection[Entry]) -> list[tuple[SlugAddress, Address, str]]:
    """Who has the slugs that are wanted, and their titles; not those who want them."""
    if not wanting:
        return []
    wanted = [entry.slug for entry in wanting]
    (rows,) = run(Statement(HOLDERS, [list(column) for column in zip(*wanted, strict=True)]))
    same = {entry.address for entry in wanting}
    found = [
        (SlugAddress(kind, locale, slug), Address(type=kind, document_id=document_id, locale=locale), title)
        for kind, document_id, locale, slug, title in rows
    ]
    return [each for each in found if each[1] not in same]


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
    keys = [document.pk for document in documents]
    run(forget_words_of(keys))
    Document.objects.filter(pk__in=keys).delete()
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


def take_lock(*then: Statement) -> list[list[Row]]:
    """Run the statements under it, and return the rows of each."""
    require_transaction()
    return run(Statement("SELECT pg_advisory_xact_lock(%s)", [LOCK]), *then)[1:]


def next_numbers(count: int) -> tuple[list[int], datetime]:
    """Drawn under the lock, with the time, so that both grow together."""
    (rows,) = run(select_numbers(count))
    return numbers_in(rows)


def select_numbers(count: int) -> Statement:
    return Statement(NUMBERS, [count])


def numbers_in(rows: Sequence[Row]) -> tuple[list[int], datetime]:
    return [number for number, _ in rows], rows[-1][1]


def point_at(
    editions: Iterable[tuple[Edition, Reading[DocumentModel]]],
    live: Mapping[Address, Live],
    *,
    rendered_by: Mapping[int, str] | None = None,
    kept: Mapping[int, str] | None = None,
    keys: Mapping[Address, int] | None = None,
) -> list[Statement]:
    """What makes the editions the live ones of their documents. Each comes with its body, read.

    ``rendered_by``: which program rendered which edition; None where this one did. ``kept`` as for
    ``search_index.index``. ``keys``: primary keys of documents that are not live yet; else they are drawn.
    """
    editions = list(editions)
    documents = [document_of(edition, read.document) for edition, read in editions]
    for document in documents:
        number = document.edition_id
        document.rendered_by = mark(number, renderer()) if rendered_by is None else rendered_by.get(number, "")
    known = {address: said.pk for address, said in live.items()} | dict(keys or {})
    new = [document for document in documents if address_of(document) not in known]
    for document, pk in zip(new, next_keys(len(new)), strict=True):
        document.pk = pk
    for document in documents:
        document.pk = document.pk or known[address_of(document)]
    return [
        insert(documents, ending=AS_NEWEST),
        *search_index.index(zip(documents, (read for _, read in editions), strict=True), kept=kept),
    ]


def next_keys(count: int) -> list[int]:
    """Of documents."""
    if not count:
        return []
    (rows,) = run(Statement(KEYS, [count]))
    return [key for (key,) in rows]


def document_of(edition: Edition, parsed: DocumentModel) -> Document:
    return Document(
        type=edition.type,
        document_id=edition.document_id,
        locale=edition.locale,
        indexed_by=mark(edition.number, indexer()),
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
