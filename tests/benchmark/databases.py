"""Databases beside the one that grows: copies of it as it was, so that sizes are measured in turns."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def copied(pages):
    """Name of a copy of the database as it is now, with so many pages. Nobody else may be connected to it."""
    original = connection.settings_dict["NAME"]
    name = f"{original}_{pages}"
    on_server(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    try:
        yield name
    finally:
        on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def on_server(statement):
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
