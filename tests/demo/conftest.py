"""The demo as a user starts it: one process for all tests of this folder, on a data folder and a port of its own."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import sync_playwright

from cms.postgres.cluster import Cluster
from tests.processes import PATIENCE, ROOT, answers, free_port, get, wait_until
from tests.programs import CHROMIUM
from tests.warming import Warm


@dataclass(frozen=True)
class Demo:
    base: str
    data: Path
    process: subprocess.Popen
    output: Path

    def get(self, path, **options):
        return get(f"{self.base}{path}", **options)

    def ask(self, statement):
        """The first column of the first row of its database's answer."""
        with psycopg.connect(**Cluster(self.data / "postgres").connection_parameters) as connection:
            return connection.execute(statement).fetchone()[0]

    def manage(self, *arguments):
        """Another management command, on the demo's data."""
        return self.warm.run("manage.py", *map(str, arguments))

    @cached_property
    def warm(self):
        return Warm(ROOT, environment(self.data) | {"DJANGO_SETTINGS_MODULE": "cms.settings.development"})

    def close(self):
        if "warm" in vars(self):
            self.warm.close()

    @contextmanager
    def shell(self, code):
        """A process that does this, on the demo's data, until its input is closed."""
        command = [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", code]
        piped = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        process = subprocess.Popen(command, cwd=ROOT, env=environment(self.data), **piped)
        try:
            yield process
        finally:
            process.communicate(timeout=PATIENCE)
            assert process.returncode == 0


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
    wait_until(lambda: answers(f"{base}/readyz"), process=process, complaint=output.read_text)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    port = free_port()
    base, output = f"http://127.0.0.1:{port}", folder / "output.txt"
    process = start(folder / "data", port, output)
    try:
        wait_until_ready(process, base, output)
        demo = Demo(base, folder / "data", process, output)
        yield demo
        demo.close()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


@pytest.fixture(scope="module")
def browser():
    """For one module alone: while it is open, its event loop keeps Django from the database in this process."""
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
    quiet = ["--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*flags, *quiet])
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(demo, browser):
    """Opens a tab, for as long as the test runs."""
    opened = []

    def new_page(**options):
        context = browser.new_context(base_url=demo.base, **options)
        context.set_default_timeout(PATIENCE * 1000)
        opened.append(context)
        return context.new_page()

    yield new_page
    for context in opened:
        context.close()
