import os
import subprocess
import sys
from pathlib import Path

import pytest

from cms.postgres import database
from cms.postgres.errors import UnsupportedPlatformError

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]

LIGHT = """
import sys
from pathlib import Path
from cms.postgres import database
database(Path(sys.argv[1]))
import cms.postgres.keeper
print([name for name in ("django", "psycopg") if name in sys.modules])
"""
DJANGO = """
import sys
from pathlib import Path
import django
from django.conf import settings
from cms.postgres import database
settings.configure(DATABASES={"default": database(Path(sys.argv[1]), durable=False)}, INSTALLED_APPS=[])
django.setup()
from django.core.management import call_command
from django.db import connection
"""
SHOW_EVERY_USE = """
with connection.cursor() as cursor:
    cursor.execute("CREATE EXTENSION pg_trgm")
    cursor.execute("CREATE EXTENSION unaccent")
    cursor.execute("SELECT current_database(), unaccent('Ærø'), lower('ÅR'), 'oslo' % 'OSLO'")
    print(cursor.fetchone(), flush=True)
connection.close()
name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
with connection.cursor() as cursor:
    cursor.execute("SELECT current_database()")
    print(cursor.fetchone(), flush=True)
connection.creation.destroy_test_db("hospital", verbosity=0)
call_command("dbshell", "--", "--tuples-only", "--no-align", "--command", "SELECT 'shell'")
"""
SURVIVE = """
import os, signal
with connection.cursor() as cursor:
    cursor.execute("SELECT 1")
pid = int((Path(sys.argv[1]) / "cluster" / "postmaster.pid").read_text().split()[0])
os.kill(pid, signal.SIGKILL)
connection.close()
with connection.cursor() as cursor:
    cursor.execute("SELECT 'again'")
    print(cursor.fetchone())
"""
PARAMETERS_ALONE = """
import psycopg
parameters = connection.get_connection_params()
with psycopg.connect(**parameters) as own:
    print(own.execute("SELECT 'connected'").fetchone())
"""


def run(script, folder):
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, folder],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stderr == ""
    return result.stdout.splitlines()


def test_settings_start_nothing_and_load_neither_django_nor_psycopg(tmp_path):
    assert run(LIGHT, tmp_path / "data") == ["[]"]
    assert not (tmp_path / "data").exists()


def test_entry_names_the_server_by_its_resolved_folder(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)

    assert database(tmp_path / "link" / "data") == database(tmp_path / "data")


def test_windows_is_refused_with_a_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")

    with pytest.raises(UnsupportedPlatformError, match="DATABASE_URL"):
        database(tmp_path)


def test_django_connects_makes_test_databases_and_opens_a_shell(embedded_at, tmp_path):
    embedded = embedded_at(tmp_path / "data")

    assert run(DJANGO + SHOW_EVERY_USE, embedded.folder) == [
        "('hospital', 'AEro', 'år', True)",
        "('test_hospital',)",
        "shell",
    ]
    assert not embedded.is_running()


def test_django_reconnects_after_the_server_died(embedded):
    assert run(DJANGO + SURVIVE, embedded.folder) == ["('again',)"]


def test_connection_parameters_are_those_of_a_running_server(embedded):
    assert run(DJANGO + PARAMETERS_ALONE, embedded.folder) == ["('connected',)"]


@pytest.mark.parametrize(("durable", "setting"), [(True, "on"), (False, "off")])
def test_durability_decides_whether_commits_reach_the_disk(embedded, durable, setting):
    query = "SELECT current_setting('fsync'), current_setting('synchronous_commit')"

    assert embedded.use_once(query, durable=durable) == [setting, setting]


def test_server_listens_on_no_network_address(embedded):
    assert embedded.use_once("SELECT current_setting('listen_addresses')") == [""]


def test_role_of_the_project_is_no_superuser(embedded):
    assert embedded.use_once("SELECT usesuper, usecreatedb FROM pg_user WHERE usename = current_user") == [
        "False",
        "True",
    ]
