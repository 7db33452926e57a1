"""Counting requests in windows that begin with a first request: in this process, or in a store for all processes."""

import math
import time
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple, Protocol, cast

from limits import RateLimitItem
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

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
    def count(self, client: str) -> Quota:
        """Count one request. Raises ``limits.errors.StorageError`` where the store does not answer."""


def counter_for(item: RateLimitItem, storage: str) -> Counter:
    """``storage`` is the setting ``RATE_LIMIT_STORAGE``."""
    return ProcessCounter(item) if storage.startswith(IN_PROCESS) else StoreCounter(item, storage)


class Window(NamedTuple):
    end: float
    """Seconds since the epoch."""
    requests: int


class ProcessCounter:
    """Not by ``limits``: its memory store starts a thread for every few requests, which takes longer than an answer."""

    def __init__(self, item: RateLimitItem) -> None:
        self.most = item.amount
        self.length = item.get_expiry()
        self.windows: dict[str, Window] = {}
        self.lock = Lock()
        self.sweep_at = 0.0

    def count(self, client: str) -> Quota:
        now = time.time()
        with self.lock:
            if now >= self.sweep_at:
                self.sweep(now)
            window = self.windows.get(client)
            if window is None or window.end <= now:
                window = Window(end=now + self.length, requests=0)
            window = self.windows[client] = Window(window.end, window.requests + 1)
        return Quota(
            remaining=max(0, self.most - window.requests),
            seconds=seconds_until(window.end, now=now, length=self.length),
            is_exceeded=window.requests > self.most,
        )

    def sweep(self, now: float) -> None:
        """Forget the windows that are over, once in a window: so there are never more than clients in two of them."""
        self.windows = {client: window for client, window in self.windows.items() if window.end > now}
        self.sweep_at = now + self.length


class StoreCounter:
    """By ``limits``, in a store that all processes ask."""

    def __init__(self, item: RateLimitItem, uri: str) -> None:
        self.item = item
        storage = storage_from_string(
            uri, wrap_exceptions=True, socket_timeout=STORE_TIMEOUT, socket_connect_timeout=STORE_TIMEOUT
        )
        self.limiter = FixedWindowRateLimiter(cast(Storage, storage))

    def count(self, client: str) -> Quota:
        is_allowed = self.limiter.hit(self.item, client)
        end, remaining = self.limiter.get_window_stats(self.item, client)
        seconds = seconds_until(end, now=time.time(), length=self.item.get_expiry())
        return Quota(remaining=remaining, seconds=seconds, is_exceeded=not is_allowed)


def seconds_until(end: float, *, now: float, length: int) -> int:
    return min(length, max(1, math.ceil(end - now)))
