"""PostgreSQL servers of the tests' own that can be killed: a primary with content, and replicas that stream from it."""

import os
import shutil
import signal
import subprocess
import sys
from urllib.parse import quote

import psutil
import psycopg

from cms.postgres.account import account_for
from cms.postgres.cluster import Cluster
from cms.postgres.layout import PORT, Layout
from cms.postgres.locks import is_held
from tests.migrated import fill
from tests.processes import ROOT, wait_until

READER = "hospital_read"
SUPERUSER = "postgres"


class Server:
    """One that this process started, over a folder."""

    def __init__(self, folder):
        self.folder = folder
        self.layout = Layout(folder)
        self.cluster = Cluster(folder, durable=False)

    def start(self):
        self.cluster.ensure_running()
        return self

    def stop(self):
        self.cluster.release()

    def kill(self):
        """All its processes at once, as when the machine loses power."""
        postmaster = psutil.Process(int((self.layout.cluster / "postmaster.pid").read_text().split()[0]))
        family = [postmaster, *postmaster.children(recursive=True)]
        for process in family:
            process.send_signal(signal.SIGKILL)
        wait_until(lambda: not is_held(self.layout.server_lock))

    def url(self, role=READER):
        host = quote(str(self.layout.run_folder), safe="")
        return f"postgresql://{role}@{host}:{PORT}/hospital"

    def connect(self, role=SUPERUSER):
        return psycopg.connect(self.url(role), autocommit=True)

    def ask(self, statement, *values):
        """The first column of the first row."""
        with self.connect() as connection:
            return connection.execute(statement, values).fetchone()[0]

    def sessions(self):
        """Process ids of the delivery plane's connections."""
        with self.connect() as connection:
            rows = connection.execute("SELECT pid FROM pg_stat_activity WHERE usename = %s", [READER]).fetchall()
        return [pid for (pid,) in rows]


def build_primary(folder, *, kept):
    """With the tables, a few treatments, and the roles of docs/operations.md. What was ``kept`` of migrating spares it
    most of that."""
    primary = Server(folder).start()
    with primary.connect() as connection:
        connection.execute("ALTER ROLE hospital SUPERUSER")  # the one that migrates may create roles and replicate
    if kept and kept.exists():
        fill(primary.url("hospital"), kept)
    environment = os.environ | {"DATABASE_URL": primary.url("hospital"), "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.delivery.stage"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return primary


def build_replica(primary, folder):
    """A copy of the primary, made while that is stopped, which follows it from then on."""
    primary.stop()
    replica = Server(folder)
    folder.mkdir()
    shutil.copytree(primary.layout.cluster, replica.layout.cluster)
    (replica.layout.cluster / "standby.signal").touch()
    with (replica.layout.cluster / "postgresql.auto.conf").open("a") as settings:
        settings.write(f"primary_conninfo = 'host={primary.layout.run_folder} port={PORT} user={SUPERUSER}'\n")
    account = account_for(primary.layout.cluster)
    for path in (replica.layout.cluster, *replica.layout.cluster.rglob("*")):
        account.own(path)
    primary.start()
    replica.start()
    wait_until(lambda: replica.ask("SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming'"))
    return replica
