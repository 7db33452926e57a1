"""SQL by hand, several statements in one round trip, for what every publication reads and writes.

Django takes longer to put such statements together than PostgreSQL to run them, and waiting for each answer costs
more than either.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection


class Statement(NamedTuple):
    """One statement, with the values of its placeholders in their order."""

    sql: str
    values: Sequence[Any] = ()


def run(*statements: Statement) -> list[list[Any]]:
    """The rows of each, in the order given; none for those that return nothing.

    As if sent one by one: each sees what was committed before it began.
    """
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
