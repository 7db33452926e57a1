import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import psycopg
import pytest

from cms.postgres.cluster import Cluster
from cms.postgres.layout import Layout
from cms.postgres.locks import is_held
from tests.processes import wait_until

PROJECT = Path(__file__).parents[2]

USE = """
import json, sys
from pathlib import Path
import psycopg
from cms.postgres.cluster import Cluster

cluster = Cluster(Path(sys.argv[1]), durable=sys.argv[2] == "durable")
for line in sys.stdin:
    cluster.ensure_running()
    with psycopg.connect(**cluster.connection_parameters, autocommit=True) as connection:
        cursor = connection.execute(line)
        row = cursor.fetchone() if cursor.description else ()
        print(json.dumps([str(value) for value in row]), flush=True)
"""
SERVER_STARTED = "SELECT pg_postmaster_start_time()"


def first_row(cursor):
    return [str(value) for value in cursor.fetchone()] if cursor.description else []


class User:
    """A process that uses a cluster: asks it what it is told to, over a connection of its own, until told to end."""

    def __init__(self, folder, *, durability="volatile", environment=None):
        self.process = subprocess.Popen(
            [sys.executable, "-c", USE, str(folder), durability],
            env={**os.environ, "PYTHONPATH": str(PROJECT), **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def begin(self, query=SERVER_STARTED):
        self.process.stdin.write(query + "\n")
        self.process.stdin.flush()

    def answer(self):
        """The first row of the answer, as texts; fails with the process's complaint."""
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(self.process.stderr.read())
        return json.loads(line)

    def ask(self, query=SERVER_STARTED):
        self.begin(query)
        return self.answer()

    def complaint(self):
        """What a process says that fails to use the cluster."""
        self.begin()
        _, errors = self.process.communicate()
        return errors

    def leave(self):
        """Ends as a command ends; returns what it wrote to standard error."""
        _, errors = self.process.communicate()
        return errors

    def kill(self):
        self.process.kill()
        self.close()

    def close(self):
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            pipe.close()


class Embedded:
    """A data folder, the processes that use it, and a look at the processes behind them."""

    def __init__(self, folder):
        self.layout = Layout(folder)
        self.folder = self.layout.folder
        self.users = []

    def user(self, **options):
        user = User(self.folder, **options)
        self.users.append(user)
        return user

    def use_once(self, query=SERVER_STARTED, *, durable=False):
        """What a server answers that is started for this question and gone afterwards."""
        cluster = Cluster(self.folder, durable=durable)
        cluster.ensure_running()
        with psycopg.connect(**cluster.connection_parameters, autocommit=True) as connection:
            answer = first_row(connection.execute(query))
        cluster.release()
        return answer

    def server(self):
        return psutil.Process(int((self.layout.cluster / "postmaster.pid").read_text().split()[0]))

    def keeper(self):
        (keeper,) = (
            process
            for process in psutil.process_iter(["cmdline"])
            if {"cms.postgres.keeper", str(self.folder)} <= set(process.info["cmdline"] or ())
        )
        return keeper

    def is_running(self):
        """Whether the keeper or any of the server's processes is there."""
        return is_held(self.layout.keeper_lock) or is_held(self.layout.server_lock)

    def wait_until_stopped(self):
        wait_until(lambda: not self.is_running())

    def close(self):
        for user in self.users:
            user.kill()
        if self.folder.exists():
            self.wait_until_stopped()


@pytest.fixture
def embedded_at():
    """Makes an Embedded over a given folder, where nothing is yet."""
    made = []

    def make(folder):
        made.append(Embedded(folder))
        return made[-1]

    yield make
    for embedded in made:
        embedded.close()
        shutil.rmtree(embedded.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def common_folder(tmp_path_factory):
    """One data folder for all tests that leave a sound cluster behind: making each anew takes time."""
    folder = tmp_path_factory.mktemp("common") / "data"
    Embedded(folder).use_once()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def embedded(common_folder):
    """A data folder with a cluster that does not run yet."""
    embedded = Embedded(common_folder)
    yield embedded
    embedded.close()


@pytest.fixture
def open_folder():
    """A folder that every account can reach, other than pytest's own."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
