"""Renders all documents again, on several cores. Until they are, readers have what was published before.

Everything is put among the documents that wait, as after any change. So the admin shows how far it is, a worker helps,
and finishes what is left when this is stopped.
"""

import multiprocessing
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.context import ForkProcess

from django.db import connection, transaction

from cms.publishing.following import causes, planning
from cms.publishing.following.catching_up import finish, render_batch
from cms.publishing.following.models import FollowUp, StaleDocument
from cms.publishing.log.entries import Address

EVERYTHING = "language:"
"""The key of a change on which everything depends."""
PAUSE = 0.5
"""Seconds between two looks at how far it is."""


class ProcessEndedError(Exception):
    """A process did not come to its end. What it was doing is undone, and waits."""


def rerender_all(*, processes: int) -> Iterator[tuple[int, int]]:
    """Everything, as ``rerender`` does."""
    return rerender(planning.affected({EVERYTHING}), processes=processes, cause=causes.RENDERED)


def rerender(addresses: Iterable[Address], *, processes: int, cause: str) -> Iterator[tuple[int, int]]:
    """Yields how many documents are done, and of how many, from time to time and at the end.

    What cannot be rendered is marked and stops no other. Outside of a transaction. Raises ProcessEndedError, and
    KeyboardInterrupt where a process was interrupted.
    """
    total = announce(addresses, cause=cause)
    for waiting in work() if processes == 1 else work_side_by_side(processes):
        yield max(total - waiting, 0), total
    while StaleDocument.objects.filter(needs_editor=False, attempts=0).exists():  # a worker is at it
        time.sleep(PAUSE)
        render_batch()
    finish()
    yield total - number_waiting(), total


@transaction.atomic
def announce(addresses: Iterable[Address], *, cause: str) -> int:
    """How many documents wait from now on."""
    return planning.wait_for(FollowUp.objects.create(cause=cause), addresses)


def work() -> Iterator[int]:
    """Until nothing waits; yields how many still do."""
    is_done = False
    while not is_done:
        is_done = not render_batch()
        yield number_waiting()


def work_side_by_side(processes: int) -> Iterator[int]:
    connection.close()  # a child would share it
    with ExitStack() as stack:
        started = [stack.enter_context(process()) for _ in range(processes)]
        while any(each.is_alive() for each in started):
            time.sleep(PAUSE)
            yield number_waiting()
    if any(each.exitcode == -signal.SIGINT for each in started):
        raise KeyboardInterrupt  # which this process may hear of a moment later
    if any(each.exitcode for each in started):
        codes = ", ".join(str(each.exitcode) for each in started)
        raise ProcessEndedError(f"Processes ended with the codes {codes}; {number_waiting()} documents still wait.")


@contextmanager
def process() -> Iterator[ForkProcess]:
    """Stopped with this one."""
    started = multiprocessing.get_context("fork").Process(target=work_quietly)
    started.start()
    try:
        yield started
    finally:
        started.terminate()
        started.join()


def work_quietly() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever pressed the keys needs no traceback of each process
    for _ in work():
        pass


def number_waiting() -> int:
    """Without those that an editor must mend."""
    return StaleDocument.objects.filter(needs_editor=False).count()
