"""Counting what clients ask in windows that begin with a first request: in this process, or in a store for all."""

import math
import time
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple, Protocol, cast

from limits import RateLimitItem
from limits.storage import Storage, storage_from_string

STORE_TIMEOUT = 0.25
"""Seconds in which the store must answer."""
IN_PROCESS = "memory:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """What a client has left in its window."""

    remaining: int
    seconds: int
    """Until the window ends."""
    is_exceeded: bool = False


class Counter(Protocol):
    def count(self, client: str, *, cost: int = 1) -> Quota:
        """Count one request. It is too much when nothing was left before it: who has little left may still ask
        something dear. Raises ``limits.errors.StorageError`` where the store does not answer."""


def counter_for(item: RateLimitItem, storage: str, *, name: str) -> Counter:
    """``storage`` is the setting ``RATE_LIMIT_STORAGE``, ``name`` that of the policy."""
    return ProcessCounter(item) if storage.startswith(IN_PROCESS) else StoreCounter(item, storage, name=name)


class Window(NamedTuple):
    end: float
    """Seconds since the epoch."""
    used: int


class ProcessCounter:
    """Not by ``limits``: its memory store starts a thread for every few requests, which takes longer than an answer."""

    def __init__(self, item: RateLimitItem) -> None:
        self.most = item.amount
        self.length = item.get_expiry()
        self.windows: dict[str, Window] = {}
        self.lock = Lock()
        self.sweep_at = 0.0

    def count(self, client: str, *, cost: int = 1) -> Quota:
        now = time.time()
        with self.lock:
            if now >= self.sweep_at:
                self.sweep(now)
            window = self.windows.get(client)
            if window is None or window.end <= now:
                window = Window(end=now + self.length, used=0)
            window = self.windows[client] = Window(window.end, window.used + cost)
        return Quota(
            remaining=max(0, self.most - window.used),
            seconds=seconds_until(window.end, now=now, length=self.length),
            is_exceeded=window.used - cost >= self.most,
        )

    def sweep(self, now: float) -> None:
        """Forget the windows that are over, once in a window: so there are never more than clients in two of them."""
        self.windows = {client: window for client, window in self.windows.items() if window.end > now}
        self.sweep_at = now + self.length


class StoreCounter:
    """By ``limits``, in a store that all processes ask."""

    def __init__(self, item: RateLimitItem, uri: str, *, name: str) -> None:
        self.item = item
        self.name = name
        storage = storage_from_string(
            uri, wrap_exceptions=True, socket_timeout=STORE_TIMEOUT, socket_connect_timeout=STORE_TIMEOUT
        )
        self.storage = cast(Storage, storage)

    def count(self, client: str, *, cost: int = 1) -> Quota:
        key, length = self.item.key_for(self.name, client), self.item.get_expiry()
        used = self.storage.incr(key, length, amount=cost)
        seconds = seconds_until(self.storage.get_expiry(key), now=time.time(), length=length)
        return Quota(
            remaining=max(0, self.item.amount - used), seconds=seconds, is_exceeded=used - cost >= self.item.amount
        )


def seconds_until(end: float, *, now: float, length: int) -> int:
    return min(length, max(1, math.ceil(end - now)))
