"""How long rendering all documents again takes, by one process and by one for each core, and what readers notice."""

import os
import time

from django.test import Client

from cms.publishing.rerendering import rerender_all
from procedures.models import ProcedurePage
from tests.benchmark import hospital, treatments

READ = "/api/v1/procedures/t-50/"


def measure(*, pages, rounds):
    treatments.Hospital().grow(pages, with_index=False)
    for processes in sorted({1, os.cpu_count()}):
        hospital.switch_triggers("DISABLE")  # or the worker would follow, too
        ProcedurePage.objects.update(summary=f"As {processes} processes rendered it")
        hospital.switch_triggers("ENABLE")
        started, client = time.perf_counter(), Client()
        reads = [read(client) for _ in rerender_all(processes=processes)]
        seconds = time.perf_counter() - started
        print(
            f"{pages:>7} pages, {processes} processes: {seconds:.1f} s, {pages / seconds:.0f} a second;"
            f" {len(reads)} reads meanwhile, the slowest {max(reads) * 1000:.1f} ms"
        )


def read(client):
    """Seconds."""
    started = time.perf_counter()
    assert client.get(READ).status_code == 200
    return time.perf_counter() - started
