"""What answers are made from many rows, made once for each state of the log.

Every change of what is live appends an edition, and what ends by itself says when. So while the newest edition is the
same, and nothing has expired since, a list, a count or a search answers what it answered before. Looking that up costs
a twentieth of a millisecond; counting a hundred thousand documents, a thousand times as much.
"""

import time
from collections import OrderedDict
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from api.reading import read

T = TypeVar("T")

LIMIT = 8 * 2**20
"""Bytes that a process keeps, of what was asked for most recently."""
LONGEST_KEY = 2000
"""Characters. What has a longer key is not kept."""
SECONDS = 60.0
"""For which something is kept at most: what was done to documents around the log, such as a repair, shows then."""

STATE = """
SELECT coalesce((SELECT max(number) FROM api_edition), 0), statement_timestamp(),
    (SELECT min(expires_at) FROM api_document WHERE expires_at > statement_timestamp())
"""


class State(NamedTuple):
    newest: int
    """Number of the newest edition."""
    now: datetime
    """By the database's clock."""
    next_expiry: datetime | None
    """When the first of all live documents expires; None when none does."""

    @classmethod
    def read(cls) -> "State":
        """One query."""
        [row] = read(STATE, {})
        return cls(*row)


class Entry(NamedTuple):
    newest: int
    until: datetime | None
    dropped_at: float
    """By the process's clock."""
    size: int
    value: Any

    def holds(self, state: State) -> bool:
        is_over = self.until is not None and self.until <= state.now
        return self.newest == state.newest and not is_over and time.monotonic() < self.dropped_at


class Memory:
    def __init__(self, *, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.entries: OrderedDict[str, Entry] = OrderedDict()
        self.lock = Lock()

    def get(self, key: str, state: State) -> Entry | None:
        with self.lock:
            entry = self.entries.get(key)
            if entry is None or not entry.holds(state):
                return None
            self.entries.move_to_end(key)
            return entry

    def keep(self, key: str, entry: Entry) -> None:
        with self.lock:
            replaced = self.entries.pop(key, None)
            self.size += entry.size - (replaced.size if replaced else 0)
            self.entries[key] = entry
            while self.size > self.limit:
                _, oldest = self.entries.popitem(last=False)
                self.size -= oldest.size


MEMORY = Memory(limit=LIMIT)


def recall(state: State, key: str) -> Any:
    """What was kept for the key and this state; None when nothing was. Nobody may change it."""
    entry = MEMORY.get(key, state)
    return None if entry is None else entry.value


def keep(state: State, key: str, value: T, *, size: int = 100, until: datetime | None = None) -> T:
    """Keep what was made, of so many bytes, and return it. ``until`` says when it ends, other than by expiry.

    ``state`` was read before it was made. What is made from a newer one does no harm: nobody asks for the older again.
    """
    if len(key) <= LONGEST_KEY:
        end = min((each for each in (state.next_expiry, until) if each is not None), default=None)
        dropped_at = time.monotonic() + SECONDS
        size += len(key)
        MEMORY.keep(key, Entry(newest=state.newest, until=end, dropped_at=dropped_at, size=size, value=value))
    return value
