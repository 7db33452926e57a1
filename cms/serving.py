"""How the delivery plane is served: ``python -m cms.serving --port 8001 --workers 2``.

By granian, with four changes (docs/adr/0026):

- Requests that must wait do so in a queue of ours, not in one of its threads (``cms.receiving``).
- The application is loaded before the workers are forked. They share its memory, and one that dies is replaced at once.
- The sockets belong to this process. Connections that wait in them outlive any worker.
- SIGHUP starts this program anew, in the same process and with the same sockets. When its workers answer, the old ones
  leave. If the new code cannot be loaded, everything stays as it is.
"""

import argparse
import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from threading import Thread
from typing import Any, NoReturn

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels, logger
from granian.net import SocketHolder, SocketSpec  # type: ignore[attr-defined]  # they are not listed there
from granian.server import mp
from granian.server.mp import MPServer, WorkerProcess

PORT = int(os.environ.get("PORT", "8001"))
WORKERS = int(os.environ.get("WEB_CONCURRENCY", "2"))
"""Named as gunicorn names them, because the image sets them for both."""
CONNECTIONS = 512
"""Clients that a worker holds at a time, those who only keep their connection included. Others wait in the kernel."""
WAITING = 1024
"""How many, for each worker."""
RESPAWN_SECONDS = 0.5
"""Before a worker that died is replaced, so that one that cannot live does not take all processor time."""
LEAVE_SECONDS = 2
"""In which clients that are there learn that they should come again by another connection."""
STOP_SECONDS = 35
"""For requests to finish, and for connections that never said anything to be given up; then a worker is killed."""

ALLOCATOR = {"MALLOC_ARENA_MAX": "2"}
"""Threads that take turns need no memory pools of their own (glibc's malloc)."""
APPLICATION = "cms.receiving"
SOCKETS = "HOSPITAL_DELIVERY_SOCKETS"
OLD_WORKERS = "HOSPITAL_DELIVERY_OLD_WORKERS"
ENDINGS = {signal.SIGTERM, signal.SIGINT}


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="Address to listen on.")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--workers", type=int, default=WORKERS, help="Processes that answer requests; one for a core.")


def command(*, host: str, port: int, workers: int) -> list[str]:
    """SIGTERM stops it when running requests are answered; SIGHUP renews it without losing any."""
    options = ("--host", host, "--port", str(port), "--workers", str(workers))
    return [sys.executable, "-m", "cms.serving", *options]


