"""What forks do (``tests/forks.py``). Loaded once, by the process that they are forked from."""

import os

import dj_database_url
import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.core.management import execute_from_command_line
from django.db import connection
from django.urls import get_resolver

get_resolver().url_patterns  # noqa: B018  loads the views


def begin(run, arguments, outputs, database):
    """In a group of its own, so that it can be interrupted as from a terminal."""
    os.setsid()
    for descriptor, path in enumerate(outputs, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), descriptor)
    connection.settings_dict.update(place_of(database))
    run(*arguments)


def place_of(database):
    """Of one beside the test's, by its name, or of any other, by its URL."""
    if "://" not in database:
        return {"NAME": database}
    named = dj_database_url.parse(database)
    return {part: named[part] for part in ("HOST", "PORT", "USER", "PASSWORD", "NAME")}


def command(*words):
    execute_from_command_line(["manage.py", *words])
