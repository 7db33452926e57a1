"""How long servers and workers wait for the database. Commands, such as migrations, wait as long as it takes.

PostgreSQL ends what waits for a lock, or runs, too long. A PostgreSQL that is itself stopped, as by a failing disk,
ends nothing: then the connection is given up from here.
"""

import logging
import threading
import time
from weakref import WeakKeyDictionary

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg.pq import TransactionStatus

from api.process.throttled_log import ThrottledLog
from cms.delivery.watchdog import give_up
from cms.environment import Waits

EVERY = 0.5
"""Seconds between two looks at statements that run."""
GRACE = 10.0
"""Seconds that a statement may take longer than PostgreSQL lets it run."""

given_up = ThrottledLog(logging.getLogger(__name__))


class Limiter:
    """Of one process: every connection that it opens is limited."""

    def __init__(self, waits: Waits) -> None:
        self.waits = waits
        self.running: WeakKeyDictionary[BaseDatabaseWrapper, float | None] = WeakKeyDictionary()
        """Since when each connection has been seen with a statement that runs, by the monotonic clock."""
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None

    def begin(self) -> None:
        connection_created.connect(self.limit, weak=False, dispatch_uid=__name__)

    def limit(self, connection: BaseDatabaseWrapper, **rest: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('lock_timeout', %s, false), set_config('statement_timeout', %s, false)",
                [milliseconds(self.waits.lock), milliseconds(self.waits.statement)],
            )
        if self.waits.statement:
            self.watch(connection)

    def watch(self, connection: BaseDatabaseWrapper) -> None:
        """The thread begins with the first connection: it would not survive the fork of a server's workers."""
        with self.lock:
            self.running[connection] = None
        if self.thread is None:
            self.thread = threading.Thread(target=self.look_again_and_again, daemon=True)
            self.thread.start()

    def look_again_and_again(self) -> None:
        while True:
            time.sleep(EVERY)
            self.look(time.monotonic())

    def look(self, now: float) -> None:
        with self.lock:
            found = [(connection, since) for connection, since in self.running.items() if is_running(connection)]
            self.running.update(dict.fromkeys(self.running.keys()) | {each: since or now for each, since in found})
        for connection, since in found:
            if since is not None and now - since > self.waits.statement + GRACE:
                given_up.warn("The database has not answered for %.0f seconds: its connection is given up", now - since)
                give_up(connection)


def is_running(connection: BaseDatabaseWrapper) -> bool:
    session = connection.connection  # which its thread may close at any time
    return session is not None and session.info.transaction_status == TransactionStatus.ACTIVE


def milliseconds(seconds: float) -> str:
    return str(round(seconds * 1000))


def limit_waits(waits: Waits) -> None:
    """In this process, from now on."""
    Limiter(waits).begin()
