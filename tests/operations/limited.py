"""What a process of the authoring plane says of how long it waits."""

from django.db import connection


def tell_waits_of_web():
    import cms.wsgi  # noqa: F401  as a server does

    tell()


def tell():
    with connection.cursor() as cursor:
        for name in ("lock_timeout", "statement_timeout"):
            cursor.execute(f"SHOW {name}")
            print(name, cursor.fetchone()[0])


def tell_waits_of_command():
    tell()
