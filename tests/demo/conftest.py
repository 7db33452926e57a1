"""The demo as a user starts it: one process for all tests of this folder, on a data folder and a port of its own."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import sync_playwright

from tests.processes import PAUSE, ROOT, free_port
from tests.programs import CHROMIUM

START_SECONDS = 300


@dataclass(frozen=True)
class Demo:
    base: str
    data: Path
    process: subprocess.Popen
    output: Path

    def get(self, path, **options):
        return httpx.get(f"{self.base}{path}", **options)

    def manage(self, *arguments, **options):
        """Another management command, on the demo's data."""
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env=environment(self.data),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            **options,
        )


def environment(data):
    """A developer's: no settings module, no database of the tests."""
    foreign = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "HOSPITAL_TEST_DATA")
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return kept | {"HOSPITAL_DATA": str(data)}


def start(data, port, output):
    with output.open("w") as log:
        return subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port), "--data", str(data)],
            cwd=ROOT,
            env=environment(data),
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def wait_until_ready(process, base, output):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"The demo ended:\n{output.read_text()}")
        try:
            if httpx.get(f"{base}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            PAUSE.wait(0.2)
    pytest.fail(f"The demo did not start:\n{output.read_text()}")


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    port = free_port()
    base, output = f"http://127.0.0.1:{port}", folder / "output.txt"
    process = start(folder / "data", port, output)
    try:
        wait_until_ready(process, base, output)
        yield Demo(base, folder / "data", process, output)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


@pytest.fixture(scope="module")
def browser():
    """For one module alone: while it is open, its event loop keeps Django from the database in this process."""
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
    quiet = ["--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*flags, *quiet])
        yield chromium
        chromium.close()
