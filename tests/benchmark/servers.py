"""Servers of the sides that are compared: two processes each, on the same database."""

import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
from django.db import connection

from tests.processes import PAUSE, ROOT, database_url, free_port, wait_until

WORKERS = 2
IDLE_SECONDS = 0.015
"""Of processor time in a tenth of a second."""
DELIVERY = "cms.delivery:application"
RIVALS = "tests.benchmark.rivals.wsgi:application"
CEILING = "tests.benchmark.ceiling:application"


def granian(application, port):
    place = ("--port", str(port), "--workers", str(WORKERS))
    if application == DELIVERY:
        return [sys.executable, "manage.py", "delivery", *place]
    options = ("--interface", "wsgi", "--http", "1", "--no-ws", "--blocking-threads", "1", "--runtime-threads", "1")
    return [sys.executable, "-m", "granian", application, *options, *place]


def gunicorn(*options):
    def command(application, port):
        bind = ("--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS))
        return [sys.executable, "-m", "gunicorn", application, *bind, "--no-control-socket", *options]

    return command


KINDS = {
    "granian": granian,
    "gunicorn sync": gunicorn("--worker-class", "sync"),
    "gunicorn gthread": gunicorn("--worker-class", "gthread", "--threads", "2"),
}


@dataclass(frozen=True, kw_only=True)
class Server:
    name: str
    base: str
    process: psutil.Process

    def processor_seconds(self):
        """Of its own processes, and of its sessions in the database (0 where that runs elsewhere)."""
        own = sum(spent(process) for process in family(self.process))
        return own, sum(spent(process) for process in sessions(self.name))

    def wait_until_idle(self):
        """What the load generator left behind is answered, and takes no time from the next run."""
        while True:
            before = self.processor_seconds()
            PAUSE.wait(0.1)
            if sum(self.processor_seconds()) - sum(before) < IDLE_SECONDS:
                return

    def memory_mb(self):
        """What its processes hold, shared pages counted by halves, thirds …: PSS."""
        return sum(process.memory_full_info().pss for process in family(self.process)) / 1e6

    def get(self, request):
        return httpx.get(f"{self.base}{request.path}", headers=dict(request.headers), trust_env=False, timeout=60)


def family(process):
    return [process, *process.children(recursive=True)]


def spent(process):
    """Seconds; none when it has just ended."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0
    return times.user + times.system


def sessions(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE application_name = %s", [name])
        numbers = [row[0] for row in cursor.fetchall()]
    return list(existing(numbers))


def existing(numbers):
    for number in numbers:
        with suppress(psutil.NoSuchProcess):  # it has ended, or runs elsewhere
            yield psutil.Process(number)


@contextmanager
def running(application, kind, *, ready, environment=None, folder):
    """``ready`` is a path that is answered with success, below 500, when the server can."""
    port = free_port()
    name = f"benchmark-{port}"
    variables = os.environ | {
        "DATABASE_URL": database_url(),
        "PGAPPNAME": name,
        "RATE_LIMIT": "1000000000/minute",  # counted like any other, and never used up
        "READ_ROLE_ONLY": "false",
        "LOG_LEVEL": "ERROR",
    }
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    with (Path(folder) / f"{name}.txt").open("w") as output:
        command = KINDS[kind](application, port)
        process = subprocess.Popen(
            command, cwd=ROOT, env=variables | (environment or {}), stdout=output, stderr=subprocess.STDOUT
        )
        server = Server(name=name, base=f"http://127.0.0.1:{port}", process=psutil.Process(process.pid))
        try:
            wait_until(lambda: is_up(server, ready), process=process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=60)


def is_up(server, ready):
    try:
        return httpx.get(f"{server.base}{ready}", trust_env=False, timeout=30).status_code < 500
    except httpx.TransportError:
        return False
