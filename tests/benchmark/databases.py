"""Databases beside the one that grows: copies of it as it was, so that sizes are measured in turns."""

from contextlib import contextmanager

from django.db import connection

from tests.databases import drop_database


@contextmanager
def copied(pages):
    """Name of a copy of the database as it is now, with so many pages. Nobody else may be connected to it."""
    original = connection.settings_dict["NAME"]
    name = f"{original}_{pages}"
    with server() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    try:
        yield name
    finally:
        with server() as cursor:
            drop_database(cursor, name)


@contextmanager
def server():
    connection.close()
    with connection._nodb_cursor() as cursor:
        yield cursor
