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
from psycopg.pq import Format

Row = tuple[Any, ...]


class Cursors:
    """Of one connection."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.prepared: psycopg.Cursor[Row] = psycopg.Cursor(connection)
        self.prepared.format = Format.BINARY
        self.planning: psycopg.ClientCursor[Row] = psycopg.ClientCursor(connection)
        """Writes the values into the statement, where the planner sees them."""


def read(statement: str, values: Mapping[str, Any], *, is_planned_anew: bool = False) -> list[Row]:
    """All rows. Raises Django's database errors.

    ``is_planned_anew`` for statements whose best plan depends on the values, such as filters: planning them takes
    longer than running a prepared one, but a plan for any value may take seconds.
    """
    connection: Any = connections["default"]
    if is_watched(connection):
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())
    if connection.connection is None:
        connection.ensure_connection()
    with connection.wrap_database_errors:
        cursors = cursors_of(connection)
        cursor = cursors.planning if is_planned_anew else cursors.prepared
        return cursor.execute(statement, values).fetchall()


def read_one(statement: str, values: Mapping[str, Any]) -> Row | None:
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


def run(*statements: Statement) -> list[list[Any]]:
    """The rows of each, in the order given; none for those that return nothing.

    As if sent one by one: each sees what was committed before it began. Raises Django's database errors.
    """
    connection: Any = connections["default"]
    if is_watched(connection):
        return run_watched(connection, statements)
    connection.ensure_connection()
    opened: psycopg.Connection[Any] = connection.connection
    with connection.wrap_database_errors, opened.pipeline():
        # Bound by the server, so that a connection that prepares statements plans each of them once.
        cursors = [psycopg.Cursor(opened).execute(each.sql, each.values) for each in statements]
    return [cursor.fetchall() if cursor.description else [] for cursor in cursors]


def run_watched(connection: Any, statements: Sequence[Statement]) -> list[list[Any]]:
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


def is_watched(connection: Any) -> bool:
    """Somebody counts queries, or wraps them, and wants to see them pass through Django."""
    return bool(connection.force_debug_cursor or connection.execute_wrappers)
