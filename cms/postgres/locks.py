"""Locks that the kernel releases when their holder dies, however it dies."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self


class FileLock:
    """flock(2) on a file of its own, which is created when missing; the folder must exist.

    The lock belongs to the open file, not to the process: a forked child shares it; a started program does not,
    unless the descriptor is handed over on purpose (Python closes it on exec).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # Read-only suffices for flock, so that a file which root made also serves the folder's owner.
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def fileno(self) -> int:
        return self._descriptor

    def acquire(self, *, shared: bool = False) -> None:
        fcntl.flock(self._descriptor, _operation(shared=shared))

    def try_acquire(self, *, shared: bool = False) -> bool:
        try:
            fcntl.flock(self._descriptor, _operation(shared=shared) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def is_current(self) -> bool:
        """False when the file was deleted or replaced: others then lock another file than this one."""
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._path.stat())
        except FileNotFoundError:
            return False

    def close(self) -> None:
        """Ends this process's share in the lock.

        Closes instead of unlocking: LOCK_UN would take the lock away from forked children as well.
        """
        os.close(self._descriptor)


def is_held(path: Path, *, against_shared: bool = False) -> bool:
    """Whether an exclusive (or, `against_shared`, a shared) lock could not be had now.

    The answer is found by trying, so two who ask at once may disturb each other: ask with the door lock held.
    """
    with FileLock(path) as lock:
        return not lock.try_acquire(shared=against_shared)


def _operation(*, shared: bool) -> int:
    return fcntl.LOCK_SH if shared else fcntl.LOCK_EX
