"""``uv run python -m tests.benchmark``: what reading costs. Others, and smaller ones: ``--help``."""

import argparse
import os
import sys
from contextlib import contextmanager

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")

import django

django.setup()

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from tests.benchmark import fan_out, publishing, reading, rerendering, search


def each_size(measure, pages, **options):
    """In a database of its own for each."""
    for number in pages:
        with database():
            measure(pages=number, **options)


@contextmanager
def database():
    databases = setup_databases(verbosity=0, interactive=False, aliases=["default"])
    try:
        yield
    finally:
        connection.close()
        teardown_databases(databases, verbosity=0)


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description="Measure by hand.")
    commands = parser.add_subparsers(dest="measurement", required=True)
    for name, sizes, rounds, help_text in (
        ("publishing", [100, 10_000], 30, publishing.__doc__),
        ("fan-out", [400], 1, fan_out.__doc__),
        ("rerendering", [10_000], 1, rerendering.__doc__),
        ("reading", [1000, 10_000, 100_000], 3, reading.__doc__),
        ("search", [1000, 10_000, 100_000], 15, search.__doc__),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument("--pages", type=int, nargs="+", default=sizes, help="Sizes of the hospital.")
        command.add_argument("--rounds", type=int, default=rounds, help="How often each side is measured.")
        if name == "reading":
            command.add_argument("--output", default="docs/performance.md", help="File whose tables are renewed.")
    options = parser.parse_args(sys.argv[1:] or ["reading"])
    if options.measurement == "reading":
        with database():
            reading.measure(sorted(options.pages), rounds=options.rounds, output=options.output)
    elif options.measurement == "publishing":
        with database():
            publishing.measure(sorted(options.pages), rounds=options.rounds)
    else:
        measures = {"fan-out": fan_out, "rerendering": rerendering, "search": search}
        measure = measures[options.measurement].measure
        each_size(measure, options.pages, rounds=options.rounds)


sys.exit(main())
