"""The site that hundreds of tests begin with, made once by the road that editors take and then copied, row by row."""

from functools import cache

from django.db import connection, transaction
from psycopg import sql
from wagtail.models import Site

from cms.models import HomePage
from procedures.models import ProcedureIndexPage
from tests import factories

SCHEMA = "kept"
MADE_BY_TRIGGERS = "procrastinate_events"
NOTES = "cms_change"
"""Triggers make some for the rows that are copied: those of the site take their place."""
WROTE = "SELECT relname FROM pg_stat_xact_user_tables WHERE schemaname = 'public' AND n_tup_ins + n_tup_upd > 0"
UNTOUCHED = "SELECT NOT EXISTS (SELECT FROM api_edition) AND NOT EXISTS (SELECT FROM cms_change)"
OWN = sql.SQL("UPDATE {kept} SET transaction = pg_current_xact_id()::text::bigint; DELETE FROM {table};")
"""The notes belong to the transaction of the test, as if it had made the site."""
REPLACE = sql.SQL("DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {kept});")
COPY = sql.SQL("INSERT INTO {table} OVERRIDING SYSTEM VALUE TABLE {kept} ON CONFLICT DO NOTHING;")


def keep_site():
    """In tables beside those of the program, which stay as they are."""
    connection.close()  # a session counts anew what it wrote
    with transaction.atomic(), connection.cursor() as cursor:
        factories.make_site()
        cursor.execute(WROTE)
        rows = {name: read(cursor, name) for (name,) in cursor.fetchall() if name != MADE_BY_TRIGGERS}
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for name, text in rows.items():
            cursor.execute(f"CREATE TABLE {SCHEMA}.{name} (LIKE public.{name})")
            write(cursor, name, text)


def read(cursor, name):
    with cursor.copy(f"COPY {name} TO STDOUT") as copy:
        return b"".join(copy)


def write(cursor, name, text):
    with cursor.copy(f"COPY {SCHEMA}.{name} FROM STDIN") as copy:
        copy.write(text)


def place_site():
    """As ``make_site``. Made anew where a test commits, or where it has made something before."""
    with connection.cursor() as cursor:
        if not (connection.in_atomic_block and copying() and is_untouched(cursor)):
            return factories.make_site()
        cursor.execute(copying())
    factories.make_root_collection()
    Site.clear_site_root_paths_cache()
    home, index = HomePage.objects.get(), ProcedureIndexPage.objects.get()
    site = Site.objects.get()
    site.root_page = home
    return factories.Place(site, home, index)


def is_untouched(cursor):
    cursor.execute(UNTOUCHED)
    return cursor.fetchone()[0]


@cache
def copying():
    """The statements; none for a database made by older tests."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [SCHEMA])
        names = sorted((name for (name,) in cursor.fetchall()), key=lambda name: (name == NOTES, name))
        return sql.Composed([copying_of(cursor, name) for name in names]) if names else None


def copying_of(cursor, name):
    key = connection.introspection.get_primary_key_column(cursor, name)
    names = {"table": sql.Identifier(name), "kept": sql.Identifier(SCHEMA, name), "key": sql.Identifier(key)}
    return (OWN if name == NOTES else REPLACE).format(**names) + COPY.format(**names)
