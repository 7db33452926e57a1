"""Making a new cluster: complete or not at all."""

import shutil

from cms.postgres.account import Account
from cms.postgres.binaries import Binaries
from cms.postgres.data_directory import DataDirectory
from cms.postgres.errors import ServerNotStartedError
from cms.postgres.layout import Layout
from cms.postgres.locks import FileLock

SUPERUSER = "postgres"
# The project's own role is no superuser: what works here also works for a database's owner in production.
FIRST_STATEMENTS = """\
CREATE ROLE hospital LOGIN CREATEDB CREATEROLE;
CREATE DATABASE hospital OWNER hospital;
"""
# From the best to the plainest; PostgreSQL before 17 has no provider of its own, macOS may lack C.UTF-8.
LOCALES = (
    ("--locale-provider=builtin", "--locale=C.UTF-8"),
    ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
    ("--locale=C.UTF-8",),
    ("--locale=C",),
)


def create_cluster(
    layout: Layout, *, account: Account, binaries: Binaries, server_lock: FileLock, durable: bool
) -> None:
    """Fills `layout.cluster`; one that was begun and not finished is thrown away first.

    :raises ServerNotStartedError: with what initdb said.
    """
    if layout.unfinished.exists():
        shutil.rmtree(layout.unfinished)
    layout.unfinished.mkdir(mode=0o700)
    account.own(layout.unfinished)
    with DataDirectory(layout.unfinished, account=account, binaries=binaries, server_lock=server_lock) as directory:
        _initialise(directory, durable=durable)
        _create_database(directory)
    layout.unfinished.rename(layout.cluster)


def _initialise(directory: DataDirectory, *, durable: bool) -> None:
    options = ["--username", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--no-instructions"]
    if not durable:
        options.append("--no-sync")
    for locale in LOCALES:
        result = directory.run("initdb", *options, *locale)
        if result.returncode == 0:
            return
    raise ServerNotStartedError(f"initdb could not make the database cluster:\n{result.stdout}")


def _create_database(directory: DataDirectory) -> None:
    result = directory.run("postgres", "--single", "-c", "exit_on_error=on", SUPERUSER, stdin=FIRST_STATEMENTS)
    if result.returncode != 0:
        raise ServerNotStartedError(f"The database could not be created in the new cluster:\n{result.stdout}")
