"""What this process has read or made, kept for the next client that asks for it: bounded, and never wrong.

Nothing here is looked up without a validator of its own or of what it was made from, and that the database has told in
the same request. Editions never change, so what has a validator is what it was.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import NamedTuple


class Body(NamedTuple):
    """Bytes, and the validator by which the database knows them."""

    etag: str
    content: bytes
    dependencies: Sequence[str] = ()
    """Of a document's body: keys of what it was made from."""


class Kept:
    """Bodies by key. Forgets what was not asked for longest when it holds more than ``limit`` bytes."""

    def __init__(self, *, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.bodies: OrderedDict[Hashable, Body] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Hashable) -> Body | None:
        with self.lock:
            body = self.bodies.get(key)
            if body is not None:
                self.bodies.move_to_end(key)
            return body

    def keep(self, key: Hashable, body: Body) -> None:
        """In place of what the key had."""
        with self.lock:
            replaced = self.bodies.pop(key, None)
            self.size += len(body.content) - (len(replaced.content) if replaced else 0)
            self.bodies[key] = body
            while self.size > self.limit:
                _, oldest = self.bodies.popitem(last=False)
                self.size -= len(oldest.content)

    def clear(self) -> None:
        with self.lock:
            self.bodies.clear()
            self.size = 0

    def get_or_make(self, key: Hashable, etag: str, make: Callable[[], bytes]) -> bytes:
        """The body of this validator. Two threads that ask at once both make it: that costs less than one waiting."""
        body = self.get(key)
        if body is None or body.etag != etag:
            body = Body(etag, make())
            self.keep(key, body)
        return body.content


KEPT = Kept(limit=16 * 2**20)
"""All of it: stored bodies, other forms of them, compressed ones. Some two thousand long documents."""
