"""What the kernel adds to a publication: the same publication with it and without it, in turns."""

import statistics
import time
from contextlib import contextmanager

from django.db import connection, transaction

import cms.publishing.published
import cms.publishing.signals
from cms.publishing.capture import watched_tables
from procedures.models import ProcedurePage
from tests.benchmark import hospital

TARGET = 1.5


def measure(*, pages, rounds):
    hospital.build(pages)
    report(pages, *compare(rounds))


def compare(rounds):
    """Seconds of each publication with and without the kernel."""
    with_kernel, without = [], []
    for round_number in range(rounds + 2):
        for times, surroundings in ((with_kernel, connected), (without, disconnected)):
            page = ProcedurePage.objects.get(slug=f"t-{round_number}")
            page.title = f"{page.title} again"
            with surroundings():
                revision = page.save_revision()
                started = time.perf_counter()
                with transaction.atomic():  # as the admin's requests are
                    revision.publish()
                times.append(time.perf_counter() - started)
    return with_kernel[2:], without[2:]


@contextmanager
def connected():
    yield


@contextmanager
def disconnected():
    """Wagtail alone: no refreshing, no receivers, no triggers."""
    modules = (cms.publishing.published, cms.publishing.signals)
    originals = [module.refresh for module in modules]
    switch_triggers("DISABLE")
    for module in modules:
        module.refresh = lambda instance: None
    try:
        yield
    finally:
        for module, original in zip(modules, originals, strict=True):
            module.refresh = original
        switch_triggers("ENABLE")


def switch_triggers(state):
    with connection.cursor() as cursor:
        for table in sorted(watched_tables()):
            cursor.execute(f'ALTER TABLE "{table}" {state} TRIGGER cms_note_change')


def report(number, with_kernel, without):
    a, b = statistics.median(with_kernel), statistics.median(without)
    spread = statistics.quantiles(with_kernel, n=4), statistics.quantiles(without, n=4)
    print(
        f"{number:>7} pages: {a * 1000:6.1f} ms with the kernel, {b * 1000:6.1f} ms without: ratio {a / b:.2f}"
        f" (target {TARGET}; quartiles {spread[0][0] * 1000:.1f}–{spread[0][2] * 1000:.1f}"
        f" and {spread[1][0] * 1000:.1f}–{spread[1][2] * 1000:.1f} ms)"
    )
