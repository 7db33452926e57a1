"""Ends connections under queries that get no answer, not even by their own timeouts.

PostgreSQL stops a slow query itself (``statement_timeout``), and the kernel notices a machine that is gone
(``tcp_user_timeout``, ``keepalives``). Neither notices a PostgreSQL that is itself stopped, as by a failing disk.
"""

import logging
import os
import socket
import threading
import time
from contextlib import suppress

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper

from api.process.throttled_log import ThrottledLog

LONGEST = 4.0
"""Seconds that a request may take, asked again or not."""
EVERY = 0.5
"""Seconds; by so much it may be longer."""

given_up = ThrottledLog(logging.getLogger(__name__))


class Watchdog:
    def __init__(self) -> None:
        self.since: dict[BaseDatabaseWrapper, float] = {}
        """When the request that has the connection began, by the monotonic clock."""
        self.thread: threading.Thread | None = None

    def begin(self, connection: BaseDatabaseWrapper) -> None:
        if self.thread is None:
            self.start()
        self.since[connection] = time.monotonic()

    def end(self, connection: BaseDatabaseWrapper) -> None:
        del self.since[connection]

    def start(self) -> None:
        """By the first request: the thread would not survive the fork of a server's workers."""
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self) -> None:
        while True:
            time.sleep(EVERY)
            self.look(time.monotonic())

    def look(self, now: float) -> None:
        for connection, since in [*self.since.items()]:
            if now - since > LONGEST:
                given_up.warn("The database has not answered for %s seconds: its connection is given up", LONGEST)
                give_up(connection)


def give_up(connection: BaseDatabaseWrapper) -> None:
    """The thread that waits for an answer gets an error."""
    session = connection.connection  # which that thread may close at any time
    if session is None:
        return
    with suppress(OSError, psycopg.Error), socket.socket(fileno=os.dup(session.fileno())) as end:
        end.shutdown(socket.SHUT_RDWR)
