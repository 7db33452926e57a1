"""Processes of ours beside the tests: on the same database, on ports of their own."""

import os
import random
import socket
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import psycopg
from django.db import connection

ROOT = Path(__file__).parents[1]
PATIENCE = float(os.environ.get("PATIENCE", "600"))
"""Seconds that any test waits for anything that must happen. It goes on as soon as that has: only a busy machine takes
the time."""
PLAIN = {"trust_env": False, "verify": False}
"""For ``httpx``: nothing is encrypted here, and loading the certificates takes longer than most requests."""
PAUSE = threading.Event()  # never set: waits for another process a little at a time


def database_url(name=None):
    """Of the database of this test, or of another on the same server, as ``DATABASE_URL`` has it."""
    given = connection.settings_dict
    secret = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    host = given["HOST"].replace("/", "%2F")
    return f"postgresql://{given['USER']}{secret}@{host}:{given['PORT']}/{name or given['NAME']}"


def environment(settings, *, database=None):
    """For a process with these settings on the database of this test, or on the one named, by the tests' one role."""
    ours = {"DJANGO_SETTINGS_MODULE": settings, "DATABASE_URL": database_url(database), "READ_ROLE_ONLY": "false"}
    return os.environ | ours


def sessions_held_up():
    """How many, on the database of this test, wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_locks"
            " WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
        )
        return cursor.fetchone()[0]


@contextmanager
def other_session():
    """On the database of this test, with what Django has not: it may hold what a test waits for."""
    with psycopg.connect(database_url()) as session:
        yield session
        session.rollback()


@contextmanager
def lock_timeout(time):
    """Meanwhile Django's connection waits for locks as long as the processes of the authoring plane do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [time])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")


def free_port():
    """Below those that the system gives to connections: one of them could take it before the server does."""
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_until(is_so, *, process=None, complaint=lambda: ""):
    """``process`` must not end meanwhile. ``complaint`` finds what to say of a failure."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert process is None or process.poll() is None, f"the process ended\n{complaint()}"
        assert time.monotonic() < deadline, f"it took too long\n{complaint()}"
        PAUSE.wait(0.05)


def get(address, **options):
    return httpx.get(address, timeout=PATIENCE, **PLAIN, **options)


def answers(address):
    """Whether somebody answers there with success, and within seconds."""
    try:
        return httpx.get(address, **PLAIN).is_success
    except httpx.TransportError:
        return False
