"""Compares documents, and what search keeps of them, with what the log alone says they are; and makes them so.

What they should be is worked out into temporary tables by the very statements that publishing uses, and PostgreSQL
compares. Looking changes nothing.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from django.db import connection, transaction

from api.contract.documents import DocumentModel
from api.log.bodies import Reading, read_edition
from api.models import Document, Edition
from api.process.sql import Row, Statement, run
from api.search.entries import search_fields
from cms.publishing.log.entries import Address, Live, address_of
from cms.publishing.log.rebuilding import renew_what_is_kept
from cms.publishing.log.search_index import said_in
from cms.publishing.log.writing import point_at, read_live, take_lock

BATCH = 50
MISSING = "is public by the log but has no document"
NOT_PUBLIC = "has a document but is not public by the log"
ANOTHER = "the document is not of its newest edition"
COLUMNS = "what lists and filters read of it is wrong"
SEARCH = "what search reads of it is wrong"

TABLES = {
    "api_document": ("type", "document_id", "locale"),
    "api_searchentry": ("document_id",),
    "api_searchname": (),
    "api_searchterm": (),
    "api_searchword": ("locale", "word"),
}
"""With what statements that write them call a conflict."""
TABLE = re.compile(r"\bapi_(document|searchentry|searchname|searchterm|searchword)\b")
UNCOMPARED = {"id", "rendered_by", "indexed_by"}


class Wrong(NamedTuple):
    """A document that is not what the log says."""

    address: Address
    title: str
    problem: str


Said = tuple[Edition, Reading[DocumentModel]]


def newest_editions() -> Iterator[Edition]:
    """Of each document that ever was, withdrawals among them."""
    by_document = ("type", "document_id", "locale")
    return Edition.objects.order_by(*by_document, "-number").distinct(*by_document).iterator(chunk_size=BATCH)


def compare_with_log() -> Iterator[list[Wrong]]:
    """Those that are wrong, some at a time."""
    newest = newest_editions()
    while batch := list(islice(newest, BATCH)):
        yield wrong_of(batch)
    yield strangers()


def wrong_of(batch: Collection[Edition]) -> list[Wrong]:
    found = list(look_at(batch))
    if not found:
        return []
    # Somebody may have published meanwhile: certain is what is found while nobody can.
    with transaction.atomic():
        take_lock()
        return list(look_at(newest_of([each.address for each in found])))


def newest_of(addresses: Iterable[Address]) -> list[Edition]:
    found = (Edition.objects.filter(**vars(each)).order_by("-number").first() for each in addresses)
    return [edition for edition in found if edition is not None]


def look_at(batch: Collection[Edition]) -> Iterator[Wrong]:
    said = [(edition, read) for edition in batch if (read := read_edition(edition))]
    public = {address_of(edition): edition for edition, _ in said}
    live = read_live([address_of(edition) for edition in batch])
    pointed = dict(Document.objects.filter(pk__in=[each.pk for each in live.values()]).values_list("pk", "edition_id"))
    usual = []
    for edition in batch:
        address = address_of(edition)
        problem = problem_of(live.get(address), edition if address in public else None, pointed)
        if problem:
            yield Wrong(address, edition.title, problem)
        elif address in public:
            usual.append(address)
    compared = [(edition, read) for edition, read in said if address_of(edition) in usual]
    yield from differing(compared, {address: live[address] for address in usual})


def problem_of(live: Live | None, newest: Edition | None, pointed: dict[int, int]) -> str:
    if live is None:
        return MISSING if newest else ""
    if newest is None:
        return NOT_PUBLIC
    return "" if pointed[live.pk] == newest.number else ANOTHER


def differing(said: Collection[Said], live: dict[Address, Live]) -> Iterator[Wrong]:
    """Of documents that are of the right edition."""
    if not said:
        return
    with transaction.atomic():
        work_out(said, live)
        columns, search, words = differences([each.pk for each in live.values()])
        run(*FORGET)
    for edition, read in said:
        address = address_of(edition)
        key = live[address].pk
        if key in columns:
            yield Wrong(address, edition.title, COLUMNS)
        elif key in search or words & words_in(edition, read):
            yield Wrong(address, edition.title, SEARCH)


def work_out(said: Collection[Said], live: dict[Address, Live]) -> None:
    """What should be, beside what is, until ``FORGET``."""
    run(*(Statement(sql) for table, key in TABLES.items() for sql in make_table(table, key)))
    run(*(Statement(due(each.sql), each.values) for each in point_at(said, live, rendered_by={})))


def due(text: str) -> str:
    """The same about the tables of what should be."""
    return TABLE.sub(r"due_\1", text)


FORGET = [Statement(f"DROP TABLE {due(table)}") for table in TABLES]


def make_table(table: str, key: Collection[str]) -> Iterator[str]:
    """Another name than that of the real one, so that no plan can be taken for another's."""
    name = due(table)
    yield f"CREATE TEMPORARY TABLE {name} AS SELECT * FROM {table} LIMIT 0"  # noqa: S608
    if key:
        yield f"ALTER TABLE {name} ADD UNIQUE ({', '.join(key)})"


