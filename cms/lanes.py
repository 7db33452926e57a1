"""How many requests a worker of the delivery plane answers at a time, and how long the others wait for their turn.

Each request needs a lane, and each lane has a database connection. Threads that wait hold none. When somebody has
waited in vain, the worker is behind: then those who come are refused at once, until nobody waits any more. So a queue
that has grown is gone in a moment, and nobody waits long only to be refused. docs/adr/0026 says why it is done here.
"""

import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

LANES = 2
"""With one, a single slow query would hold up everything."""
PATIENCE = 1.5
"""Seconds that a request waits for its turn."""
CROWD = 32
"""As many wait, at the least, when clients come that the server cannot even take in."""
LONGEST = 5.0
"""Seconds after which the database has stopped answering, whatever it once promised: above all its own timeouts."""


class Lane:
    def __init__(self) -> None:
        self.connection: BaseDatabaseWrapper = connections.create_connection("default")
        self.connection.inc_thread_sharing()
        self.busy_since: float | None = None

    def give_up(self) -> None:
        """End the connection under a query that does not end, whose thread then gets an error.

        PostgreSQL stops slow queries itself, but not one that hangs with its whole machine, or is itself stopped.
        """
        if self.connection.connection is not None:
            with suppress(OSError), socket.socket(fileno=self.connection.connection.fileno()) as end:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                finally:
                    end.detach()  # the descriptor is libpq's to close


class Waiter:
    """A thread that waits for a lane."""

    def __init__(self) -> None:
        self.lane: Lane | None = None
        self.turn = Lock()
        self.turn.acquire()


class Current(threading.local):
    """The lane whose connection this thread uses."""

    lane: Lane | None = None


class Lanes:
    def __init__(self, number: int = LANES, *, patience: float = PATIENCE) -> None:
        self.all = [Lane() for _ in range(number)]
        self.free = [*self.all]
        self.waiting: deque[Waiter] = deque()
        self.patience = patience
        self.is_behind = False
        self.lock = Lock()
        self.current = Current()

    @property
    def is_crowded(self) -> bool:
        return len(self.waiting) >= CROWD

    @contextmanager
    def one(self) -> Iterator[bool]:
        """The thread has a lane to itself; False when it did not get one."""
        lane = self.enter()
        if lane is None:
            yield False
            return
        if self.current.lane is not lane:
            connections["default"] = lane.connection
            self.current.lane = lane
        lane.busy_since = time.monotonic()
        try:
            yield True
        finally:
            lane.busy_since = None
            self.leave(lane)

    def enter(self) -> Lane | None:
        with self.lock:
            if self.free:
                self.is_behind = False
                return self.free.pop()
            if self.is_behind:
                return None
            waiter = Waiter()
            self.waiting.append(waiter)
        if waiter.turn.acquire(timeout=self.patience):
            return waiter.lane
        with self.lock:
            if waiter.lane is None:  # else its turn came this very moment
                self.is_behind = True
                self.waiting.remove(waiter)
            return waiter.lane

    def leave(self, lane: Lane) -> None:
        """To the one who waits longest: whoever comes just now must not go first."""
        with self.lock:
            if self.waiting:
                waiter = self.waiting.popleft()
                waiter.lane = lane
                waiter.turn.release()
            else:
                self.free.append(lane)

    def watch(self) -> None:
        """Runs for good, in a thread of its own."""
        while True:
            time.sleep(1)
            for lane in self.all:
                since = lane.busy_since
                if since is not None and time.monotonic() - since > LONGEST:
                    lane.give_up()
