"""How many requests a worker of the delivery plane answers at a time, and how long the others wait for their turn.

Each running request has a lane, and each lane has a database connection. The others wait in a queue that needs no
threads. When one has waited in vain, the worker is behind: then those who come are refused at once, until nobody waits
any more. So a queue that has grown is gone in a moment, and nobody waits long only to be refused. docs/adr/0026 says
why it is done here.
"""

import logging
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Protocol

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

logger = logging.getLogger(__name__)

LANES = 2
"""With one, a single slow query would hold up everything."""
PATIENCE = 1.5
"""Seconds that a request waits for its turn."""
CROWD = 32
"""As many wait, at the least, when clients come that the server cannot even take in."""
LONGEST = 5.0
"""Seconds after which the database has stopped answering, whatever it once promised: above all its own timeouts."""
WATCHED_EVERY = 0.25
"""Seconds; by so much either of them may be longer."""


class Asked(Protocol):
    """A request."""

    since: float
    """When it came, by the monotonic clock."""

    def answer(self) -> None:
        """In a thread whose database connection is a lane's."""

    def refuse(self) -> None:
        """Soon, in any thread, without the database."""


def attempt(do: Callable[[], None]) -> None:
    """A failure may lose one request, but neither the lane nor whoever looks after all of them."""
    try:
        do()
    except Exception:
        logger.exception("A request was not answered")


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


class Current(threading.local):
    """The lane whose connection this thread uses."""

    lane: Lane | None = None


class Lanes:
    def __init__(self, number: int = LANES) -> None:
        self.all = [Lane() for _ in range(number)]
        self.free = [*self.all]
        self.waiting: deque[Asked] = deque()
        """Empty where a lane is free."""
        self.is_behind = False
        self.lock = Lock()
        self.current = Current()

    @property
    def is_crowded(self) -> bool:
        return len(self.waiting) >= CROWD

    def take(self, asked: Asked) -> None:
        """Answer it and whoever waits then; or leave it to the threads that have the lanes, and return at once."""
        with self.lock:
            lane = self.free.pop() if self.free else None
            if lane is None and not self.is_behind:
                self.waiting.append(asked)
                return
        if lane is None:
            attempt(asked.refuse)
        else:
            self.work(lane, asked)

    def work(self, lane: Lane, asked: Asked) -> None:
        if self.current.lane is not lane:
            connections["default"] = lane.connection
            self.current.lane = lane
        turn: Asked | None = asked
        while turn is not None:
            lane.busy_since = time.monotonic()
            attempt(turn.answer)
            turn = self.next_turn(lane)

    def next_turn(self, lane: Lane) -> Asked | None:
        """Of the one who waits longest: whoever comes just now must not go first."""
        with self.lock:
            if self.waiting:
                return self.waiting.popleft()
            lane.busy_since = None
            self.free.append(lane)
            self.is_behind = False
            return None

    def watch(self) -> None:
        """Runs for good, in a thread of its own."""
        while True:
            time.sleep(WATCHED_EVERY)
            self.look(time.monotonic())

    def look(self, now: float) -> None:
        for lane in self.all:
            since = lane.busy_since
            if since is not None and now - since > LONGEST:
                attempt(lane.give_up)
        for asked in self.out_of_patience(now):
            attempt(asked.refuse)

    def out_of_patience(self, now: float) -> list[Asked]:
        """Takes them out of the queue."""
        found = []
        with self.lock:
            while self.waiting and now - self.waiting[0].since > PATIENCE:
                found.append(self.waiting.popleft())
                self.is_behind = True
        return found
