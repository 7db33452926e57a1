"""Readers that ask without end, and note what became of every request.

Every other one keeps its connection; the others take a new one for each request.
"""

import http.client
import itertools
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.processes import PATIENCE

LATE = b"#temporary-reduced-capacity"
PAUSE = 0.02
"""Seconds between two requests of a reader. Without, they take the processor from the server that they wait for."""


@dataclass
class Found:
    """What became of the requests of all readers."""

    statuses: Counter = field(default_factory=Counter)
    late: int = 0
    """Refused because the machine was too busy for them, as the problem says: no fault of what is tested."""
    resent: int = 0
    """Sent over a kept connection that the server was closing, and sent again: RFC 9110 section 9.2.2 asks for it."""
    lost: list = field(default_factory=list)
    """Errors of requests that got no answer."""

    @property
    def answered(self):
        return self.statuses.total()

    @property
    def failed(self):
        """Answers that are neither what was asked for nor such a refusal."""
        return self.answered - self.statuses[200] - self.late


class Reader(threading.Thread):
    def __init__(self, port, paths, found, *, keeps, source):
        super().__init__()
        self.port, self.paths, self.found, self.keeps, self.source = port, paths, found, keeps, source
        self.stopping = threading.Event()
        self.connection = None

    def run(self):
        while not self.stopping.wait(PAUSE):
            try:
                self.found.statuses[self.ask()] += 1
            except (OSError, http.client.HTTPException) as error:
                self.found.lost.append(repr(error))
                self.drop()
        self.drop()

    def ask(self):
        if self.connection is not None:
            try:
                return self.send()
            except (ConnectionError, http.client.RemoteDisconnected):
                self.found.resent += 1
                self.drop()
        place = {"timeout": PATIENCE, "source_address": (self.source, 0)}
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, **place)
        return self.send()

    def send(self):
        self.connection.request("GET", next(self.paths))
        answer = self.connection.getresponse()
        body = answer.read()
        self.found.late += answer.status == 503 and LATE in body
        if answer.will_close or not self.keeps:
            self.drop()
        return answer.status

    def drop(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


@contextmanager
def reading(port, path, *, readers=8, source="127.0.0.1"):
    """What the readers have found so far; complete when the context ends. ``path`` is one, or as many as they ask."""
    found = Found()
    paths = itertools.repeat(path) if isinstance(path, str) else path
    threads = [Reader(port, paths, found, keeps=number % 2 == 0, source=source) for number in range(readers)]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        for thread in threads:
            thread.stopping.set()
        for thread in threads:
            thread.join()
