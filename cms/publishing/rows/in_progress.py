"""Knows which publications are in progress, so that a change is not missed by one that has read what was before it.

A publication reads a contact line; the line is changed and committed; what follows is looked for; and only then does
the publication commit, with the old line. So every publication holds a shared lock from before its first read until it
commits, and whoever looks for what follows first waits for those that were in progress at that time.
"""

import time

from django.db import connection

from api.process.sql import Statement, run

LOCK = 7_201_846_114

BEGIN = Statement("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
"""Held until the transaction ends. Shared: publications do not wait for each other here."""


def begin_reading() -> None:
    run(BEGIN)


def in_progress() -> set[str]:
    """Other transactions that have begun to read and have not ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND (classid::bigint << 32) | objid::bigint = %s",
            [LOCK],
        )
        return {row[0] for row in cursor.fetchall()}


def wait_for_others(*, seconds: float) -> bool:
    """True once every publication that is in progress now has ended; false when that takes longer."""
    others = in_progress()
    deadline = time.monotonic() + seconds
    while others and time.monotonic() < deadline:
        time.sleep(0.02)
        others &= in_progress()
    return not others
