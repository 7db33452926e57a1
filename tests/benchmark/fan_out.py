"""How long all pages take to follow a contact line."""

import time

from cms.publishing.following.catching_up import catch_up_entirely
from tests.benchmark import hospital


def measure(*, pages, rounds):
    _, shared = hospital.build(pages)
    line = shared["contact"]
    line.phone = "310-555-0199"
    started = time.perf_counter()
    line.save()
    saved = time.perf_counter() - started
    for _ in catch_up_entirely():
        pass
    done = time.perf_counter() - started
    print(f"{pages:>7} pages: saved in {saved * 1000:.0f} ms, all rendered again after {done:.1f} s")
