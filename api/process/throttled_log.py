"""Log lines for what may happen a thousand times a second."""

import logging
import time
from threading import Lock

EVERY = 5.0
"""Seconds."""


class ThrottledLog:
    """Writes the first line at once, then one in five seconds, which says how many there were between."""

    def __init__(self, logger: logging.Logger) -> None:
        self.logger = logger
        self.untold = 0
        self.next_at = 0.0
        self.lock = Lock()

    def warn(self, message: str, *values: object) -> None:
        with self.lock:
            now = time.monotonic()
            if now < self.next_at:
                self.untold += 1
                return
            untold, self.untold, self.next_at = self.untold, 0, now + EVERY
        before = f" ({untold} more since the last line)" if untold else ""
        self.logger.warning(f"{message}%s", *values, before)
