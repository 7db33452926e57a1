"""``uv run python -m tests.benchmark publishing --pages 100 10000``"""

import argparse
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")

import django

django.setup()

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from tests.benchmark import fan_out, publishing

MEASUREMENTS = {"publishing": ([100, 10_000], publishing.measure), "fan-out": ([400], fan_out.measure)}


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description=__doc__)
    parser.add_argument("measurement", choices=MEASUREMENTS)
    parser.add_argument("--pages", type=int, nargs="+", help="Sizes of the hospital, one after the other.")
    parser.add_argument("--rounds", type=int, default=30, help="How often each side is measured.")
    options = parser.parse_args()
    sizes, measure = MEASUREMENTS[options.measurement]
    for pages in options.pages or sizes:
        databases = setup_databases(verbosity=0, interactive=False, aliases=["default"])
        try:
            measure(pages=pages, rounds=options.rounds)
        finally:
            connection.close()
            teardown_databases(databases, verbosity=0)


sys.exit(main())
