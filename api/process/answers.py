"""Answers made from many documents, made once for each state of the log: lists, counts, searches.

Editions are numbered in the order of commits, and every change of what is public is one. So what was worked out while
an edition was the newest is right while it still is, and until something that it was made from expires. Looking that up
costs a twentieth of a millisecond; counting a hundred thousand documents, a thousand times as much.
"""

import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from api.process.bodies import BoundedMemory, Key
from api.process.sql import read

V = TypeVar("V")

LONGEST = 60.0
"""Seconds, for what somebody writes by hand."""

LOG_STATE = (
    "(SELECT concat((SELECT epoch || '-' || rebuilt FROM api_feed LIMIT 1), '-',"
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
    size: int = 0
    """Bytes that its value has beside an object's usual ones."""
    kept_at: float = field(default_factory=time.monotonic)

    def holds_at(self, moment: Moment) -> bool:
        """A moment that was read after the entry was looked up."""
        is_same = self.log == moment.log and (self.expires_at is None or moment.now < self.expires_at)
        return is_same and time.monotonic() < self.kept_at + LONGEST


class Answers(BoundedMemory[Entry[Any]]):
    def __init__(self, *, limit: int) -> None:
        super().__init__(limit=limit, size_of=lambda entry: entry.size)

    def recall(self, key: Key, moment: Moment) -> Any:
        """The value that holds at the moment; None where there is none."""
        entry = self.get(key)
        return entry.value if entry is not None and entry.holds_at(moment) else None


ANSWERS = Answers(limit=4 * 2**20)
"""By address, and of what they are made from by what it is."""
