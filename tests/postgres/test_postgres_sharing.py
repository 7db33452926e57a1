import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]

START_PROGRAM = """
import subprocess, sys
from pathlib import Path
from cms.postgres.cluster import Cluster
Cluster(Path(sys.argv[1]), durable=False).ensure_running()
print(subprocess.Popen(["sleep", "60"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=False).pid)
"""
FORK = """
import os, sys
from pathlib import Path
from cms.postgres.cluster import Cluster
Cluster(Path(sys.argv[1]), durable=False).ensure_running()
if os.fork() == 0:
    sys.stdin.read()
"""


def test_processes_that_start_at_once_share_one_server(embedded_at, tmp_path):
    embedded = embedded_at(tmp_path / "data")
    users = [embedded.user() for _ in range(8)]
    for user in users:
        user.begin()

    assert len({tuple(user.answer()) for user in users}) == 1


def test_server_is_gone_when_its_last_user_has_exited(embedded):
    user = embedded.user()
    user.ask()

    errors = user.leave()

    assert (errors, embedded.is_running(), embedded.layout.run_folder.exists()) == ("", False, False)


def test_server_stays_for_the_users_that_are_left(embedded):
    first, second = embedded.user(), embedded.user()
    started = first.ask()
    second.ask()

    first.leave()

    assert second.ask() == started


def test_users_that_leave_at_once_leave_no_server(embedded):
    users = [embedded.user() for _ in range(4)]
    for user in users:
        user.ask()

    for user in users:
        user.process.stdin.close()
    for user in users:
        user.process.wait()

    assert not embedded.is_running()


def test_data_outlives_the_server(embedded):
    embedded.use_once("CREATE TABLE kept AS SELECT 7 AS number")

    assert embedded.use_once("SELECT number FROM kept") == ["7"]


def test_programs_started_by_a_user_do_not_hold_the_server(embedded):
    result = subprocess.run(
        [sys.executable, "-c", START_PROGRAM, embedded.folder],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=True,
    )
    program = psutil.Process(int(result.stdout))

    assert (program.is_running(), embedded.is_running()) == (True, False)
    program.kill()


def test_forked_child_keeps_the_server_that_its_parent_leaves(embedded):
    with subprocess.Popen(
        [sys.executable, "-c", FORK, embedded.folder],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdin=subprocess.PIPE,
        text=True,
    ) as parent:
        parent.wait()
        assert embedded.is_running()
    embedded.wait_until_stopped()
