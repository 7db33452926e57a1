"""What is counted while requests are answered: kept in memory, and written now and then by a thread of its own.

A request adds one to a number. Every few seconds the numbers go to the database, all in one statement, by a function
that can do nothing else (migration 0013): the delivery plane's role writes no table. What could not be written is lost,
as is what a process has counted when it ends: counts are no record.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import NamedTuple

from django.db import Error, connections
from django.db.transaction import atomic
from django.utils import timezone

from api.process.models import Count

EVERY = 15.0
"""Seconds."""
MOST = 10_000
"""Different things between two writings. What else comes is not counted, so nobody can fill the memory."""
LONGEST = 200
"""Characters of a name."""
KEPT = {Count.Kind.READ: timedelta(days=400), Count.Kind.NOT_FOUND: timedelta(days=90)}
"""How long the database keeps them."""
ELSEWHERE = "counts"
"""Name of the database to write to, where what is read is a replica."""

logger = logging.getLogger(__name__)


class Counted(NamedTuple):
    kind: str
    digest: str
    """Of the key that was sent along; empty for none."""
    names: tuple[str, ...]
    """What was asked for at once: each has a count of its own in the database."""


class Counts:
    def __init__(self, *, most: int = MOST) -> None:
        self.most = most
        self.totals: dict[Counted, int] = {}
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None
        self.is_lost = False
        """The last was not written."""
        self.afterwards: list[Callable[[], None]] = []
        """Done after each writing, by the same thread."""

    def add(self, kind: str, *names: str, digest: str = "") -> None:
        """One more of each, in a microsecond. ``kind`` is one of ``Count.Kind``; names say nothing about who asks."""
        counted = Counted(kind, digest, names)
        with self.lock:
            total = self.totals.get(counted, 0)
            if total or len(self.totals) < self.most:
                self.totals[counted] = total + 1

    def take(self) -> dict[Counted, int]:
        """All, and begin anew."""
        with self.lock:
            totals, self.totals = self.totals, {}
        return totals

    def flush(self) -> None:
        """Write all that was counted since. Raises Django's database errors."""
        if totals := self.take():
            write(totals)
            for follow in self.afterwards:
                follow()

    def start(self) -> None:
        """By a server's first request: the thread would not survive the fork of its workers."""
        if self.thread is None:
            self.thread = threading.Thread(target=self.flush_forever, daemon=True)
            self.thread.start()

    def flush_forever(self) -> None:
        while True:
            time.sleep(EVERY)
            self.try_to_flush()
            connections.close_all()  # those of this thread

    def try_to_flush(self) -> None:
        """Said once, not each time: on a replica nothing can ever be written."""
        try:
            self.flush()
        except Error as error:
            if not self.is_lost:
                logger.warning("What readers ask for is not counted: %s", error)
            self.is_lost = True
        else:
            self.is_lost = False


ADD = "SELECT api_add_counts(%s::text[], %s::text[], %s::text[], %s::bigint[])"


def write(totals: dict[Counted, int]) -> None:
    rows = [(str(kind), digest, storable(name), n) for (kind, digest, names), n in totals.items() for name in names]
    call(ADD, rows)


def call(statement: str, rows: Sequence[tuple[str | int, ...]]) -> None:
    """A function of the database that writes, with an array of each column."""
    database = ELSEWHERE if ELSEWHERE in connections.settings else "default"
    with atomic(database), connections[database].cursor() as cursor:
        cursor.execute("SET TRANSACTION READ WRITE")  # connections of the delivery plane begin as reading ones
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


def storable(name: str) -> str:
    """PostgreSQL's text holds neither NUL nor half a character."""
    return name[:LONGEST].replace("\0", "").encode(errors="replace").decode()


def forget_old() -> None:
    today = timezone.now().date()
    for kind, kept in KEPT.items():
        Count.objects.filter(kind=kind, day__lt=today - kept).delete()


COUNTS = Counts()
"""Of this process."""
