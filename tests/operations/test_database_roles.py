"""The roles of the database, made as the guide tells, on Debian's own PostgreSQL: the oldest that is supported.

Everything else is tested on the newest (``cms.postgres``).
"""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from cms.database_roles import READ, WEB, read_grants, web_grants
from cms.postgres.layout import PORT
from tests.delivery.databases import Server
from tests.forks import manage
from tests.processes import ROOT
from tests.programs import DEBIANS_POSTGRESQL

pytestmark = [pytest.mark.postgresql, pytest.mark.xdist_group("roles")]

GUIDE = (ROOT / "docs/operations.md").read_text()
ONCE, EACH_MIGRATE = re.findall(r"```sql\n(.*?)```", GUIDE[GUIDE.index("### Database roles") :], re.DOTALL)[:2]
SCRIPTS = ROOT / "examples" / "postgres"
OWNER = "hospital_owner"
PASSWORD = "not-a-secret"
LATER = "CREATE TABLE made_by_a_later_version (id serial PRIMARY KEY, words text)"


class Debians(Server):
    """Debian's own server, which asks the three roles for their passwords."""

    def url(self, role=READ, database="hospital"):
        """By another way to its socket, so that nothing takes it for the embedded one."""
        secret = f":{PASSWORD}" if role.startswith("hospital_") else ""
        return f"postgresql://{role}{secret}@{quote(str(self.folder / 'socket'), safe='')}:{PORT}/{database}"

    def require_passwords(self):
        rules = "local all postgres trust\nlocal all hospital trust\nlocal all all scram-sha-256\n"
        (self.layout.cluster / "pg_hba.conf").write_text(rules)
        self.psql("SELECT pg_reload_conf()", database="postgres")

    def psql(self, script, *, role="postgres", database="hospital"):
        """As an operator does: it stops at the first error."""
        command = [
            Path(DEBIANS_POSTGRESQL) / "psql",
            "--no-psqlrc",
            "--quiet",
            "--set=ON_ERROR_STOP=1",
            "--dbname",
            self.url(role, database),
        ]
        done = subprocess.run(command, input=script, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    @contextmanager
    def session(self, role, database="hospital"):
        with psycopg.connect(self.url(role, database), autocommit=True) as session:
            yield session

    def manage(self, *words, role):
        """A command of the authoring plane, from its beginning to its end."""
        code, said, complaints = manage(*words, database=self.url(role))
        assert code == 0, complaints
        return said

    def python(self, *words, role, settings="cms.settings.test"):
        environment = os.environ | {"DATABASE_URL": self.url(role), "DJANGO_SETTINGS_MODULE": settings}
        return subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Installed by the guide: the roles, the tables, and a published treatment, each by the role that is for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PG_BIN", DEBIANS_POSTGRESQL)
        server = Debians(tmp_path_factory.mktemp("debians")).start()
    (server.folder / "socket").symlink_to(server.layout.run_folder)
    server.psql("DROP DATABASE hospital", database="postgres")  # made for development
    server.require_passwords()
    run_script(server, tmp_path_factory.mktemp("secrets"))
    server.manage("migrate", "--verbosity=0", role=OWNER)
    succeed(server.python("-c", PUBLISH, role=WEB))
    yield server
    server.stop()


PUBLISH = """
import django; django.setup()
from tests import factories
factories.treatment(factories.make_site().index, slug="knee-easing", title="Knee easing")
"""
ASK = """
from cms.delivery import application
from django.test import Client
print(Client().get("/api/v1/procedures/knee-easing/").json()["title"])
"""

COUNT = """
import django; django.setup()
from api.process.counts import COUNTS
from api.models import Count
COUNTS.add(Count.Kind.READ, "counted")
COUNTS.flush()
"""


def succeed(done):
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(server, role, statement):
    with server.session(role) as session, pytest.raises(InsufficientPrivilege) as error:
        session.execute(statement)
    return str(error.value)


def run_script(server, secrets):
    """As compose.yaml has PostgreSQL's image do it."""
    for role in ("owner", "web", "read"):
        (secrets / f"{role}_password").write_text(f"{PASSWORD}\n")
    place = {
        "PGHOST": str(server.layout.run_folder),
        "PGPORT": str(PORT),
        "SECRETS": str(secrets),
        "SCRIPTS": str(SCRIPTS),
    }
    programs = {"PATH": f"{DEBIANS_POSTGRESQL}{os.pathsep}{os.defpath}"}
    done = subprocess.run([SCRIPTS / "roles.sh"], env=place | programs, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_script_of_compose_says_what_the_guide_does():
    script = re.sub(r":'\w+'", "'…'", (SCRIPTS / "roles.sql").read_text())

    assert script == ONCE


def test_guide_says_what_each_migrate_does():
    assert EACH_MIGRATE.split("\n")[:-1] == [*web_grants(), *read_grants()]


def test_oldest_version_that_the_guide_names_is_the_one_that_is_tested(server):
    with server.session("postgres", "postgres") as session:
        [(version,)] = session.execute("SHOW server_version_num").fetchall()

    assert f"PostgreSQL {int(version) // 10_000} to " in GUIDE


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE api_edition SET title = ''",
        "DELETE FROM api_edition",
        "TRUNCATE api_edition CASCADE",
        "ALTER TABLE api_edition DISABLE TRIGGER USER",
        "DELETE FROM wagtailcore_pagelogentry",
        "UPDATE wagtailcore_modellogentry SET label = ''",
        "CREATE TABLE mine ()",
        "DROP TABLE api_document",
    ],
)
def test_authoring_plane_cannot_change_what_is_kept(server, statement):
    refused(server, WEB, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM api_document",
        "INSERT INTO api_feed DEFAULT VALUES",
        "SELECT password FROM auth_user",
        "SELECT * FROM wagtailcore_revision",
        "SELECT secret FROM webhooks_endpoint",
        "SELECT * FROM api_count",
        "SELECT * FROM api_frequentsearch",
        "INSERT INTO api_count (day, kind, key, name, total) VALUES (now(), 'read', '', 'mine', 1)",
        "UPDATE api_apikey SET revoked_at = NULL",
        "CREATE TABLE mine ()",
        "COPY api_edition TO PROGRAM 'true'",
    ],
)
def test_delivery_plane_reads_what_it_serves_and_nothing_else(server, statement):
    refused(server, READ, f"SET default_transaction_read_only = off; {statement}")


