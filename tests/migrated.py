"""The database that migrations have filled, once for all processes that test: they copy it in a moment.

What migrating gives is kept for the next run as well, in pytest's cache, as long as migrations, packages and server are
the same. The next run migrates it too: there is nothing to do then but what comes after each migrate.
"""

import subprocess
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection

from cms.postgres.binaries import find_binaries
from cms.postgres.errors import MissingBinariesError
from tests.kept import keep_site
from tests.once import made_once
from tests.processes import ROOT, database_url


def copy_migrated(cache):
    """From now on Django makes the test database of this process as a copy. ``cache`` is pytest's, if it has one."""
    name = f"test_{connection.settings_dict['NAME']}_migrated"

    def make(folder):
        with named(name):
            migrate(name, kept=kept_in(cache))
            keep_site()
            connection.close()  # nothing is copied that is in use
        folder.mkdir()

    made_once(name, make)
    connection.settings_dict["TEST"] |= {"TEMPLATE": name, "MIGRATE": False}


def kept_in(cache):
    """The file that keeps what migrating gives, if it was possible to keep it."""
    return cache and Path(cache.mkdir("migrated"), digest())


def migrate(name, *, kept):
    """Makes the database ``name``: of what was kept, else of nothing."""
    is_kept = bool(kept and kept.exists())
    if is_kept:
        restore(name, kept)
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=is_kept)
    if kept and not is_kept:
        keep(name, kept)


def digest():
    """Of all that decides what migrating gives."""
    packages = (ROOT / name for name in ("api", "cms", "procedures"))
    migrations = sorted(path for package in packages for path in package.glob("**/migrations/*.py"))
    said = [said for path in [ROOT / "uv.lock", *migrations] for said in (path.name.encode(), path.read_bytes())]
    return sha256(b"\0".join([str(connection.pg_version).encode(), *said])).hexdigest()


def restore(name, kept):
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    fill(database_url(name), kept)


def fill(url, kept):
    """An empty database, by the role that owns it."""
    done = run("pg_restore", "--no-owner", "--dbname", url, kept)
    assert done.returncode == 0, f"{done.stderr}\nForget what is kept: pytest --cache-clear"


def keep(name, kept):
    """In place of what older migrations gave. Not where the programs for it are missing, or too old for the server."""
    unfinished = kept.with_suffix(".unfinished")
    with suppress(OSError, MissingBinariesError):
        if run("pg_dump", "--format=custom", "--file", unfinished, database_url(name)).returncode == 0:
            for old in kept.parent.iterdir():
                if old != unfinished:
                    old.unlink(missing_ok=True)
            unfinished.rename(kept)


def run(program, *words):
    return subprocess.run([find_binaries().program(program), *words], capture_output=True, text=True, check=False)


@contextmanager
def named(name):
    """Meanwhile that is the name of the test database. Making one changes the settings."""
    given = connection.settings_dict
    kept, test = given["NAME"], given["TEST"]
    given["TEST"] = test | {"NAME": name}
    try:
        yield
    finally:
        given["TEST"] = test
        given["NAME"] = settings.DATABASES[connection.alias]["NAME"] = kept
