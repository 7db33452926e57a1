"""How long rendering all documents again takes, by one process and by one for each core, and what readers notice."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from procedures.models import ProcedurePage
from tests.benchmark import hospital, servers, treatments
from tests.processes import PAUSE, ROOT, environment

READ = "/api/v1/procedures/t-50/"
COMMAND = (sys.executable, "manage.py", "rebuild_documents", "--rerender", "--processes")


def measure(*, pages, rounds):
    """As operators do it, and readers: by the command, and from a delivery plane."""
    treatments.Hospital().grow(pages, with_index=False)
    with (
        tempfile.TemporaryDirectory() as folder,
        servers.running(servers.DELIVERY, "granian", ready="/readyz", folder=folder) as server,
    ):
        for processes in sorted({1, os.cpu_count()}) * rounds:
            summary = f"As {processes} processes rendered it, {time.time()}"
            hospital.switch_triggers("DISABLE")  # or the worker would follow, too
            ProcedurePage.objects.update(summary=summary)
            hospital.switch_triggers("ENABLE")
            with httpx.Client(base_url=server.base, trust_env=False) as client:
                seconds, reads = rerender(processes, client, Path(folder, "output.txt"))
                assert client.get(READ).json()["summary"] == summary
            print(
                f"{pages:>7} pages, {processes} processes: {seconds:.1f} s, {pages / seconds:.0f} a second;"
                f" {len(reads)} reads meanwhile, all answered: median {statistics.median(reads):.1f} ms,"
                f" slowest {max(reads):.1f} ms"
            )


def rerender(processes, client, output):
    """Seconds, with the command's start; and milliseconds of each read meanwhile."""
    started, reads = time.perf_counter(), []
    with output.open("w") as stream:
        process = subprocess.Popen(
            [*COMMAND, str(processes)], cwd=ROOT, env=environment("cms.settings.test"), stdout=stream
        )
        while process.poll() is None:
            reads.append(read(client))
            PAUSE.wait(0.02)
    assert process.returncode == 0, output.read_text()
    return time.perf_counter() - started, reads


def read(client):
    """Milliseconds."""
    started = time.perf_counter()
    assert client.get(READ).status_code == 200
    return (time.perf_counter() - started) * 1000
