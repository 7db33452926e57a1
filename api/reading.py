"""SELECTs written out, for what is asked all the time.

The ORM puts a statement together anew for each request, which takes ten times as long as PostgreSQL takes to answer it.
Here the text of a statement never changes, so a connection that prepares statements parses and plans it once; and the
cursor stays, so that psycopg looks up only once how to read the columns, which come in PostgreSQL's binary form.
"""

import threading
from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import connections
from psycopg.pq import Format

Row = tuple[Any, ...]


class Kept(threading.local):
    """The cursors of this thread."""

    cursor: psycopg.Cursor[Row] | None = None
    planning: psycopg.ClientCursor[Row] | None = None


kept = Kept()


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
        cursor = (planning_cursor_of if is_planned_anew else cursor_of)(connection.connection)
        return cursor.execute(statement, values).fetchall()


def read_one(statement: str, values: Mapping[str, Any]) -> Row | None:
    """The first row; None when there is none."""
    return next(iter(read(statement, values)), None)


def cursor_of(connection: psycopg.Connection[Any]) -> psycopg.Cursor[Row]:
    if kept.cursor is None or kept.cursor.connection is not connection:
        kept.cursor = psycopg.Cursor(connection)
        kept.cursor.format = Format.BINARY
    return kept.cursor


def planning_cursor_of(connection: psycopg.Connection[Any]) -> psycopg.ClientCursor[Row]:
    """Writes the values into the statement, where the planner sees them."""
    if kept.planning is None or kept.planning.connection is not connection:
        kept.planning = psycopg.ClientCursor(connection)
    return kept.planning
