"""What the roles of the database may do. Each ``migrate`` gives it to them anew, so that no table of a later version is
forgotten.

The roles are made once by whoever may (docs/operations.md, "Database roles"); one that is not there gets nothing. The
one that migrates owns the tables.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connections

WEB, READ = "hospital_web", "hospital_read"
COUNT = "api_add_counts(text[], text[], text[], bigint[])"
"""Adds to numbers (``api.process.counts``), and can do nothing else."""
LOG = "api_webhook_log(text, bigint, integer, bigint[], text[], text[], text[])"
"""What was sent to webhooks, without their addresses and secrets, for a key that opens it."""
TELL = "api_tell_searches(text[], text[], text[])"
"""Keeps the words of what was often searched (``api.search.unfound``), and can do nothing else."""
UNREAD = {"api_count", "api_frequentsearch"}
"""Of the API's tables: what readers searched for and programs read is for the admin."""
KEPT = ("api_edition", "wagtailcore_modellogentry", "wagtailcore_pagelogentry")
"""What is written there stays: the record of what readers saw, and who did what."""


def web_grants() -> Iterator[str]:
    """For the authoring plane, the worker and the commands."""
    yield f"GRANT USAGE ON SCHEMA public TO {WEB};"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {WEB};"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {WEB};"
    yield f"REVOKE UPDATE, DELETE ON {', '.join(KEPT)} FROM {WEB};"
    yield f"GRANT EXECUTE ON FUNCTION {COUNT}, {LOG}, {TELL} TO {WEB};"


def read_grants() -> Iterator[str]:
    """For the delivery plane: the tables of the API and no others, and to count what is asked for."""
    yield f"GRANT USAGE ON SCHEMA public TO {READ};"
    for table in sorted({model._meta.db_table for model in apps.get_app_config("api").get_models()} - UNREAD):
        yield f"GRANT SELECT ON {table} TO {READ};"
    yield f"GRANT EXECUTE ON FUNCTION {COUNT}, {LOG}, {TELL} TO {READ};"


GRANTS = {WEB: web_grants, READ: read_grants}


def give_rights(using: str, **signal: object) -> None:
    """After each ``migrate``."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [[*GRANTS]])
        for (role,) in cursor.fetchall():
            for statement in GRANTS[role]():
                cursor.execute(statement)
