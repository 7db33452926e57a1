"""Load by wrk, and what it costs: processor time of the server and of its database sessions."""

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("wrk.lua")
CONNECTIONS = 16
LONGEST = 60
"""Seconds."""


@dataclass(frozen=True, kw_only=True)
class Request:
    path: str
    headers: tuple[tuple[str, str], ...] = ()

    def line(self):
        return "\t".join((self.path, *(f"{name}: {value}" for name, value in self.headers)))


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One run."""

    requests: int
    seconds: float
    median_ms: float
    p99_ms: float
    server_ms: float
    """Processor time of the server for a request."""
    database_ms: float
    """Of PostgreSQL's processes for the server's sessions."""

    @property
    def rate(self):
        return self.requests / self.seconds


def wrk():
    found = shutil.which("wrk")
    if not found:
        sys.exit("The load generator wrk is not here. On Debian: apt-get install wrk.")
    return found


def run(server, requests, *, seconds, pause_ms=0):
    """Ask the server for these in turn, on sixteen connections, as fast as it answers or with pauses.

    Longer than so many seconds only if not one answer comes in time.
    """
    while (sample := attempt(server, requests, seconds=seconds, pause_ms=pause_ms)) is None:
        seconds *= 4
        assert seconds <= LONGEST, f"Not one answer in {seconds // 4} seconds, such as {requests[0].path}"
    return sample


def attempt(server, requests, *, seconds, pause_ms=0):
    """None where nothing was answered."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listed:
        listed.write("\n".join(request.line() for request in requests) + "\n")
        listed.flush()
        command = [wrk(), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", SCRIPT, server.base]
        before = server.processor_seconds()
        output = subprocess.run(
            [*command, "--", listed.name, str(pause_ms)], check=True, capture_output=True, text=True
        ).stdout
        after = server.processor_seconds()
    server.wait_until_idle()
    told = json.loads(output.strip().splitlines()[-1])
    assert not told["failed"], f"{told['failed']} of {told['requests']} requests failed, such as {requests[0].path}"
    if not told["requests"]:
        return None
    own, database = ((later - earlier) * 1000 / told["requests"] for earlier, later in zip(before, after, strict=True))
    return Sample(
        requests=told["requests"],
        seconds=told["microseconds"] / 1e6,
        median_ms=told["median"] / 1000,
        p99_ms=told["p99"] / 1000,
        server_ms=own,
        database_ms=database,
    )
