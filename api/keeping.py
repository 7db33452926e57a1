"""What this process has read or made, kept for the next client that asks for it: bounded, and never wrong.

Nothing here is looked up without a validator of its own or of what it was made from, and that the database has told in
the same request. Editions never change, so what has a validator is what it was.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

V = TypeVar("V")
OVERHEAD = 400
"""Bytes that Python's objects take beside the content, roughly."""
OVERHEAD_OF_KEY = 80
"""The same for each of a body's dependencies, its text included."""


class Memory(Generic[V]):
    """Values by key. Forgets what was not asked for longest when they have more than ``limit`` bytes together."""

    def __init__(self, *, limit: int, size_of: Callable[[V], int]) -> None:
        self.limit = limit
        self.size_of = size_of
        self.size = 0
        self.values: OrderedDict[Hashable, V] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Hashable) -> V | None:
        with self.lock:
            value = self.values.get(key)
            if value is not None:
                self.values.move_to_end(key)
            return value

    def keep(self, key: Hashable, value: V) -> None:
        """In place of what the key had."""
        with self.lock:
            replaced = self.values.pop(key, None)
            self.size += self.size_of(value) - (0 if replaced is None else self.size_of(replaced))
            self.values[key] = value
            while self.size > self.limit:
                _, oldest = self.values.popitem(last=False)
                self.size -= self.size_of(oldest)

    def clear(self) -> None:
        with self.lock:
            self.values.clear()
            self.size = 0


class Body(NamedTuple):
    """Bytes, and the validator by which the database knows them."""

    etag: str
    content: bytes
    dependencies: Sequence[str] = ()
    """Of a document's body: keys of what it was made from."""

    @property
    def size(self) -> int:
        """In bytes, with roughly what Python's objects take."""
        return len(self.content) + OVERHEAD + OVERHEAD_OF_KEY * len(self.dependencies)


class Kept(Memory[Body]):
    def __init__(self, *, limit: int) -> None:
        super().__init__(limit=limit, size_of=lambda body: body.size)

    def get_or_make(self, key: Hashable, etag: str, make: Callable[[], bytes]) -> bytes:
        """The body of this validator. Two threads that ask at once both make it: that costs less than one waiting."""
        body = self.get(key)
        if body is None or body.etag != etag:
            body = Body(etag, make())
            self.keep(key, body)
        return body.content


KEPT = Kept(limit=8 * 2**20)
"""All of it: stored bodies, other forms of them, compressed ones. Some thousand long documents."""
