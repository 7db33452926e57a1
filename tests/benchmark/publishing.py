"""What the kernel adds to a publication, and whether a publication costs more in a larger hospital.

The same publications with the kernel and without it, in hospitals of every size, in turns.
"""

import statistics
import time
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from itertools import count, product
from pathlib import Path
from typing import NamedTuple

from django.db import connection, transaction
from wagtail.rich_text import RichText

import cms.publishing.published
import cms.publishing.signals
from procedures.models import ProcedurePage
from tests.benchmark import databases, hospital, treatments

RATIO = 1.5
"""Target: what a publication may cost, in publications by Wagtail alone."""
GROWTH = 1.2
"""Target: what a publication may cost in the largest hospital, in publications in the smallest."""
WARMING_UP = 2
"""Rounds."""
UNMEASURED = 3
"""Publications."""


def measure(sizes, *, rounds):
    with hospitals(sizes) as connections:
        report(compare(connections, rounds=rounds))


@contextmanager
def hospitals(sizes):
    """By size, a connection to a database with such a hospital. All but the largest are copies, made on the way."""
    largest = connection.settings_dict["NAME"]
    names = {}
    growing = treatments.Hospital()
    with ExitStack() as copies:
        for pages in sizes:
            growing.grow(pages, with_index=False)
            names[pages] = largest if pages == sizes[-1] else copies.enter_context(databases.copied(pages))
        try:
            yield {pages: opened(name) for pages, name in names.items()}
        finally:
            connection.close()
            connection.settings_dict["NAME"] = largest


def opened(name):
    connection.settings_dict["NAME"] = name
    connection.connect()
    return connection.connection


class Cost(NamedTuple):
    """Of a publication, in milliseconds."""

    time: float
    processor: float
    """Of this process and of its session in the database, which other programs on the machine do not lengthen."""


def compare(connections, *, rounds):
    """The cost of each publication, by size, what is changed, and whether with the kernel."""
    times = defaultdict(list)
    numbers = count()
    for round_number in range(rounds + WARMING_UP):
        for (pages, opened), (kernel, surroundings) in product(connections.items(), SIDES.items()):
            connection.connection = opened
            with surroundings():
                # After a switch of triggers, the first ones pay for looking at the tables and planning again.
                for _ in range(UNMEASURED):
                    publication(change_title, next(numbers), below=min(connections))
                for change in CHANGES:
                    taken = publication(change, next(numbers), below=min(connections))
                    if round_number >= WARMING_UP:
                        times[pages, change, kernel].append(taken)
    return times


def publication(change, number, *, below):
    """Of one of the copies: the templates that they were made from have marks for words."""
    copies = range(treatments.TEMPLATES, below)
    page = ProcedurePage.objects.get(slug=f"t-{copies[number % len(copies)]}")
    change(page, number)
    revision = page.save_revision()
    started, before = time.perf_counter(), processor_seconds()
    with transaction.atomic():  # as the admin's requests are
        revision.publish()
    return Cost((time.perf_counter() - started) * 1000, (processor_seconds() - before) * 1000)


def processor_seconds():
    session = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")  # of a server on this machine; Linux
    nanoseconds = int(session.read_text().split()[0]) if session.exists() else 0
    return time.process_time() + nanoseconds / 1e9


def change_title(page, number):
    page.title = f"{page.title.partition(' again')[0]} again, {number}"


def change_text(page, number):
    first, *_ = treatments.paragraphs_of(number)
    page.sections[0].value["blocks"][0].value["text"] = RichText(f"<p>{first}</p>")


CHANGES = {change_text: "text", change_title: "title"}


@contextmanager
def connected():
    yield


@contextmanager
def disconnected():
    """Wagtail alone: no refreshing, no receivers, no triggers, nothing that a hospital asks."""
    parts = [(cms.publishing.published, "refresh"), (cms.publishing.signals, "refresh")]
    parts.append((cms.publishing.published, "examine"))
    originals = [getattr(module, name) for module, name in parts]
    hospital.switch_triggers("DISABLE")
    for module, name in parts:
        setattr(module, name, lambda instance: None)
    try:
        yield
    finally:
        for (module, name), original in zip(parts, originals, strict=True):
            setattr(module, name, original)
        hospital.switch_triggers("ENABLE")


SIDES = {True: connected, False: disconnected}


def report(costs):
    medians = {case: Cost(*map(statistics.median, zip(*found, strict=True))) for case, found in costs.items()}
    sizes = sorted({pages for pages, _, _ in costs})
    print("  pages  changed     with the kernel   by Wagtail alone          ratio   (ms; of it processor time)")
    for pages, change in product(sizes, CHANGES):
        kernel, alone = medians[pages, change, True], medians[pages, change, False]
        ratios = divided(kernel, alone)
        print(f"{pages:>7}  {CHANGES[change]:7}  {shown(kernel, 1):>18} {shown(alone, 1):>18} {shown(ratios, 2):>14}")
    print(f"A ratio of {RATIO} at most is wanted.")
    if len(sizes) > 1:
        grown = [divided(medians[sizes[-1], change, True], medians[sizes[0], change, True]) for change in CHANGES]
        print(f"From {sizes[0]} to {sizes[-1]} pages: × {shown(max(grown), 2)}; {GROWTH} at most is wanted.")


def divided(cost, by):
    return Cost(cost.time / by.time, cost.processor / by.processor)


def shown(cost, digits):
    return f"{cost.time:.{digits}f} ({cost.processor:.{digits}f})"
