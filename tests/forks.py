"""Processes of ours on the database of the tests, begun in milliseconds: Python loads Wagtail once for all of them.

Each is a fork of one process in which Django is set up (``tests/forked.py``), and a process of its own: it has its own
connections, it can be killed, and its exit code is its own.
"""

import multiprocessing
import os
import signal
import tempfile
from contextlib import contextmanager
from multiprocessing import forkserver
from pathlib import Path
from unittest.mock import patch

from django.db import connection

from tests import forked
from tests.processes import PATIENCE, environment

FORKS = multiprocessing.get_context("forkserver")


class Fork:
    """``run`` with these arguments; what it writes is kept in ``folder``."""

    def __init__(self, run, arguments, *, folder, database):
        self.said, self.complaints = Path(folder) / "said", Path(folder) / "complaints"
        outputs = (str(self.said), str(self.complaints))
        self.process = FORKS.Process(target=forked.begin, args=(run, arguments, outputs, database))
        self.process.start()

    @property
    def pid(self):
        return self.process.pid

    def poll(self):
        """Its exit code, once it has ended; below zero that of a signal."""
        return self.process.exitcode

    def interrupt(self):
        """As Ctrl-C does: with all that it started."""
        os.killpg(self.pid, signal.SIGINT)

    def kill(self):
        self.process.kill()
        return self.wait()

    def wait(self):
        self.process.join(PATIENCE)
        assert self.poll() is not None, "it did not end"
        return self.poll()

    def outcome(self):
        """Waits for its end; its exit code, and what it wrote to standard output and standard error."""
        return self.wait(), self.said.read_text(), self.complaints.read_text()


@contextmanager
def fork(run, *arguments, database=None):
    """Running meanwhile; on the database of this test, or on another, by its name or URL."""
    with patch.dict(os.environ, environment("cms.settings.test")):
        FORKS.set_forkserver_preload([forked.__name__])
        forkserver.ensure_running()
    with tempfile.TemporaryDirectory() as folder:
        # Said each time: the process they are forked from may have begun before the tests had a database.
        here = database or connection.settings_dict["NAME"]
        started = Fork(run, arguments, folder=folder, database=here)
        try:
            yield started
        finally:
            started.kill()


def manage(*words, database=None):
    """A management command, from its beginning to its end."""
    with fork(forked.command, *words, database=database) as started:
        return started.outcome()
