"""What hundreds of tests begin with, made once by the road that editors take and then copied, row by row.

What was made is kept in a schema for itself, beside the tables of the program, which stay as they are.
"""

from functools import cache

import psycopg
from django.db import connection
from psycopg import sql

from tests.processes import database_url

SITE = "kept"
"""What ``tests/kept.py`` makes: the beginning of everything else."""
MADE_BY_TRIGGERS = "procrastinate_events"
NOTES = "cms_change"
"""Triggers make some for the rows that are copied: those that were kept take their place."""
WROTE = "SELECT relname FROM pg_stat_xact_user_tables WHERE schemaname = 'public' AND n_tup_ins + n_tup_upd > 0"
SAME_NUMBER = sql.SQL("(SELECT count(*) FROM {table}) = (SELECT count(*) FROM {before})")
NONE = sql.SQL("NOT EXISTS (SELECT FROM {table})")
ALL_THERE = sql.SQL("NOT EXISTS (SELECT FROM {before} WHERE {key} NOT IN (SELECT {key} FROM {table}))")
NEW = sql.SQL(
    "SELECT * FROM {table} AS one WHERE NOT EXISTS"
    " (SELECT FROM {before} AS other WHERE other.{key} = one.{key} AND other.*::text = one.*::text)"
)
ALL = sql.SQL("TABLE {table}")
OWN = sql.SQL("UPDATE {kept} SET transaction = pg_current_xact_id()::text::bigint; DELETE FROM {table};")
"""The notes belong to the transaction of the test, as if it had made what is copied."""
REPLACE = sql.SQL("DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {kept});")
COPY = sql.SQL("INSERT INTO {table} OVERRIDING SYSTEM VALUE TABLE {kept} ON CONFLICT DO NOTHING;")


def once(name, make):
    """What ``make`` does on the site: done by the first test that asks for ``name``, and had by the others.

    Made anew where a test commits, and where anything else stands in a table that it writes to.
    """
    schema = f"{SITE}_{name}"
    if not (connection.in_atomic_block and tables(SITE)):
        make()
    elif tables(schema):
        copy(schema) if is_only_the_site(tables(schema)) else make()
    else:
        is_first = is_only_the_site(written_to())
        make()
        if is_first and holds(ALL_THERE, [name for name in tables(SITE) if name != NOTES]):
            keep(schema, rows_of(written_to(), before=SITE))


def is_only_the_site(names):
    of_site = [name for name in names if name in tables(SITE)]
    return holds(SAME_NUMBER, of_site) and holds(NONE, sorted({*names} - {*of_site}))


def holds(condition, names):
    """For each of the tables."""
    conditions = [condition.format(**places(SITE, name)) for name in names]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT {}").format(sql.SQL(" AND ").join(conditions or [sql.SQL("true")])))
        return cursor.fetchone()[0]


def written_to():
    """The tables in which this transaction has made or changed anything."""
    with connection.cursor() as cursor:
        cursor.execute(WROTE)
        return sorted(name for (name,) in cursor.fetchall() if name != MADE_BY_TRIGGERS)


def rows_of(names, *, before=None):
    """What is in them, beyond what the other schema has."""
    old = [name for name in tables(before) if name != NOTES] if before else []
    found = {name: read(NEW if name in old else ALL, before or SITE, name) for name in names}
    return {name: rows for name, rows in found.items() if rows or name == NOTES}


def read(query, before, name):
    query = query.format(**places(before, name))
    with connection.cursor() as cursor, cursor.copy(sql.SQL("COPY ({}) TO STDOUT").format(query)) as copied:
        return b"".join(copied)


def keep(schema, rows):
    """For good, whatever becomes of the transaction of the test."""
    with psycopg.connect(database_url()) as session:
        session.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
        for name, text in rows.items():
            table = sql.Identifier(schema, name)
            session.execute(sql.SQL("CREATE TABLE {} (LIKE {})").format(table, sql.Identifier("public", name)))
            with session.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(table)) as copied:
                copied.write(text)
    tables.cache_clear()


def copy(schema):
    with connection.cursor() as cursor:
        cursor.execute(copying(schema))


@cache
def copying(schema):
    ordered = sorted(tables(schema), key=lambda name: (name == NOTES, name))
    return sql.Composed([copying_of(schema, name) for name in ordered])


def copying_of(schema, name):
    return sql.SQL("").join(
        part.format(**places(schema, name), kept=sql.Identifier(schema, name))
        for part in (OWN if name == NOTES else REPLACE, COPY)
    )


def places(schema, name):
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_column(cursor, name)
    return {"table": sql.Identifier("public", name), "before": sql.Identifier(schema, name), "key": sql.Identifier(key)}


@cache
def tables(schema):
    """None where nothing is kept: for a database made by older tests, say."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        return tuple(sorted(name for (name,) in cursor.fetchall()))
