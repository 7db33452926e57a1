"""PostgreSQL's data directory, opened so that programs can be run over it."""

import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

from cms.postgres.account import Account
from cms.postgres.binaries import Binaries
from cms.postgres.locks import FileLock

OPEN_FILES = Path("/proc/self/fd")


class DataDirectory:
    """An open data directory, with the account and the programs to run over it.

    Where the platform allows, programs are given the open directory instead of its path: the account that root hands
    the server to then needs no right to pass through the folders above (a clone in root's home, or in a temporary
    folder of mode 700), and nobody has to change them. It also makes any path short and free of odd characters.

    Every program inherits `server_lock`, which is thus held for as long as any of them, or of their children, lives.
    """

    def __init__(self, path: Path, *, account: Account, binaries: Binaries, server_lock: FileLock) -> None:
        self._binaries = binaries
        self._account = account
        self._server_lock = server_lock
        self._descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        self._name = str(OPEN_FILES / str(self._descriptor)) if OPEN_FILES.exists() else str(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)

    def run(self, program: str, *arguments: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        """Runs a program to its end; standard output and errors come back as one text."""
        process = self.start(program, *arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        with process:
            output, _ = process.communicate(stdin)
        return subprocess.CompletedProcess(process.args, process.returncode, output)

    def start(
        self, program: str, *arguments: str, stdin: int = subprocess.DEVNULL, stdout: int | None = None
    ) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [self._binaries.program(program), *arguments],
            env={**_environment(), "PGDATA": self._name},
            cwd="/",
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.STDOUT if stdout else None,
            text=True,
            pass_fds=(self._descriptor, self._server_lock.fileno()),
            **self._account.privileges(),
        )


def _environment() -> dict[str, str]:
    """The caller's environment without what would reach into the server: PGPORT, PGOPTIONS, a locale, a time zone."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}
