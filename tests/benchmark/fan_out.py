"""How long all pages take to follow a contact line."""

import time

from django.db import transaction

from cms.publishing.catching_up import catch_up_entirely
from tests.benchmark import hospital


def measure(*, pages, rounds):
    for number in pages or [400]:
        with transaction.atomic():
            _, shared = hospital.build(number)
            line = shared["contact"]
            line.phone = "310-555-0199"
            started = time.perf_counter()
            line.save()
            saved = time.perf_counter() - started
            for _ in catch_up_entirely():
                pass
            done = time.perf_counter() - started
            print(f"{number:>7} pages: saved in {saved * 1000:.0f} ms, all rendered again after {done:.1f} s")
            transaction.set_rollback(True)
