"""What has been made for one reader, kept for the next: bounded, in the memory of the process."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class ByteCache:
    """Bytes by key. Forgets what was not asked for longest when it holds more than ``capacity`` bytes."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.held = 0
        self.entries: OrderedDict[Hashable, bytes] = OrderedDict()
        self.lock = Lock()

    def get_or_make(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Two threads that ask at once for what is not there both make it: that costs less than one waiting."""
        with self.lock:
            found = self.entries.get(key)
            if found is not None:
                self.entries.move_to_end(key)
                return found
        made = make()
        with self.lock:
            self.held += len(made) - len(self.entries.pop(key, b""))
            self.entries[key] = made
            while self.held > self.capacity:
                _, dropped = self.entries.popitem(last=False)
                self.held -= len(dropped)
        return made


CACHE = ByteCache(capacity=32 * 2**20)
