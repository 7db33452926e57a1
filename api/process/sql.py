"""SELECTs written out, for what is asked all the time.

The ORM puts a statement together anew for each request, which takes ten times as long as PostgreSQL takes to answer it.
Here the text of a statement never changes, so a connection that prepares statements parses and plans it once; and its
cursors stay, so that psycopg looks up only once how to read the columns, which come in PostgreSQL's binary form.
"""

from collections.abc import Mapping
from typing import Any

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
    if connection.force_debug_cursor:  # somebody counts queries
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
