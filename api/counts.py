"""What takes a look at many rows, counted once for each state of the log.

PostgreSQL counts a hundred thousand documents in tens of milliseconds, which is a hundred times what a page of them
costs. Every change of what is live appends an edition, so until the log has grown, or something that was counted has
expired, a count is what it was.
"""

import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from api.reading import read

NEWEST = "coalesce((SELECT max(number) FROM api_edition), 0)"
"""For statements: number of the newest edition, as of the statement."""
KEPT = 1000
"""Counts that a process keeps, those asked for most recently."""
LONGEST = 4000
"""Characters of a statement with its values. The count of a longer one is not kept."""
SECONDS = 60.0
"""For which a count is kept at most: what was done to documents around the log, such as a repair, shows then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a statement saw."""

    newest: int
    """Number of the newest edition."""
    now: datetime
    """By the database's clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    value: Any
    newest: int
    until: datetime | None
    """When the first of what was counted expires; None when nothing does."""
    dropped_at: float
    """By the process's clock."""

    def holds(self, state: State) -> bool:
        return (
            self.newest == state.newest
            and (self.until is None or self.until > state.now)
            and time.monotonic() < self.dropped_at
        )


class Counts:
    def __init__(self) -> None:
        self.counted: OrderedDict[str, Counted] = OrderedDict()
        self.lock = Lock()

    def get(self, key: str, state: State | None) -> Any:
        """None where it has to be counted."""
        with self.lock:
            counted = self.counted.get(key)
            if counted is None or state is None or not counted.holds(state):
                return None
            self.counted.move_to_end(key)
            return counted.value

    def keep(self, key: str, counted: Counted) -> None:
        with self.lock:
            self.counted[key] = counted
            self.counted.move_to_end(key)
            if len(self.counted) > KEPT:
                self.counted.popitem(last=False)


COUNTS = Counts()


def count(statement: str, values: Mapping[str, Any], state: State | None) -> Any:
    """What the statement counts; ``state`` is what the request has seen of the log, None when it has seen nothing.

    The statement answers with one row: ``NEWEST``, the first ``expires_at`` of what it counts, and the value. It may
    see more than the state does: then its count is kept for what it saw.
    """
    key = f"{statement}{values}"
    found = COUNTS.get(key, state)
    if found is not None:
        return found
    [(newest, until, value)] = read(statement, values)
    if len(key) <= LONGEST:
        dropped_at = time.monotonic() + SECONDS
        COUNTS.keep(key, Counted(value=value, newest=newest, until=until, dropped_at=dropped_at))
    return value