def differences(keys: list[int]) -> tuple[set[int], set[int], set[tuple[str, str]]]:
    """Primary keys of documents with wrong columns, of those with other rows for search; words that search lacks."""
    columns, entries, names, terms, words = run(
        unequal("api_document", "id", keys),
        *(unequal(table, "document_id", keys) for table in ("api_searchentry", "api_searchname", "api_searchterm")),
        Statement(LACKING),
    )
    return keys_in(columns), keys_in([*entries, *names, *terms]), {(locale, word) for locale, word in words}


LACKING = """
SELECT due.locale, due.word FROM due_searchword due
LEFT JOIN api_searchword known ON known.locale = due.locale AND known.word = due.word
WHERE (known.lexeme, known.sound) IS DISTINCT FROM (due.lexeme, due.sound) OR due.in_names AND NOT known.in_names
"""


def keys_in(rows: Iterable[Row]) -> set[int]:
    return {key for (key,) in rows}


def unequal(table: str, key: str, keys: list[int]) -> Statement:
    columns = ", ".join(name for name in columns_of_table(table) if name not in UNCOMPARED or name == key)
    here = f"SELECT {columns} FROM {table} WHERE {key} = ANY(%s)"  # noqa: S608
    there = f"SELECT {columns} FROM {due(table)}"  # noqa: S608
    return Statement(
        f"SELECT {key} FROM (({here} EXCEPT ALL {there}) UNION ALL ({there} EXCEPT ALL {here})) AS other",  # noqa: S608
        [keys, keys],
    )


def columns_of_table(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def words_in(edition: Edition, read: Reading[DocumentModel]) -> set[tuple[str, str]]:
    words, _ = said_in(search_fields(read.document, read.words), read.document)
    return {(edition.locale, word) for word in words}


STRANGERS = """
SELECT document.type, document.document_id, document.locale, document.slug FROM api_document document
WHERE NOT EXISTS (
    SELECT FROM api_edition edition
    WHERE (edition.type, edition.document_id, edition.locale) = (document.type, document.document_id, document.locale)
)
"""


def strangers() -> list[Wrong]:
    """Documents that the log never heard of."""
    (rows,) = run(Statement(STRANGERS))
    return [
        Wrong(Address(type=name, document_id=key, locale=locale), slug, NOT_PUBLIC) for name, key, locale, slug in rows
    ]


@transaction.atomic
def restore(addresses: Collection[Address]) -> None:
    """Let the documents be what the log says. They are made anew, so that none is in the way of another."""
    take_lock()
    newest = newest_of(addresses)
    rendered_by = dict(Document.objects.values_list("edition_id", "rendered_by"))
    for address in addresses:
        Document.objects.filter(**vars(address)).delete()
    said = [(edition, read) for edition in newest if (read := read_edition(edition))]
    Document.objects.filter(edition__in=[edition.pk for edition, _ in said]).delete()
    if said:
        run(*point_at(said, live={}, rendered_by=rendered_by))
        work_out(said, read_live(addresses))
        run(Statement(MEND_WORDS), *FORGET)
    renew_what_is_kept()


MEND_WORDS = """
UPDATE api_searchword known
SET lexeme = due.lexeme, sound = due.sound, in_names = known.in_names OR due.in_names, indexed_by = due.indexed_by
FROM due_searchword due WHERE known.locale = due.locale AND known.word = due.word
"""
