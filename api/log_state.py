"""Answers made from many documents, made once for each state of the log: lists, counts, searches.

Editions are numbered in the order of commits, and every change of what is public is one. So what was worked out while
an edition was the newest is right while it still is, and until something that it was made from expires. Looking that up
costs a twentieth of a millisecond; counting a hundred thousand documents, a thousand times as much.
"""

import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

from api.reading import read

V = TypeVar("V")

LONGEST = 60.0
"""Seconds. ``rebuild_documents`` writes documents anew without any edition."""

LOG_STATE = (
    "(SELECT concat((SELECT epoch FROM api_feed LIMIT 1), '-',"
    " (SELECT number FROM api_edition ORDER BY number DESC LIMIT 1)))"
)
"""For statements: which log it is and how far it goes. What is read beside it, in one statement, is as of that."""


class Moment(NamedTuple):
    """A state of what is public."""

    log: str
    """As ``LOG_STATE`` says it."""
    now: datetime
    """By the database's clock."""

    next_expiry: datetime | None = None
    """When the first of all live documents expires, where that was asked; None when none does."""

    @classmethod
    def read(cls) -> "Moment":
        """One query."""
        [row] = read(MOMENT, {})
        return cls(*row)


NEXT_EXPIRY = "(SELECT min(expires_at) FROM api_document WHERE expires_at > statement_timestamp())"
MOMENT = f"SELECT {LOG_STATE}, statement_timestamp(), {NEXT_EXPIRY}"


@dataclass(frozen=True, kw_only=True)
class Entry(Generic[V]):
    value: V
    log: str
    expires_at: datetime | None
    """From then on it is not right; None when nothing bounds it."""
    size: int = 1
    kept_at: float = field(default_factory=time.monotonic)

    def holds_at(self, moment: Moment) -> bool:
        return self.log == moment.log and (self.expires_at is None or moment.now < self.expires_at)


class Memory(Generic[V]):
    """The values asked for most recently, up to a size in all."""

    def __init__(self, *, limit: int) -> None:
        self.limit = limit
        self._size = 0
        self._entries: OrderedDict[Hashable, Entry[V]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Entry[V] | None:
        """To be asked whether it holds, as of a moment that was read after this."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None or time.monotonic() > entry.kept_at + LONGEST:
                return None
            self._entries.move_to_end(key)
            return entry

    def keep(self, key: Hashable, entry: Entry[V]) -> None:
        with self._lock:
            before = self._entries.pop(key, None)
            self._entries[key] = entry
            self._size += entry.size - (before.size if before else 0)
            while self._size > self.limit:
                _, oldest = self._entries.popitem(last=False)
                self._size -= oldest.size

    def recall(self, key: Hashable, moment: Moment) -> V | None:
        """The value that holds at the moment; None where there is none."""
        entry = self.get(key)
        return entry.value if entry is not None and entry.holds_at(moment) else None

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()
            self._size = 0


ANSWERS = Memory[Any](limit=8 * 2**20)
"""By address, and of what they are made from by what it is; the size is their bytes."""
