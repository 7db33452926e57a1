"""How the delivery plane is served: by granian, through its public interface alone."""

import multiprocessing
import os
import signal

from granian import Granian
from granian.constants import HTTPModes, Interfaces

APPLICATION = "cms.delivery:application"

THREADS = 2
"""Of a worker, each with a database connection. With one, a single slow query would hold up everything."""
THREAD_SECONDS = 600
"""After which a thread without work ends, and its connection with it."""
CLIENTS = 128
"""That a worker holds at a time, those who only keep their connection included. Others wait in the kernel."""
STOP_SECONDS = 35
"""For requests to finish; then a worker is killed."""


def serve(*, host: str, port: int, workers: int) -> None:
    """Until it is told to end.

    The workers are forked when the application is loaded: they share its memory, and one that dies is replaced at once.
    """
    from cms.delivery.wsgi import application

    multiprocessing.set_start_method("fork")
    let_children_end()
    server = Granian(
        APPLICATION,
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,  # HTTP/2 would let one connection bring hundreds of requests at a time
        websockets=False,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=THREAD_SECONDS,
        backpressure=CLIENTS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )
    server.serve(target_loader=lambda: application, wrap_loader=False)


TO_END = (signal.SIGTERM, signal.SIGINT)


def let_children_end() -> None:
    """What the parent does at signals is not for its children: one told to end before it listens would not end.

    Signals wait while a child begins. One that came before Python had woken up in it would be lost.
    """

    def begin() -> None:
        for number in TO_END:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, TO_END)

    os.register_at_fork(
        before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, TO_END),
        after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, TO_END),
        after_in_child=begin,
    )
