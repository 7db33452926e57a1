"""Databases beside the one that grows: copies of it as it was, so that sizes are measured in turns."""

from django.db import connection


def copy(pages):
    """Of the database as it is now, with so many pages; returns its name. Nobody else may be connected to it."""
    name = f"{connection.settings_dict['NAME']}_{pages}"
    on_server(f'CREATE DATABASE "{name}" TEMPLATE "{connection.settings_dict["NAME"]}"')
    return name


def drop(name):
    on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def on_server(statement):
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
