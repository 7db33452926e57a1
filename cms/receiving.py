"""What the delivery plane does with requests that granian hands it: all in lanes, but the liveness check at once.

granian has a thread wait for each answer. Here a thread that finds the lanes taken leaves the request in their queue,
and takes the next from granian: so three threads are enough for hundreds of requests, and none of them waits unseen.
"""

import itertools
import logging
import os
import socket
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any, Protocol

from django.http import HttpResponse

from cms.delivery import Environ, answer, answer_of_failure, answer_that_it_lives, refuse
from cms.lanes import LANES, Lanes

logger = logging.getLogger(__name__)

THREADS = LANES + 1
"""One for each lane, and one that takes in those who must wait."""
LIVENESS = "/healthz"
CLOSE = ("Connection", "close")
TURNS = 16
"""In a crowd, one answer of so many ends its connection: clients that keep theirs must not keep others out."""
GATEWAY = {
    "SCRIPT_NAME": "",
    "wsgi.errors": sys.stderr,
    "wsgi.multiprocess": True,
    "wsgi.multithread": True,
    "wsgi.run_once": False,
    "wsgi.version": (1, 0),
}
"""What PEP 3333 wants in an environ and granian leaves to its Python part, of which this takes the place."""

lanes = Lanes()
is_leaving = Event()
"""Another process takes over."""
turns = itertools.count()


class Answering(Protocol):
    """granian's end of a request; answers it once, from any thread."""

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None: ...


@dataclass(slots=True)
class Request:
    protocol: Answering
    environ: Environ
    since: float

    def answer(self) -> None:
        self.send(answer)

    def refuse(self) -> None:
        self.send(refuse, closes=True)

    def send(self, make: Callable[[Environ], HttpResponse], *, closes: bool = False) -> None:
        try:
            response = make(self.environ)
        except Exception as error:
            logger.exception("Unhandled error at %s", self.environ["PATH_INFO"])
            response = answer_of_failure(self.environ, error)
        headers = [*response.items()]
        if closes or is_leaving.is_set() or (lanes.is_crowded and next(turns) % TURNS == 0):
            headers.append(CLOSE)  # the server's business (PEP 3333), but granian has no other way to be told
        self.protocol.response_bytes(response.status_code, headers, response.content)


def receive(protocol: Answering, environ: Environ) -> None:
    environ.update(GATEWAY)
    request = Request(protocol, environ, time.monotonic())
    if environ["PATH_INFO"] == LIVENESS:  # which must not wait, and needs no database
        request.send(answer_that_it_lives)
    else:
        lanes.take(request)


def start() -> None:
    """In a worker, before its first request."""
    Thread(target=lanes.watch, daemon=True).start()


def leave(*_: Any) -> None:
    """From now on every answer closes its connection, so that clients go to another worker with their next request, and
    no new client comes here.

    If the server closed connections by itself, it would meet requests that are on their way.
    """
    is_leaving.set()
    try:
        stop_accepting()
    except OSError:  # which would end the process, as it is called by a signal
        logger.exception("This worker leaves, and still takes in new clients")


def stop_accepting() -> None:
    """Put a socket to which nobody comes in the place of those that this process listens on; others have them, too.

    granian only stops accepting when it is told to end, and then closes what it has accepted and not read yet.
    """
    descriptors = listening()
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        nobody.setblocking(False)
        for descriptor in descriptors:
            os.dup2(nobody.fileno(), descriptor, inheritable=False)


def listening() -> list[int]:
    """Descriptors of sockets on which this process listens."""
    found = []
    for descriptor in [int(entry.name) for entry in Path("/dev/fd").iterdir()]:
        with suppress(OSError):  # that of the folder itself is closed by now
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                with socket.socket(fileno=os.dup(descriptor)) as copy:
                    if copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                        found.append(descriptor)
    return found
