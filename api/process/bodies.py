"""What this process has read or made, kept for the next client that asks for it: bounded, and never wrong.

Nothing here is looked up without a validator of its own or of what it was made from, and that the database has told in
the same request. Editions never change, so what has a validator is what it was.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

V = TypeVar("V")
Key = str | tuple[str, ...]
OVERHEAD = 400
"""Bytes that Python's objects take beside each key and what is kept under it, roughly."""
OVERHEAD_OF_DEPENDENCY = 80
"""The same for each of a body's dependencies, its text included."""


def room_of(key: Key) -> int:
    """Bytes. Keys count, because they hold what clients sent, which can be longer than what is kept for it."""
    return OVERHEAD + (len(key) if isinstance(key, str) else sum(map(len, key)))


class BoundedMemory(Generic[V]):
    """Values by key. Forgets what was not asked for longest when all take more than ``limit`` bytes together."""

    def __init__(self, *, limit: int, size_of: Callable[[V], int]) -> None:
        self.limit = limit
        self.size_of = size_of
        self.size = 0
        self.values: OrderedDict[Key, V] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Key) -> V | None:
        with self.lock:
            value = self.values.get(key)
            if value is not None:
                self.values.move_to_end(key)
            return value

    def keep(self, key: Key, value: V) -> None:
        """In place of what the key had."""
        with self.lock:
            if key in self.values:
                self.size -= self.room(key, self.values.pop(key))
            self.values[key] = value
            self.size += self.room(key, value)
            while self.size > self.limit:
                self.size -= self.room(*self.values.popitem(last=False))

    def room(self, key: Key, value: V) -> int:
        return room_of(key) + self.size_of(value)

    def clear(self) -> None:
        with self.lock:
            self.values.clear()
            self.size = 0


class Body(NamedTuple):
    content: bytes
    etag: str = ""
    """Of what it was made from, where the key does not say it."""
    dependencies: Sequence[str] = ()
    """Of a document's body: keys of what it was made from."""
    blocks: tuple[str, ...] = ()
    """Of a document's body: names of the types of blocks in it."""

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content) + OVERHEAD_OF_DEPENDENCY * len(self.dependencies)


class Bodies(BoundedMemory[Body]):
    def __init__(self, *, limit: int) -> None:
        super().__init__(limit=limit, size_of=lambda body: body.size)

    def get_or_make(self, key: Key, make: Callable[[], bytes]) -> bytes:
        """A validator is part of the key. Two threads that ask at once both make it, which costs less than waiting."""
        body = self.get(key)
        if body is None:
            body = Body(make())
            self.keep(key, body)
        return body.content


BODIES = Bodies(limit=8 * 2**20)
"""All of it: stored bodies, other forms of them, compressed ones. Some thousand long documents."""
