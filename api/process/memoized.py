"""What follows from a header alone, kept for the next client that sends the same."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

Read = TypeVar("Read", bound=Callable[..., object])

KEPT = 1024
LONGEST = 256
"""Characters. Longer headers are read anew each time: clients could fill the memory with them."""


def memoized(read: Read) -> Read:
    """For pure functions of a header, given first, and of little else."""
    kept = lru_cache(maxsize=KEPT)(read)

    def read_or_recall(header: str, *others: object) -> object:
        return (kept if len(header) <= LONGEST else read)(header, *others)

    return read_or_recall  # type: ignore[return-value]  # it is called as the function is
