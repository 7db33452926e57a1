"""Processes of ours beside the tests: on the same database, on ports of their own."""

import os
import socket
import threading
import time
from pathlib import Path

import httpx
from django.db import connection

ROOT = Path(__file__).parents[1]
PAUSE = threading.Event()  # never set: waits for another process a little at a time


def database_url(name=None):
    """Of the database of this test, or of another on the same server, as ``DATABASE_URL`` has it."""
    given = connection.settings_dict
    secret = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    host = given["HOST"].replace("/", "%2F")
    return f"postgresql://{given['USER']}{secret}@{host}:{given['PORT']}/{name or given['NAME']}"


def environment(settings, *, database=None):
    """For a process with these settings on the database of this test, or on the one named."""
    return os.environ | {"DJANGO_SETTINGS_MODULE": settings, "DATABASE_URL": database_url(database)}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(is_so, *, process=None, seconds=60):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert process is None or process.poll() is None, "the process ended"
        assert time.monotonic() < deadline, "it took too long"
        PAUSE.wait(0.05)


def answers(address):
    """Whether somebody answers there with success."""
    try:
        return httpx.get(address, trust_env=False).is_success
    except httpx.TransportError:
        return False