def test_delivery_plane_serves_with_the_role_that_reads(server):
    assert succeed(server.python("-c", ASK, role=READ, settings="cms.settings.delivery")).strip() == "Knee easing"


def test_delivery_plane_counts_what_is_read_though_it_may_write_nothing(server):
    succeed(server.python("-c", COUNT, role=READ, settings="cms.settings.delivery"))

    with server.session(WEB) as session:
        assert session.execute("SELECT total FROM api_count WHERE name = 'counted'").fetchall() == [(1,)]


@pytest.mark.parametrize("role", [WEB, OWNER, "postgres"])
def test_delivery_plane_refuses_to_start_with_more(server, role):
    done = server.python("manage.py", "delivery", "--port", "1", role=role, settings="cms.settings.delivery")

    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert f"must not use the role “{role}”" in done.stderr
    assert "hospital_read" in done.stderr
    assert "READ_ROLE_ONLY=false" in done.stderr


def test_delivery_plane_takes_any_role_where_that_is_said(server, monkeypatch):
    monkeypatch.setenv("READ_ROLE_ONLY", "false")

    assert succeed(server.python("-c", ASK, role=WEB, settings="cms.settings.delivery")).strip() == "Knee easing"


def test_table_of_a_later_version_is_there_for_the_authoring_plane(server):
    with server.session(OWNER) as session:
        session.execute(LATER)
    with server.session(WEB) as session:
        session.execute("INSERT INTO made_by_a_later_version (words) VALUES ('new')")
        assert session.execute("SELECT words FROM made_by_a_later_version").fetchall() == [("new",)]
    refused(server, READ, "SELECT * FROM made_by_a_later_version")


def test_each_migrate_gives_the_rights_anew(server):
    with server.session(OWNER) as session:
        session.execute(f"REVOKE ALL ON api_document FROM {READ}, {WEB}")
    server.manage("migrate", "--verbosity=0", role=OWNER)

    with server.session(READ) as session:
        assert session.execute("SELECT count(*) > 0 FROM api_document").fetchone() == (True,)


def test_restored_on_a_server_without_roles_by_the_guide_everybody_may_what_they_could(server, tmp_path):
    dump = tmp_path / "hospital.dump"
    run("pg_dump", "--format=custom", f"--file={dump}", server.url(OWNER))
    server.psql(FORGET, database="postgres")
    server.psql(ONCE.replace("…", PASSWORD), database="postgres")
    [restore] = re.findall(r"`pg_restore (.*?)`", GUIDE)
    words = restore.replace('"$OWNER_DATABASE_URL"', server.url(OWNER)).replace("hospital.dump", str(dump)).split()
    run("pg_restore", *words)
    server.manage("migrate", "--verbosity=0", role=OWNER)

    assert succeed(server.python("-c", ASK, role=READ, settings="cms.settings.delivery")).strip() == "Knee easing"
    refused(server, WEB, "DELETE FROM api_edition")
    server.manage("verify_editions", role=WEB)
    with server.session(OWNER) as session:
        session.execute(LATER.replace("later", "still_later"))
    with server.session(WEB) as session:
        session.execute("INSERT INTO made_by_a_still_later_version (words) VALUES ('newer')")


FORGET = "DROP DATABASE hospital; DROP ROLE hospital_web; DROP ROLE hospital_read; DROP ROLE hospital_owner;"


def run(program, *words):
    done = subprocess.run([Path(DEBIANS_POSTGRESQL) / program, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
