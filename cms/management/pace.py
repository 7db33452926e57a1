"""Tells how far something long is: how much is done, how fast, and about how long it will take."""

import time
from dataclasses import dataclass, field

from django.core.management.base import OutputWrapper

PAUSE = 2.0
"""Seconds between two lines."""


@dataclass
class Pace:
    """Lines about one step of a command. The first after some seconds, and one at the end where there were others."""

    out: OutputWrapper
    name: str
    began: float = field(default_factory=time.monotonic)
    told: float = field(default_factory=time.monotonic)
    is_told: bool = False

    def tell(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.told < PAUSE and not (self.is_told and done == total):
            return
        rate = done / max(now - self.began, 0.001)
        left = f", about {lasting((total - done) / rate)} left" if rate and done < total else ""
        self.out.write(f"{self.name}: {done} of {total} ({rate:.0f} a second{left})")
        self.out.flush()
        self.told, self.is_told = now, done < total


def lasting(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 90 else f"{seconds / 60:.0f} minutes"
