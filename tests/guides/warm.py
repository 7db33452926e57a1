"""A Python that has loaded what no guide changes, and becomes one program after the other: a fork for each.

Run as a module in the copy of the checkout. Reads a line of JSON for each program, and answers with its exit code.
"""

import json
import os
import runpy
import sys

import django.contrib.admin
import django.core.management
import django.db.backends.postgresql.base
import django.db.models
import drf_spectacular.openapi
import ninja  # noqa: F401
import procrastinate  # noqa: F401
import pydantic_settings  # noqa: F401
import pytest
import rest_framework.views  # noqa: F401
import wagtail.blocks  # noqa: F401


def fork(program, arguments, output):
    """Its exit code, once it has ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    sys.argv = [program, *arguments]
    if program == "pytest":
        sys.exit(pytest.main(arguments))
    runpy.run_path(program, run_name="__main__")
    sys.exit()


if __name__ == "__main__":
    answers = os.dup(1)
    for line in sys.stdin:
        os.write(answers, f"{fork(*json.loads(line))}\n".encode())
