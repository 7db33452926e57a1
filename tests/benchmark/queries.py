"""SQL queries of an answer, counted in a process with the settings of the side that answers.

``python -m tests.benchmark.queries`` reads ``[[path, headers], …]`` as JSON and prints as many numbers.
"""

import json
import os
import subprocess
import sys

from tests.processes import ROOT


def count(settings, requests, *, environment):
    """Of the second of two equal requests each: the first fills what processes keep."""
    asked = json.dumps([[request.path, dict(request.headers)] for request in requests])
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmark.queries"],
        input=asked,
        cwd=ROOT,
        env=os.environ | environment | {"DJANGO_SETTINGS_MODULE": settings},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def main():
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    numbers = []
    for path, headers in json.load(sys.stdin):
        Client().get(path, headers=headers)
        with CaptureQueriesContext(connection) as queries:
            Client().get(path, headers=headers)
        numbers.append(len(queries))
    json.dump(numbers, sys.stdout)


if __name__ == "__main__":
    main()