def serve(*, host: str, port: int, workers: int) -> NoReturn:
    """The server takes this process's place, so that signals reach it."""
    environment = {**ALLOCATOR, **os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.delivery"}
    os.execve(sys.executable, command(host=host, port=port, workers=workers), environment)  # noqa: S606


class Server(MPServer):
    """granian's, whose workers are given sockets that stay."""

    def __init__(self, *, renew: Callable[[], NoReturn], **options: Any) -> None:
        super().__init__(APPLICATION, **options)
        self.renew = renew
        self.sockets: list[Any] = []
        self.old_workers: list[int] = []
        """Process ids of those of the program that this process was before, and which have not left yet."""

    def _init_shared_socket(self) -> None:
        """One for each worker, between which the kernel shares out connections."""
        self._ssp = self._sso = None
        if SOCKETS in os.environ:
            self.sockets = [SocketHolder(*state) for state in json.loads(os.environ.pop(SOCKETS))]
            return
        address: Any = SocketSpec(self.bind_addr, self.bind_port, self.backlog)
        self.sockets = [address.build() for _ in range(self.workers)]
        _, self.bind_port, _ = address.__getstate__()  # which one it is, if any would do
        for holder in self.sockets:
            with socket.socket(fileno=os.dup(holder.get_fd())) as listener:
                listener.listen(self.backlog)

    def _drop_shared_socket(self) -> None:
        for holder in self.sockets:
            os.close(holder.get_fd())

    def _spawn_worker(self, idx: int, target: Any, callback_loader: Any) -> WorkerProcess:  # type: ignore[override]
        self._shd: Any = self.sockets[idx]
        return super()._spawn_worker(idx, target, callback_loader)

    def _spawn_workers(self, spawn_target: Any, target_loader: Any) -> None:
        super()._spawn_workers(spawn_target, target_loader)  # type: ignore[no-untyped-call]
        if OLD_WORKERS in os.environ:
            self.old_workers = json.loads(os.environ.pop(OLD_WORKERS))
            Thread(target=retire, args=(self.old_workers,)).start()

    def _respawn_workers(self, workers: list[int], *others: Any, **options: Any) -> None:
        time.sleep(RESPAWN_SECONDS)
        super()._respawn_workers(workers, *others, **options)
        # Else granian stops when two die within seconds; the processes of readers are worth more than that.
        self.respawned_wrks.clear()

    def _reload(self, *_: Any) -> None:
        self.reload_signal = False
        self.main_loop_interrupt.clear()
        logger.info("HUP signal received, looking whether the application can be loaded")
        if subprocess.run([sys.executable, "-c", f"import {APPLICATION}"], check=False).returncode != 0:
            logger.error("The application cannot be loaded: the old one stays")
            return
        hold_endings()
        if self.interrupt_signal:  # which came meanwhile, and would be forgotten by the new program
            let_endings_come()
            return
        os.environ[SOCKETS] = json.dumps([holder.__getstate__() for holder in self.sockets])
        os.environ[OLD_WORKERS] = json.dumps([*self.old_workers, *(worker.inner.pid for worker in self.wrks)])
        for holder in self.sockets:
            os.set_inheritable(holder.get_fd(), True)
        self.renew()


def retire(pids: list[int]) -> None:
    """Takes those who have left out of the list."""
    forget_gone(pids)
    tell(pids, signal.SIGUSR1)
    time.sleep(LEAVE_SECONDS)
    tell(pids, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while pids and time.monotonic() < deadline:
        forget_gone(pids)
        time.sleep(0.1)
    tell(pids, signal.SIGKILL)
    while pids:
        forget_gone(pids)
        time.sleep(0.1)
    logger.info("The old workers are gone")


def forget_gone(pids: list[int]) -> None:
    pids[:] = [pid for pid in pids if is_child(pid)]


def is_child(pid: int) -> bool:
    """Whether it runs. It does not when it ended, whether anybody has waited for it or not."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == 0
    except ChildProcessError:
        return False


def tell(pids: Sequence[int], number: int) -> None:
    """They are children that nobody has waited for, so nobody else can have their number."""
    for pid in pids:
        os.kill(pid, number)


def become(command: list[str]) -> Callable[[], NoReturn]:
    def renew() -> NoReturn:
        # Another SIGHUP, until the new program listens for signals, is not needed.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        os.execv(command[0], command)  # noqa: S606

    return renew


def hold_endings() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)


def let_endings_come() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)


def begin_as_worker() -> None:
    """What the parent does at signals is not for its children: they would miss the end."""
    for number in ENDINGS:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    let_endings_come()


def load() -> Callable[..., Any]:
    """In a worker."""
    from cms import receiving

    signal.signal(signal.SIGUSR1, receiving.leave)
    receiving.start()
    return receiving.receive


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m cms.serving", description="Serve the public API alone.")
    add_options(parser)
    options = parser.parse_args(arguments)
    multiprocessing.set_start_method("fork")
    os.register_at_fork(before=hold_endings, after_in_parent=let_endings_come, after_in_child=begin_as_worker)
    from cms.receiving import THREADS  # and everything else, which the workers inherit

    mp._wsgi_call_wrap = lambda receive, *_: receive  # type: ignore[attr-defined]
    server = Server(
        renew=become(command(**vars(options))),
        address=options.host,
        port=options.port,
        workers=options.workers,
        interface=Interfaces.WSGI,
        # HTTP/2 would let one connection bring hundreds of requests at a time.
        http=HTTPModes.http1,
        websockets=False,
        blocking_threads=THREADS,
        backlog=WAITING,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.info,
    )
    server.on_startup(let_endings_come)
    server.serve(target_loader=load, wrap_loader=False)


if __name__ == "__main__":
    main()
