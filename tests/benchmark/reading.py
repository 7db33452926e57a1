"""Reading, beside what a team would use instead: all sides on the same pages, database, cores, in turns."""

import html
import json
import re
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path

from django.conf import settings
from django.db import connection

from api.models import Document
from procedures.models import ProcedurePage
from tests.benchmark import databases, load, queries, report, servers, treatments
from tests.benchmark.load import Request
from tests.processes import database_url

OURS, API_2, API_3, BY_HAND, CEILING = "delivery", "API v2", "API v3", "DRF by hand", "ceiling"
SECONDS = 3
"""Of one run."""
WARMING = 1
"""Seconds in which each is asked before its first round, so that what sides keep is there."""
ASKED = 500
"""Different pages or words that a run asks for in turn."""
SEARCHED_UP_TO = 10_000
"""Pages up to which Wagtail's own search is measured: filling its index costs 9 ms a page."""
LISTED = "type=procedures.ProcedurePage&fields=summary,body_area,specialties"
PREFIX = "/api/v1"
RIVALS_SETTINGS = "tests.benchmark.rivals.settings"


SIDES = {
    OURS: servers.DELIVERY,
    API_2: servers.RIVALS,
    API_3: servers.RIVALS,
    BY_HAND: servers.RIVALS,
    CEILING: servers.CEILING,
}
READY = {servers.DELIVERY: "/readyz", servers.RIVALS: "/drf/treatments/?limit=1", servers.CEILING: "/nothing/"}


def measure(sizes, *, rounds, output):
    load.wrk()  # told at once where it is missing
    hospital = treatments.Hospital()
    results = report.Results(rounds=rounds, seconds=SECONDS)
    largest = connection.settings_dict["NAME"]
    names, asked = {}, {}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as copies:
        for pages in sizes:
            hospital.grow(pages, with_index=pages <= SEARCHED_UP_TO)
            if pages == sizes[0]:
                compare_kinds(pages, folder, results)
            asked[pages] = measure_size(pages, folder, results)
            report.write(results, Path(output))  # each time, because the next size may take an hour
            names[pages] = largest if pages == sizes[-1] else copies.enter_context(databases.copied(pages))
        if len(sizes) > 1:
            measure_growth(names, asked, folder, results)
            report.write(results, Path(output))


def start(application, kind, folder, *, database=None):
    environment = {"RIVALS_MEDIA": str(settings.MEDIA_ROOT), "DATABASE_URL": database_url(database)}
    return servers.running(application, kind, ready=READY[application], environment=environment, folder=folder)


def compare_kinds(pages, folder, results):
    """A detail of each side on each server, so that each side gets its best."""
    details = cases(pages)["detail"]
    for application, kind in product(READY, servers.KINDS):
        with start(application, kind, folder) as server:
            for side in (side for side in SIDES if SIDES[side] == application):
                load.run(server, details[side], seconds=SECONDS)
                results.kinds[side, kind] = load.run(server, details[side], seconds=SECONDS)
                say(f"{side} on {kind}: {results.kinds[side, kind].rate:.0f} requests/s")


@contextmanager
def best(results, folder):
    """Servers by side. Sides of one application on one kind of server share it: only one is asked at a time."""
    with ExitStack() as stack:
        started = {}
        for side, application in SIDES.items():
            chosen = application, results.best_kind(side)
            if chosen not in started:
                started[chosen] = stack.enter_context(start(*chosen, folder))
        yield {side: started[application, results.best_kind(side)] for side, application in SIDES.items()}


def measure_size(pages, folder, results):
    """All sides. Returns what the delivery plane was asked, by case."""
    measured = cases(pages)
    with best(results, folder) as running:
        check_contents(running, measured["detail"])
        for name in [name for name in measured if not answers(running[OURS], measured[name][OURS][0])]:
            del measured[name]
            results.left_out[name] = "its address does not answer yet"
            say(f"{name}: left out, {results.left_out[name]}")
        results.queries |= count_queries(measured)
        for name, sides in measured.items():
            those = {side: (running[side], requests) for side, requests in sides.items()}
            for side, sample in in_turns(those, rounds=results.rounds, of=f"{pages} pages, {name}"):
                results.samples[pages, name, side].append(sample)
        full = results.median(pages, "detail", OURS)
        results.half_load[pages] = half_load(running[OURS], measured["detail"][OURS], full)
        results.memory[pages] = {side: server.memory_mb() for side, server in running.items()}
    return {name: sides[OURS] for name, sides in measured.items()}


def measure_growth(names, asked, folder, results):
    """The delivery plane on all sizes, in turns: between two sizes above, the machine may have become slower."""
    with ExitStack() as stack:
        kind = results.best_kind(OURS)
        running = {
            pages: stack.enter_context(start(servers.DELIVERY, kind, folder, database=name))
            for pages, name in names.items()
        }
        for case in asked[min(asked)]:
            those = {pages: (server, asked[pages][case]) for pages, server in running.items()}
            for pages, sample in in_turns(those, rounds=results.rounds, of=f"growth, {case}"):
                results.grown[pages, case].append(sample)


def in_turns(those, *, rounds, of):
    """Yields whose turn it was, and what it took. ``those`` are servers with what they are asked, all warm."""
    for server, requests in those.values():
        load.attempt(server, requests, seconds=WARMING)
    for number, who in product(range(rounds), those):
        server, requests = those[who]
        sample = load.run(server, requests, seconds=SECONDS)
        say(f"{of}, round {number + 1}, {who}: {sample.rate:.0f} requests/s")
        yield who, sample


