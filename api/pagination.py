"""Pages of a list, by keyset: a cursor names the document after which (or before which) the page begins.

So a page holds neither again what the page before had, nor leaves anything out, whatever is published between the two.
One index serves the condition, the order and the limit.
"""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.lookups import GreaterThan, LessThan

from api.contract.problems import ParameterError
from api.parameters import ListParameters, Order
from api.problems import InvalidParameters, NeverExisted

COLUMNS = {"title": "sort_title", "published_at": "published_at", "first_published_at": "first_published_at"}
ASKED_ELSEWHERE = {"cursor", "limit", "fields", "rich_text"}
"""Parameters that may differ from page to page of one list."""
CHECKSUM_BYTES = 6

Rows = QuerySet[Any, dict[str, Any]]


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
    rows: list[dict[str, Any]]
    next: Cursor | None
    previous: Cursor | None


def checksum(payload: bytes) -> bytes:
    """Tells cursors from other text. It keeps no secret: a cursor opens nothing that the list does not show."""
    return hashlib.sha256(payload).digest()[:CHECKSUM_BYTES]


def read_page(documents: Rows, parameters: ListParameters, *, list_name: str) -> Page:
    """One query. The rows need ``id`` and the column that they are sorted by."""
    whose = signature(list_name, parameters)
    cursor = Cursor.parse(parameters.cursor, of=whose) if parameters.cursor else None
    column = column_of(parameters.order)
    is_backwards = cursor is not None and cursor.backwards
    is_descending = parameters.order.startswith("-") is not is_backwards
    if cursor is not None:
        compare = LessThan if is_descending else GreaterThan
        documents = documents.filter(compare(row(F(column), F("id")), row(Value(cursor.value), Value(cursor.id))))
    sign = "-" if is_descending else ""
    rows = list(documents.order_by(f"{sign}{column}", f"{sign}id")[: parameters.limit + 1])
    has_more = len(rows) > parameters.limit
    rows = rows[: parameters.limit]
    if is_backwards:
        rows.reverse()

    def at(edge: Mapping[str, Any], *, backwards: bool) -> Cursor:
        return Cursor(of=whose, backwards=backwards, value=as_text(edge[column]), id=edge["id"])

    has_next, has_previous = (True, has_more) if is_backwards else (has_more, cursor is not None)
    return Page(
        rows,
        next=at(rows[-1], backwards=False) if rows and has_next else None,
        previous=at(rows[0], backwards=True) if rows and has_previous else None,
    )


def column_of(order: Order) -> str:
    return COLUMNS[order.removeprefix("-")]


def row(*parts: Any) -> Func:
    """PostgreSQL compares rows member by member, and an index of the same members finds where to begin."""
    return Func(*parts, function="ROW", output_field=TextField())


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else str(value.isoformat())


def signature(list_name: str, parameters: ListParameters) -> str:
    asked = parameters.model_dump(mode="json", exclude=ASKED_ELSEWHERE)
    return hashlib.sha256(json.dumps([list_name, asked], sort_keys=True).encode()).hexdigest()[:12]
