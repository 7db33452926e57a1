"""The keeper: a small process that owns the server, so that no user has to.

Started as `python -m cms.postgres.keeper FOLDER PROGRAMS DURABILITY` by the first user of a cluster. It goes to the
background, starts the server, reports, and then waits for one of two ends: the last user goes (the kernel then grants
it the users' lock, also when that user was killed) and it stops the server; or the server ends on its own. It imports
neither Django nor anything else of weight.
"""

import os
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

from cms.postgres.binaries import Binaries
from cms.postgres.errors import EmbeddedPostgresError
from cms.postgres.layout import Layout
from cms.postgres.locks import FileLock
from cms.postgres.server import Server

READY = "ready"
DURABLE = "durable"
VOLATILE = "volatile"
LOG_LINES = 20
LOG_BYTES = 1_000_000


class Report:
    """The one message that the starter of a keeper waits for."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def say(self, message: str) -> None:
        # The starter may have been killed meanwhile: the keeper then finds no user, and stops in good order.
        with suppress(BrokenPipeError):
            os.write(self._descriptor, message.encode())
        os.close(self._descriptor)


def main() -> None:
    folder, programs, durability = sys.argv[1:]
    layout = Layout(Path(folder))
    report = _continue_in_background(layout)
    _write_to_log(layout)
    with FileLock(layout.keeper_lock) as lock:
        if not lock.try_acquire():
            report.say(READY)
            return
        keep(Server(layout, binaries=Binaries(Path(programs)), durable=durability == DURABLE), layout, report)
        # A keeper whose data folder was deleted leaves the socket's folder to its successor.
        if lock.is_current():
            shutil.rmtree(layout.run_folder, ignore_errors=True)


def keep(server: Server, layout: Layout, report: Report) -> None:
    """Runs the server until it ends or has no user left; reports READY, or the reason why it does not run."""
    log_before = layout.log.stat().st_size
    users = FileLock(layout.users_lock)
    try:
        server.ensure_running()
    except (EmbeddedPostgresError, OSError) as error:
        report.say(f"{error}{_log_lines(layout.log, since=log_before)}")
        return
    report.say(READY)

    def stop_when_unused() -> None:
        users.acquire()
        server.stop()

    signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.stop, daemon=True).start())
    Thread(target=stop_when_unused, daemon=True).start()
    server.wait_until_gone()


def _continue_in_background(layout: Layout) -> Report:
    """Returns in a new background process; the calling one waits for the report and ends with it."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.close(reader)
        os.setsid()
        os.chdir("/")
        return Report(writer)
    os.close(writer)
    with os.fdopen(reader) as answer:
        message = answer.read()
    sys.exit(None if message == READY else message or f"The keeper of the PostgreSQL server failed; see {layout.log}.")


def _write_to_log(layout: Layout) -> None:
    descriptor = os.open(layout.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    if os.fstat(descriptor).st_size > LOG_BYTES:
        os.ftruncate(descriptor, 0)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(descriptor, stream.fileno())


def _log_lines(log: Path, *, since: int) -> str:
    with log.open("rb") as entries:
        entries.seek(since)
        lines = entries.read().decode(errors="replace").splitlines()
    return "\n".join(["", f"{log} says:", *lines[-LOG_LINES:]]) if lines else ""


if __name__ == "__main__":
    main()