def half_load(server, requests, full):
    """The same requests at half the rate that the server can take."""
    pause = 2 * load.CONNECTIONS / full.rate * 1000 - full.median_ms / 2
    return load.run(server, requests, seconds=2 * SECONDS, pause_ms=max(1, round(pause)))


def cases(pages):
    """By name: what each side that can do it is asked."""
    step = max(1, pages // ASKED)
    numbers = range(0, pages, step)
    slugs = [f"t-{number}" for number in numbers]
    tags = dict(Document.objects.filter(type="procedure").values_list("slug", "etag"))
    keys = dict(ProcedurePage.objects.values_list("slug", "pk"))
    names = [treatments.name_of(number) for number in numbers if number >= treatments.TEMPLATES]
    details = {slug: f"{PREFIX}/procedures/{slug}/" for slug in slugs}

    def ours(*paths):
        return [Request(path=f"{PREFIX}/{path}") for path in paths]

    def each(form):
        return [Request(path=form.format(path=details[slug], slug=slug, key=keys[slug])) for slug in slugs]

    found = {
        "detail": {
            OURS: each("{path}"),
            API_2: each("/v2/pages/{key}/"),
            API_3: each("/v3/pages/{key}/"),
            BY_HAND: each("/drf/treatments/{slug}/"),
            CEILING: each("{path}"),
        },
        "304": {
            side: [Request(path=details[slug], headers=(("If-None-Match", f'"{tags[slug]}"'),)) for slug in slugs]
            for side in (OURS, CEILING)
        },
        "detail, compressed": {
            OURS: [Request(path=details[slug], headers=(("Accept-Encoding", "br, gzip"),)) for slug in slugs]
        },
        "detail, three fields": {OURS: each("{path}?fields=title,summary,sections(kind,heading)")},
        "detail, Portable Text": {OURS: each("{path}?rich_text=portable-text")},
        "detail, Markdown": {OURS: each("{path}?format=markdown")},
        "section": {OURS: each("{path}sections/risks/")},
        "list": {
            OURS: ours("procedures/"),
            API_2: [Request(path=f"/v2/pages/?{LISTED}")],
            API_3: [Request(path=f"/v3/pages/?{LISTED}")],
            BY_HAND: [Request(path="/drf/treatments/")],
        },
        "list, filtered": {
            OURS: ours("procedures/?body_area=brain"),
            API_2: [Request(path=f"/v2/pages/?{LISTED}&body_area=brain")],
            API_3: [Request(path=f"/v3/pages/?{LISTED}&body_area=brain")],
            BY_HAND: [Request(path="/drf/treatments/?body_area=brain")],
        },
        "search, a rare word": {OURS: ours(*(f"search/?q={name}" for name in names))},
        "search, a word in half of all": {OURS: ours(f"search/?q={treatments.COMMON}")},
        "list, never asked before": {OURS: ours(*(f"procedures/?published_after={moment}" for moment in moments()))},
        "search, never asked before": {
            OURS: ours(*(f"search/?q={name}&limit={limit}" for limit in range(1, 101) for name in names))
        },
        "suggest": {OURS: ours(*(f"suggest/?q={name[:4]}" for name in names))},
        "resolve": {OURS: ours(*(f"resolve/?path=/treatments/{slug}/" for slug in slugs))},
        "change feed": {OURS: ours("changes/?since=0")},
    }
    if pages <= SEARCHED_UP_TO:
        rare, common = "search, a rare word", "search, a word in half of all"
        for side, prefix in ((API_2, "/v2"), (API_3, "/v3")):
            found[rare][side] = [Request(path=f"{prefix}/pages/?{LISTED}&search={name}") for name in names]
            found[common][side] = [Request(path=f"{prefix}/pages/?{LISTED}&search={treatments.COMMON}")]
    return found


def moments():
    """Ever so many, before anything was published."""
    return (f"2001-01-01T00:00:00.{number:06}Z" for number in range(50_000))


def answers(server, request):
    """Whether the address is there."""
    return server.get(request).status_code < 400


def check_contents(running, details):
    """Raise AssertionError where a side's answer lacks the treatment's title or any text of its sections."""
    position = len(details[OURS]) // 2
    said = running[OURS].get(details[OURS][position]).json()
    blocks = [block for section in said["sections"] for block in section["blocks"]]
    texts = [words_of(block["text"]["html"]) for block in blocks if "text" in block]
    assert len(texts) == len(treatments.MARKS)
    for side, requests in details.items():
        response = running[side].get(requests[position])
        assert response.status_code == 200, f"{side}: {response.status_code}"
        answer = words_of(json.dumps(response.json(), ensure_ascii=False))
        assert said["title"] in answer, f"{side} lacks the title"
        assert all(text in answer for text in texts), f"{side} lacks a text"


def words_of(text):
    return " ".join(re.sub(r"<[^>]+>", "", html.unescape(text)).split())


def count_queries(measured):
    """By case and side. The ceiling makes one by its nature."""
    environment = {"DATABASE_URL": database_url(), "RIVALS_MEDIA": str(settings.MEDIA_ROOT)}
    found = {}
    for module, application in (("cms.settings.delivery", servers.DELIVERY), (RIVALS_SETTINGS, servers.RIVALS)):
        asked = {
            (name, side): requests[-1]
            for name, sides in measured.items()
            for side, requests in sides.items()
            if SIDES[side] == application
        }
        numbers = queries.count(module, asked.values(), environment=environment)
        found |= dict(zip(asked, numbers, strict=True))
    return found


def say(text):
    print(text, file=sys.stderr, flush=True)
