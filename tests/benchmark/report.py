"""The results as tables and as a plot in ``docs/``."""

import math
import os
import platform
import statistics
from collections import defaultdict
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from django.db import connection

from tests.benchmark.load import CONNECTIONS, Sample
from tests.benchmark.servers import WORKERS

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
OURS, RIVAL, CEILING = "delivery", "API v2", "ceiling"


@dataclass(kw_only=True)
class Results:
    rounds: int
    seconds: int
    """Of one run."""
    kinds: dict = field(default_factory=dict)
    """A detail, by side and kind of server."""
    samples: dict = field(default_factory=lambda: defaultdict(list))
    """By pages, case and side, one for each round."""
    grown: dict = field(default_factory=lambda: defaultdict(list))
    """The delivery plane's on all sizes in turns, by pages and case."""
    queries: dict = field(default_factory=dict)
    """SQL queries by case and side."""
    half_load: dict = field(default_factory=dict)
    """The delivery plane's detail at half its greatest rate, by pages."""
    memory: dict = field(default_factory=dict)
    """Megabytes by pages, then side."""
    left_out: dict = field(default_factory=dict)
    """Why, by case."""

    def best_kind(self, side):
        rates = {kind: sample.rate for (of, kind), sample in self.kinds.items() if of == side}
        return max(rates, key=rates.get)

    def median(self, pages, case, side):
        return median(self.samples[pages, case, side])

    def ratio(self, pages, case, side):
        """Requests a second beside the side's; None where the side does not do it."""
        if not self.samples.get((pages, case, side)):
            return None
        return self.median(pages, case, OURS).rate / self.median(pages, case, side).rate

    @property
    def sizes(self):
        return sorted({pages for pages, *_ in self.samples})

    def cases(self, pages):
        return list(dict.fromkeys(case for of, case, _ in self.samples if of == pages))

    def sides(self, pages, case):
        return [side for of, name, side in self.samples if (of, name) == (pages, case)]

    @property
    def rivals(self):
        return list(dict.fromkeys(side for *_, side in self.samples if side != OURS))


def median(rounds):
    """Member by member."""
    return Sample(
        **{each.name: statistics.median(getattr(run, each.name) for run in rounds) for each in fields(Sample)}
    )


def write(results, path):
    """Between the marks of the file; the words around them are written by hand. The plot goes beside it."""
    text = "\n\n".join(part for part in parts_of(results, path.with_suffix(".svg").name) if part)
    old = path.read_text() if path.exists() else f"# Performance\n\n{BEGIN}\n{END}\n"
    head, _, rest = old.partition(BEGIN)
    _, _, tail = rest.partition(END)
    path.write_text(f"{head}{BEGIN}\n\n{text}\n\n{END}{tail}")
    if results.grown:
        path.with_suffix(".svg").write_text(plot(results))
    print(text)


def parts_of(results, plot_name):
    yield (
        f"Measured on {date.today().isoformat()}: {machine()}. {WORKERS} workers for each side, wrk on the same"
        f" cores with {CONNECTIONS} connections, medians of {results.rounds} rounds of {results.seconds} seconds, all"
        " sides in turns."
    )
    yield "## Times as many requests as others"
    yield table(["", "pages", *(f"× {side}" for side in results.rivals)], ratio_rows(results))
    yield "\n".join(f"- {case}: left out, {reason}." for case, reason in results.left_out.items())
    yield "## What each costs"
    heading = ["", "side", "pages", "requests/s", "median ms", "p99 ms", "server ms", "database ms", "queries"]
    yield table(heading, cost_rows(results))
    yield "Server and database: milliseconds of processor time for a request."
    if results.grown:
        yield "## Growth"
        yield (
            "Processor time of server and database together, in milliseconds for a request to the delivery plane, all"
            " sizes in turns."
        )
        yield table(["", *(f"{pages:,} pages" for pages in results.sizes)], growth_rows(results))
        yield f"![Processor time by number of pages]({plot_name})"
    yield "## At half load, and memory"
    yield table(
        ["pages", "requests/s", "median ms", "p99 ms", *(f"MB, {side}" for side in (OURS, *results.rivals))],
        half_load_rows(results),
    )
    yield f"Memory: PSS of all processes of the server, {WORKERS} workers and their parent."
    yield "## Servers"
    yield table(["detail, requests/s", *dict.fromkeys(kind for _, kind in results.kinds)], kind_rows(results))


