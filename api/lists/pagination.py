"""Pages of a list, by keyset: a cursor names the document after which (or before which) the page begins.

So a page holds neither again what the page before had, nor leaves anything out, whatever is published between the two.
One index serves the condition, the order and the limit.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Self

from api.parameters.models import ListParameters
from api.parameters.sealed import seal, unseal
from api.process.memoized import memoized
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
    values: dict[str, object]
    """That the conditions name."""
    is_narrowed: bool
    """By filters: which rows there are depends on their values, and so does how to find them fast."""


COLUMNS = {"title": "sort_title", "published_at": "published_at", "first_published_at": "first_published_at"}


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
        return seal(self.of, self.backwards, self.value, self.id)

    @classmethod
    def parse(cls, text: str, *, of: str) -> Self:
        """Raise NeverExisted for what no list gave out, and InvalidParameters for the cursor of another list."""
        others = "another list, or of other filters or another order"
        backwards, value, row_id = unseal(text, whose=of, page="page of the list", others=others)
        return cls(of=of, backwards=backwards, value=value, id=row_id)


class Page(NamedTuple):
    rows: list[Row]
    total: int
    """Of the whole list."""
    next: Cursor | None
    previous: Cursor | None


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


def as_text(value: str | datetime) -> str:
    return value if isinstance(value, str) else str(value.isoformat())


def signature(listed: Listed, parameters: ListParameters) -> str:
    """The same for every page of a list: its filters, with their values, and its order."""
    return digest(f"{listed.name} {parameters.order} {listed.conditions} {listed.values}")


@memoized
def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
