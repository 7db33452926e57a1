"""Pages of a list, by keyset: a cursor names the document after which (or before which) the page begins.

So a page holds neither again what the page before had, nor leaves anything out, whatever is published between the two.
One index serves the condition, the order and the limit.
"""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from api.contract.problems import ParameterError
from api.http.problems import InvalidParameters, NeverExisted
from api.parameters.models import ListParameters
from api.process.memoized import remembered
from api.process.sql import Row, read


@dataclass(frozen=True, kw_only=True)
class Listed:
    """What stands in a list: documents, as a statement asks for them."""

    name: str
    """Of the list."""
    columns: str
    """To read of each ``document``, in SQL."""
    conditions: list[str]
    """All of which must be met."""
    values: dict[str, Any]
    """That the conditions name."""
    is_narrowed: bool
    """By filters: which rows there are depends on their values, and so does how to find them fast."""


COLUMNS = {"title": "sort_title", "published_at": "published_at", "first_published_at": "first_published_at"}
CHECKSUM_BYTES = 6


@dataclass(frozen=True, kw_only=True)
class Cursor:
    """A place in a list."""

    of: str
    """Which list, with which order and filters."""
    backwards: bool
    value: str
    """Of the column that the list is sorted by."""
    id: int

    def __str__(self) -> str:
        payload = json.dumps([self.of, self.backwards, self.value, self.id], separators=(",", ":")).encode()
        return urlsafe_b64encode(checksum(payload) + payload).rstrip(b"=").decode()

    @classmethod
    def parse(cls, text: str, *, of: str) -> Self:
        """Raise NeverExisted for what no list gave out, and InvalidParameters for the cursor of another list."""
        try:
            decoded = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except Base64Error:
            decoded = b""
        payload = decoded[CHECKSUM_BYTES:]
        if not payload or decoded[:CHECKSUM_BYTES] != checksum(payload):
            raise NeverExisted(f"There is no such page of the list: its cursor is not whole. {REMEDY}")
        whose, backwards, value, row_id = json.loads(payload)
        if whose != of:
            detail = f"A cursor of another list, or of other filters or another order. {REMEDY}"
            raise InvalidParameters([ParameterError(parameter="cursor", detail=detail, allowed=[])])
        return cls(of=whose, backwards=backwards, value=value, id=row_id)


REMEDY = "Take it from next or previous as it is, or leave it out to begin anew."


class Page(NamedTuple):
    rows: list[Row]
    total: int
    """Of the whole list."""
    next: Cursor | None
    previous: Cursor | None


def checksum(payload: bytes) -> bytes:
    """Tells cursors from other text. It keeps no secret: a cursor opens nothing that the list does not show."""
    return hashlib.sha256(payload).digest()[:CHECKSUM_BYTES]


PAGE = """
SELECT {total}, page.* FROM (VALUES (0)) AS always LEFT JOIN (
    SELECT document.{column} AS edge, document.id AS edge_id, {columns}
    FROM api_document document WHERE {conditions}
    ORDER BY document.{column} {direction}, document.id {direction} LIMIT %(most)s
) page ON true
ORDER BY page.edge {direction}, page.edge_id {direction}
"""
"""A row even where the page is empty, so that there is always a count."""
# By column: its index compares rows member by member, and finds where to begin.
AFTER = "(document.{column}, document.id) {compare} (%(edge)s::{type}, %(edge_id)s::bigint)"
TYPES = {"sort_title": "varchar", "published_at": "timestamptz", "first_published_at": "timestamptz"}


COUNT = "SELECT count(*) FROM api_document document WHERE {conditions}"


def read_page(listed: Listed, parameters: ListParameters, *, total: int | None) -> Page:
    """One query, which also counts the list where its ``total`` is not known. Rows are the columns asked for."""
    whose = signature(listed, parameters)
    cursor = Cursor.parse(parameters.cursor, of=whose) if parameters.cursor else None
    column = COLUMNS[parameters.order.removeprefix("-")]
    is_backwards = cursor is not None and cursor.backwards
    is_descending = parameters.order.startswith("-") is not is_backwards
    whole = " AND ".join(listed.conditions)
    conditions, values = whole, listed.values | {"most": parameters.limit + 1, "total": total}
    if cursor is not None:
        compare = "<" if is_descending else ">"
        conditions = f"{whole} AND {AFTER.format(column=column, compare=compare, type=TYPES[column])}"
        values |= {"edge": cursor.value, "edge_id": cursor.id}
    statement = PAGE.format(
        total="%(total)s::bigint" if total is not None else f"({COUNT.format(conditions=whole)})",
        column=column,
        columns=listed.columns,
        conditions=conditions,
        direction="DESC" if is_descending else "ASC",
    )
    (number, *first), *others = read(statement, values, is_planned_anew=listed.is_narrowed)
    found = [first, *(row[1:] for row in others)] if first[1] is not None else []
    has_more = len(found) > parameters.limit
    rows = found[: parameters.limit]
    if is_backwards:
        rows.reverse()

    def at(row: Sequence[Any], *, backwards: bool) -> Cursor:
        return Cursor(of=whose, backwards=backwards, value=as_text(row[0]), id=row[1])

    has_next, has_previous = (True, has_more) if is_backwards else (has_more, cursor is not None)
    return Page(
        [(*row[2:],) for row in rows],
        total=number,
        next=at(rows[-1], backwards=False) if rows and has_next else None,
        previous=at(rows[0], backwards=True) if rows and has_previous else None,
    )


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else str(value.isoformat())


def signature(listed: Listed, parameters: ListParameters) -> str:
    """The same for every page of a list: its filters, with their values, and its order."""
    return digest(f"{listed.name} {parameters.order} {listed.conditions} {listed.values}")


@remembered
def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