def machine():
    return (
        f"{os.cpu_count()} × {processor()}, {platform.system()} {platform.release().split('-')[0]},"
        f" Python {platform.python_version()}, PostgreSQL {server_version()}"
    )


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def server_version():
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return cursor.fetchone()[0]


def table(heading, rows):
    lines = [heading, ["---", *["---:"] * (len(heading) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def ratio_rows(results):
    for pages in results.sizes:
        for case in results.cases(pages):
            ratios = [results.ratio(pages, case, side) for side in results.rivals]
            if any(ratios):
                yield [case, f"{pages:,}", *(shown(ratio) if ratio else "–" for ratio in ratios)]


def shown(ratio):
    return f"{ratio:.2f}" if ratio < 1 else f"{ratio:.1f}" if ratio < 10 else f"{ratio:.0f}"


def cost_rows(results):
    for pages in results.sizes:
        for case in results.cases(pages):
            for side in results.sides(pages, case):
                run = results.median(pages, case, side)
                spent = (f"{run.median_ms:.2f}", f"{run.p99_ms:.2f}", f"{run.server_ms:.2f}", f"{run.database_ms:.2f}")
                queries = results.queries.get((case, side), 1 if side == CEILING else "–")
                yield [case, side, f"{pages:,}", f"{run.rate:,.0f}", *spent, queries]


def growth_rows(results):
    """And how many times dearer than with the fewest pages."""
    for case, costs in growth(results).items():
        yield [case, *(f"{each:.2f} (× {each / costs[0]:.2f})" for each in costs)]


def growth(results):
    """By case, the cost of a request for each size."""
    cases = dict.fromkeys(case for _, case in results.grown)
    return {case: [cost(median(results.grown[pages, case])) for pages in results.sizes] for case in cases}


def half_load_rows(results):
    for pages, run in results.half_load.items():
        held = (f"{results.memory[pages][side]:.0f}" for side in (OURS, *results.rivals))
        yield [f"{pages:,}", f"{run.rate:,.0f}", f"{run.median_ms:.2f}", f"{run.p99_ms:.2f}", *held]


def kind_rows(results):
    sides = list(dict.fromkeys(side for side, _ in results.kinds))
    kinds = list(dict.fromkeys(kind for _, kind in results.kinds))
    for side in sides:
        yield [side, *(f"{results.kinds[side, kind].rate:,.0f}" for kind in kinds)]


WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 60, 220, 20, 40
COLOURS = ("#1b6ca8", "#c8553d", "#588157", "#7b2d8b", "#c99700", "#3d405b", "#2a9d8f", "#9d0208")


def plot(results):
    """Processor time of server and database for a request by number of pages, both logarithmic."""
    lines = {case: [*zip(results.sizes, costs, strict=True)] for case, costs in growth(results).items()}
    low = min(value for points in lines.values() for _, value in points)
    high = max(value for points in lines.values() for _, value in points)
    x, y = scale(results.sizes[0], results.sizes[-1], LEFT, WIDTH - RIGHT), scale(low, high, HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        *(
            f'<text x="{x(pages):.0f}" y="{HEIGHT - 15}" text-anchor="middle">{pages:,} pages</text>'
            for pages in results.sizes
        ),
        *(f'<text x="{LEFT - 8}" y="{y(tick):.0f}" text-anchor="end">{tick:g} ms</text>' for tick in ticks(low, high)),
    ]
    for place, (case, points) in enumerate(sorted(lines.items(), key=lambda line: -line[1][-1][1])):
        colour = COLOURS[place % len(COLOURS)]
        path = " ".join(f"{x(pages):.1f},{y(value):.1f}" for pages, value in points)
        legend = TOP + 10 + place * 18
        parts += [
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>',
            f'<text x="{WIDTH - RIGHT + 20}" y="{legend}" fill="{colour}">{case}</text>',
        ]
    return "\n".join([*parts, "</svg>", ""])


def cost(sample):
    return sample.server_ms + sample.database_ms


def scale(low, high, start, end):
    """From values to places, logarithmic."""
    span = math.log(high / low) or 1
    return lambda value: start + (end - start) * math.log(value / low) / span


def ticks(low, high):
    powers = (base * 10**power for power in range(-3, 4) for base in (1, 2, 5))
    return [tick for tick in powers if low <= tick <= high]
