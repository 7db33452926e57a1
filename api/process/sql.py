"""SQL by hand, for what is asked all the time and for what every publication reads and writes.

The ORM puts a statement together anew each time, which takes ten times as long as PostgreSQL takes to answer it. Here
the text of a statement never changes, so a connection that prepares statements parses and plans it once. ``read`` asks
one at a time, by cursors that stay, so that psycopg looks up only once how to read the columns, which come in
PostgreSQL's binary form. ``run`` sends several in one round trip, because waiting for each answer costs more than
PostgreSQL's work.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import Format

Row = tuple[Any, ...]
"""What PostgreSQL answers. Whoever wrote the statement knows the types of its columns."""
Values = Mapping[str, Any]
"""Of a statement's placeholders, by name."""


class Cursors:
    """Of one connection."""

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self.connection = connection
        self.prepared: psycopg.Cursor[Row] = psycopg.Cursor(connection)
        self.prepared.format = Format.BINARY
        self.planning: psycopg.ClientCursor[Row] = psycopg.ClientCursor(connection)
        """Writes the values into the statement, where the planner sees them."""


def read(statement: str, values: Values, *, is_planned_anew: bool = False) -> list[Row]:
    """All rows. Raises Django's database errors.

    ``is_planned_anew`` for statements whose best plan depends on the values, such as filters: planning them takes
    longer than running a prepared one, but a plan for any value may take seconds.
    """
    connection = connections["default"]
    if is_watched(connection):
        with connection.cursor() as watched:
            watched.execute(statement, values)
            return list(watched.fetchall())
    if connection.connection is None:
        connection.ensure_connection()
    with connection.wrap_database_errors:
        cursors = cursors_of(connection)
        cursor = cursors.planning if is_planned_anew else cursors.prepared
        return cursor.execute(statement, values).fetchall()


def read_one(statement: str, values: Values) -> Row | None:
    """The first row; None when there is none."""
    return next(iter(read(statement, values)), None)


def cursors_of(connection: Any) -> Cursors:
    """Those that Django's connection was given, unless it has connected anew. One thread at a time has a connection."""
    cursors: Cursors | None = getattr(connection, "reading_cursors", None)
    if cursors is None or cursors.connection is not connection.connection:
        cursors = connection.reading_cursors = Cursors(connection.connection)
    return cursors


class Statement(NamedTuple):
    """One statement, with the values of its placeholders in their order."""

    sql: str
    values: Sequence[Any] = ()


def run(*statements: Statement) -> list[list[Row]]:
    """The rows of each, in the order given; none for those that return nothing.

    As if sent one by one: each sees what was committed before it began. Raises Django's database errors.
    """
    connection = connections["default"]
    if is_watched(connection):
        return run_watched(connection, statements)
    connection.ensure_connection()
    opened: psycopg.Connection[Row] = connection.connection
    with connection.wrap_database_errors, opened.pipeline():
        # Bound by the server, so that a connection that prepares statements plans each of them once.
        cursors = [psycopg.Cursor(opened).execute(each.sql, each.values) for each in statements]
    return [cursor.fetchall() if has_rows(cursor) else [] for cursor in cursors]


def has_rows(cursor: psycopg.Cursor[Row]) -> bool:
    """A cursor's description says it too, and describes each column first, which takes longer than reading a row."""
    return cursor.pgresult is not None and cursor.pgresult.nfields > 0


def run_watched(connection: BaseDatabaseWrapper, statements: Sequence[Statement]) -> list[list[Row]]:
    """In one call of Django's cursor."""
    results = []
    with connection.cursor() as cursor:
        cursor.execute(
            ";".join(each.sql for each in statements), [value for each in statements for value in each.values]
        )
        is_more: bool | None = True
        while is_more:
            results.append(cursor.fetchall() if cursor.description else [])
            is_more = cursor.nextset()
    return results


def is_watched(connection: BaseDatabaseWrapper) -> bool:
    """Somebody counts queries, or wraps them, and wants to see them pass through Django."""
    return bool(connection.force_debug_cursor or connection.execute_wrappers)
