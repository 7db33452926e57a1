"""What hundreds of tests begin with, made once by the road that editors take and then copied, row by row.

What was made is kept in a schema for itself, beside the tables of the program, which stay as they are.
"""

from functools import cache

import psycopg
from django.db import connection
from psycopg import sql

from cms.publishing.following.capture import watched_tables
from tests.processes import database_url

SITE = "kept"
"""What ``tests/kept.py`` makes: the beginning of everything else."""
BROUGHT = "brought"
"""What migrations have put into other tables, the root of collections for one."""
MADE_BY_TRIGGERS = "procrastinate_events"
NOTES = "cms_change"
"""Triggers make some for the rows that are copied: those that were kept take their place."""
WROTE = "SELECT relname FROM pg_stat_xact_user_tables WHERE schemaname = 'public' AND n_tup_ins + n_tup_upd > 0"
SAME = sql.SQL(
    "(SELECT count(*) FROM {table}) = (SELECT count(*) FROM {before})"
    " AND NOT EXISTS (TABLE {table} EXCEPT TABLE {before})"
)
NONE = sql.SQL("NOT EXISTS (SELECT FROM {table})")
OWN = sql.SQL("UPDATE {kept} SET transaction = pg_current_xact_id()::text::bigint; DELETE FROM {table};")
"""The notes belong to the transaction of the test, as if it had made what is copied."""
COPY = sql.SQL("INSERT INTO {table} AS old OVERRIDING SYSTEM VALUE TABLE {kept} ON CONFLICT ({key}) DO {change};")
CHANGE = sql.SQL("UPDATE SET ({columns}) = ROW ({values}) WHERE old.* IS DISTINCT FROM excluded.*")
GONE = sql.SQL("SELECT EXISTS (SELECT FROM {before} WHERE ({key}) NOT IN (SELECT {key} FROM {kept}))")
REMOVE = sql.SQL("DELETE FROM {table} WHERE ({key}) NOT IN (SELECT {key} FROM {kept});")


def once(name, make):
    """What ``make`` does on the site: done by the first test that asks for ``name``, and had by the others.

    Made anew where a test commits, and where anything else stands in a table that it writes to. It is kept only if
    nothing else stood there when it was made: a test asks for it before it asks for people.
    """
    schema = f"{SITE}_{name}"
    if not (connection.in_atomic_block and tables(SITE)):
        return make()
    if tables(schema):
        return copy(schema) if is_only_the_site(tables(schema)) else make()
    is_alone = is_only_the_site(written_to())
    make()
    if is_alone:
        keep(schema, rows_of(changed()))
    return None


def forget():
    """What other code has made, in a database that is used again (``--reuse-db``)."""
    found = "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)"
    with psycopg.connect(database_url()) as session:
        for (schema,) in session.execute(found, [f"{SITE}_"]).fetchall():
            session.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))


def is_only_the_site(names):
    """What stands in the tables."""
    return ask(asking(tuple(names)))


@cache
def asking(names):
    """Whether only the site stands in these tables. As text, which takes longer to put together than to be asked."""
    conditions = [(SAME if before(name) else NONE).format(**places(name)) for name in names]
    return sql.SQL("SELECT {}").format(sql.SQL(" AND ").join([sql.SQL("true"), *conditions])).as_string()


def before(name):
    """The schema with what stood in the table at first, if anything did."""
    return next((schema for schema in (SITE, BROUGHT) if name in tables(schema)), None)


def ask(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def written_to():
    """The tables in which this transaction has made or changed anything."""
    with connection.cursor() as cursor:
        cursor.execute(WROTE)
        return sorted(name for (name,) in cursor.fetchall() if name != MADE_BY_TRIGGERS)


def changed():
    """The tables in which anything else stands than on the site, and the notes that triggers make of these."""
    names = [name for name in written_to() if not is_only_the_site([name])]
    return sorted({*names, NOTES}) if set(names) & set(watched_tables()) else names


def filled():
    """The tables in which anything stands."""
    exists = sql.SQL("SELECT EXISTS (SELECT FROM {})")
    names = connection.introspection.table_names()
    return [name for name in names if ask(exists.format(sql.Identifier("public", name)))]


def rows_of(names):
    """All that is in them."""
    with connection.cursor() as cursor:
        return {name: read(cursor, sql.Identifier(name)) for name in names}


def read(cursor, table):
    with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(table)) as copied:
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
    return sql.Composed([copying_of(schema, name) for name in ordered]).as_string()


def copying_of(schema, name):
    where = places(name, kept=schema)
    copied = COPY.format(**where, change=change_of(name))
    if name == NOTES:
        return OWN.format(**where) + copied
    is_less = before(name) and ask(GONE.format(**where))
    return REMOVE.format(**where) + copied if is_less else copied


def change_of(name):
    """For a row that is there already."""
    columns, key = columns_of(name)
    others = [sql.Identifier(column) for column in columns if column not in key]
    if not others:
        return sql.SQL("NOTHING")
    new = [sql.SQL("excluded.{}").format(column) for column in others]
    return CHANGE.format(columns=sql.SQL(", ").join(others), values=sql.SQL(", ").join(new))


def places(name, *, kept=SITE):
    return {
        "table": sql.Identifier("public", name),
        "before": sql.Identifier(before(name) or SITE, name),
        "kept": sql.Identifier(kept, name),
        "key": sql.SQL(", ").join(map(sql.Identifier, columns_of(name)[1])),
    }


@cache
def columns_of(name):
    """All, and those of the key."""
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, name)
        key = connection.introspection.get_primary_key_columns(cursor, name)
    return [column.name for column in described], key


@cache
def tables(schema):
    """None where nothing is kept: for a database made by older tests, say."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        return tuple(sorted(name for (name,) in cursor.fetchall()))
