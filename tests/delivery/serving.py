"""The delivery plane as its operators start it, over a database of their choice."""

import http.client
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from tests.processes import PATIENCE, ROOT, answers, free_port, wait_until

FOREIGN = ("DJANGO_SETTINGS_MODULE", "HOSPITAL_TEST_DATA")


@dataclass(frozen=True)
class Delivery:
    port: int
    process: psutil.Process
    output: Path

    def get(self, path, **options):
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", trust_env=False, timeout=PATIENCE, **options)

    def ask(self, path):
        """Sends a request, whose answer is to be had from what this returns."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path)
        return connection

    @property
    def workers(self):
        return {worker.pid for worker in self.process.children() if is_alive(worker)}

    @property
    def is_ready(self):
        return answers(f"http://127.0.0.1:{self.port}/readyz")

    def renew(self):
        """Returns when the workers of before are gone."""
        old = self.workers
        self.process.send_signal(signal.SIGHUP)
        wait_until(lambda: self.workers and not self.workers & old)

    def memory_mb(self):
        """Of all its processes; what they share is counted once."""
        family = [self.process, *self.process.children()]
        return sum(process.memory_full_info().pss for process in family) / 1e6


def is_alive(worker):
    try:
        return worker.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # it has just ended
        return False


@contextmanager
def delivery(url, output, *, workers=2, folder=ROOT):
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    command = [sys.executable, "manage.py", "delivery", "--port", str(port), "--workers", str(workers)]
    with output.open("w") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=kept | {"DATABASE_URL": url, "RATE_LIMIT": "off"}, stdout=log, stderr=log
        )
    plane = Delivery(port, psutil.Process(process.pid), output)
    try:
        wait_until(lambda: plane.is_ready, process=process)
        yield plane
    finally:
        process.terminate()
        process.wait(PATIENCE)
