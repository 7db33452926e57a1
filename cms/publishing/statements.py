"""SQL by hand, several statements in one round trip, for what every publication reads and writes.

Django takes longer to put such statements together than PostgreSQL to run them, and waiting for each answer costs
more than either.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

import psycopg
from django.db import connection


class Statement(NamedTuple):
    """One statement, with the values of its placeholders in their order."""

    sql: str
    values: Sequence[Any] = ()


def run(*statements: Statement) -> list[list[Any]]:
    """The rows of each, in the order given; none for those that return nothing.

    As if sent one by one: each sees what was committed before it began. Raises Django's database errors.
    """
    if connection.force_debug_cursor or connection.execute_wrappers:  # somebody looks at queries
        return run_seen(statements)
    connection.ensure_connection()
    opened: psycopg.Connection[Any] = cast(Any, connection).connection
    with connection.wrap_database_errors, opened.pipeline():
        # Bound by the server, so that a connection that prepares statements plans each of them once.
        cursors = [psycopg.Cursor(opened).execute(each.sql, each.values) for each in statements]
    return [cursor.fetchall() if cursor.description else [] for cursor in cursors]


def run_seen(statements: Sequence[Statement]) -> list[list[Any]]:
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
