"""The embedded server as a process that uses it sees it."""

import atexit
import functools
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

import psycopg

from cms.postgres.binaries import find_binaries
from cms.postgres.errors import ServerNotStartedError
from cms.postgres.keeper import DURABLE, VOLATILE
from cms.postgres.layout import PORT, Layout
from cms.postgres.locks import FileLock, is_held

START_SECONDS = 60
RELEASE_SECONDS = 10
POLL_SECONDS = 0.01
ALWAYS_THERE = "postgres"  # The project's own database may be dropped and made anew.
PROJECT = Path(__file__).parents[2]


class ConnectionParameters(TypedDict):
    """Arguments of psycopg.connect."""

    host: str
    port: int
    user: str
    dbname: str


class Cluster:
    """One embedded server, over one data folder that holds nothing else.

    Every process that uses the server holds a shared lock on it from its first `ensure_running` to its `release` or
    its death. The first one starts a keeper (see `cms.postgres.keeper`), which stops the server after the last.

    `durable` decides when the server is started: with it, a commit survives a power failure; without, tests are fast.
    """

    def __init__(self, data_folder: Path, *, durable: bool = True) -> None:
        self._layout = Layout(data_folder)
        self._durable = durable
        self._users_lock: FileLock | None = None
        self._threads = threading.Lock()
        atexit.register(self.release)

    @property
    def connection_parameters(self) -> ConnectionParameters:
        return {"host": str(self._layout.run_folder), "port": PORT, "user": "hospital", "dbname": "hospital"}

    @property
    def is_used(self) -> bool:
        """Whether this process counts as a user, so that the server stays."""
        return self._users_lock is not None

    def ensure_running(self) -> None:
        """Returns when the server accepts connections and has a keeper; makes this process one of its users.

        :raises EmbeddedPostgresError: with the reason and, where there is one, the remedy.
        """
        with self._threads:
            self._become_user()
            with FileLock(self._layout.door_lock) as door:
                door.acquire()
                self._start()

    def release(self) -> None:
        """Ends this process's use. If it was the last user, waits (10 seconds at most) until the server is gone."""
        with self._threads:
            if self._users_lock is None:
                return
            self._users_lock.close()
            self._users_lock = None
            deadline = time.monotonic() + RELEASE_SECONDS
            with _door_of(self._layout, deadline=deadline) as is_open:
                if is_open:
                    self._wait_until_stopped(deadline)

    def _become_user(self) -> None:
        if self._users_lock and self._users_lock.is_current():
            return
        if self._users_lock:
            self._users_lock.close()  # The folder was deleted; whatever is there now is another cluster.
            self._users_lock = None
        self._layout.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._layout.users_lock)
        # Waits while a keeper stops the server: it holds this lock until all is over.
        lock.acquire(shared=True)
        self._users_lock = lock

    def _start(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            if not is_held(self._layout.keeper_lock):
                self._start_keeper()
            if (refusal := self._refusal()) is None:
                return
            if time.monotonic() > deadline:
                raise ServerNotStartedError(f"PostgreSQL refuses connections ({refusal}); see {self._layout.log}.")
            time.sleep(POLL_SECONDS)

    def _start_keeper(self) -> None:
        command = [sys.executable, "-m", "cms.postgres.keeper", str(self._layout.folder)]
        result = subprocess.run(
            [*command, str(find_binaries().folder), DURABLE if self._durable else VOLATILE],
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            start_new_session=True,
            check=False,
        )
        if result.returncode != 0:
            raise ServerNotStartedError(result.stderr.strip())

    def _refusal(self) -> str | None:
        try:
            psycopg.connect(**self.connection_parameters | {"dbname": ALWAYS_THERE}).close()
        except psycopg.OperationalError as error:
            return str(error)
        return None

    def _wait_until_stopped(self, deadline: float) -> None:
        while time.monotonic() < deadline and not self._has_other_users():
            if not is_held(self._layout.keeper_lock):
                if not is_held(self._layout.server_lock):
                    return
                self._start_keeper()  # The keeper was killed; a new one adopts the server, and ends it.
            time.sleep(POLL_SECONDS)

    def _has_other_users(self) -> bool:
        # Users share the lock with one who asks; a keeper that is stopping the server does not.
        path = self._layout.users_lock
        return is_held(path) and not is_held(path, against_shared=True)


@functools.cache
def cluster_over(data_folder: Path, *, durable: bool) -> Cluster:
    """The process's one Cluster over that folder."""
    return Cluster(data_folder, durable=durable)


@contextmanager
def _door_of(layout: Layout, *, deadline: float) -> Iterator[bool]:
    """Yields whether the door was reached in time; one who is starting the server may hold it for long."""
    if not layout.folder.exists():
        yield False
        return
    with FileLock(layout.door_lock) as door:
        while not (is_open := door.try_acquire()) and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        yield is_open
