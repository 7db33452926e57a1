"""The server process as its keeper sees it."""

import os
import shutil
import signal
import stat
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

from cms.postgres.account import Account, account_for
from cms.postgres.binaries import Binaries
from cms.postgres.data_directory import DataDirectory
from cms.postgres.errors import ServerNotStartedError
from cms.postgres.initdb import create_cluster
from cms.postgres.layout import PORT, Layout
from cms.postgres.locks import FileLock
from cms.postgres.peer import Peer, credentials_at

START_SECONDS = 60
STOP_SECONDS = 20
POLL_SECONDS = 0.01
READY_LINE = 7  # Of postmaster.pid, counted from 0: where pg_ctl looks as well.


class Process(Protocol):
    """That a signal may be sent to, because it was proved to be ours."""

    def send(self, number: signal.Signals) -> None:
        """:raises ProcessLookupError: when it has ended."""


@dataclass(frozen=True)
class Started:
    """By ourselves: while nobody has asked for its end, its number is nobody else's."""

    child: "subprocess.Popen[str]"

    def send(self, number: signal.Signals) -> None:
        self.child.send_signal(number)


@dataclass(frozen=True)
class Numbered:
    pid: int

    @classmethod
    def noted_in(cls, path: Path) -> Self | None:
        with suppress(OSError, ValueError, IndexError):
            pid = int(path.read_text().splitlines()[0])
            return cls(pid) if pid > 1 else None
        return None

    def send(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)


class Server:
    """One PostgreSQL server over one data folder; only the holder of the keeper's lock has one of these."""

    def __init__(self, layout: Layout, *, binaries: Binaries, durable: bool) -> None:
        self._layout = layout
        self._binaries = binaries
        self._durable = durable
        self._process: Process | None = None
        self._end = FileLock(layout.server_lock)

    def ensure_running(self) -> None:
        """Starts the server, or adopts the one whose keeper was killed.

        :raises ServerNotStartedError: with PostgreSQL's words.
        """
        deadline = time.monotonic() + START_SECONDS
        account = account_for(self._layout.cluster)
        refuse_foreign_folder(self._layout.run_folder, uid=account.uid)
        with FileLock(self._layout.server_lock) as lock:
            while not lock.try_acquire():
                if self._adopt(account):
                    return
                if time.monotonic() > deadline:
                    raise ServerNotStartedError(
                        f"An earlier server over {self._layout.folder} does not come to its end."
                    )
                time.sleep(POLL_SECONDS)
            self._start(lock, account)

    def _adopt(self, account: Account) -> bool:
        if not hasattr(os, "pidfd_open"):  # macOS: a server of this very user, by its note in the data folder
            note = self._layout.cluster / "postmaster.pid"
            is_there = account.is_ours and credentials_at(self._layout.socket) is not None
            self._process = Numbered.noted_in(note) if is_there else None
            return self._process is not None
        self._process = Peer.behind(self._layout.socket, uid=account.uid)
        return self._process is not None

    def wait_until_gone(self) -> None:
        """Blocks until the server and all its processes have ended, for whatever reason."""
        with self._end as end:
            end.acquire()

    def stop(self) -> None:
        """Asks to stop, with growing insistence: ending sessions, without a checkpoint, at once.

        Runs until the process ends: whoever waits for the server's end ends the process.
        """
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            with suppress(ProcessLookupError):
                if self._process is not None:
                    self._process.send(number)
            time.sleep(STOP_SECONDS)

    def _start(self, lock: FileLock, account: Account) -> None:
        # The lock is ours: what an earlier server left is not in use, whatever process ids it names.
        _end_server_of_deleted_folder(self._layout, uid=account.uid)
        _renew_run_folder(self._layout.run_folder, uid=account.uid)
        account.own(self._layout.run_folder)
        binaries = self._binaries.staged_for(account, self._layout.run_folder / "programs")
        if not self._layout.cluster.exists():
            create_cluster(self._layout, account=account, binaries=binaries, server_lock=lock, durable=self._durable)
        (self._layout.cluster / "postmaster.pid").unlink(missing_ok=True)
        with DataDirectory(self._layout.cluster, account=account, binaries=binaries, server_lock=lock) as directory:
            process = directory.start("postgres", *self._settings())
        self._process = Started(process)
        self._wait_until_ready(process)

    def _wait_until_ready(self, process: "subprocess.Popen[str]") -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if process.poll() is not None:
                raise ServerNotStartedError("PostgreSQL ended while starting.")
            if time.monotonic() > deadline:
                process.send_signal(signal.SIGQUIT)
                raise ServerNotStartedError(f"PostgreSQL was not ready after {START_SECONDS} seconds.")
            time.sleep(POLL_SECONDS)

    def _is_ready(self) -> bool:
        try:
            lines = (self._layout.cluster / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > READY_LINE and lines[READY_LINE].strip() == "ready"

    def _settings(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": str(self._layout.run_folder),
            "cluster_name": self._layout.run_folder.name,
            "log_checkpoints": "off",
        }
        if not self._durable:
            settings |= dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "off")
        return [argument for name, value in settings.items() for argument in ("-c", f"{name}={value}")]


def _end_server_of_deleted_folder(layout: Layout, *, uid: int) -> None:
    """Stops a server that outlived its data folder: deleted while in use, and made anew under the same name.

    It would otherwise remove the new server's socket at its own end.
    """
    deadline = time.monotonic() + STOP_SECONDS
    while (server := Peer.behind(layout.socket, uid=uid)) is not None:
        if time.monotonic() > deadline:
            raise ServerNotStartedError(f"Another server listens at {layout.socket} and does not stop.")
        with suppress(ProcessLookupError):
            server.send(signal.SIGQUIT)
        os.close(server.handle)
        time.sleep(POLL_SECONDS)


def refuse_foreign_folder(folder: Path, *, uid: int) -> None:
    """Before anything in it is looked at: its name can be foreseen, and anybody may write to the temporary folder.

    :raises ServerNotStartedError: if it is no folder, another account's, or open to others.
    """
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return
    is_private = stat.S_ISDIR(found.st_mode) and not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    if not is_private or found.st_uid not in {uid, os.geteuid()}:
        raise ServerNotStartedError(
            f"{folder} belongs to someone else or is open to others; remove it, or choose another data folder."
        )


def _renew_run_folder(folder: Path, *, uid: int) -> None:
    refuse_foreign_folder(folder, uid=uid)
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
