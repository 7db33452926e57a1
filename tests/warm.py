"""A Python that has loaded what no guide changes, then the project as it is, and becomes one program after the other.

Run as a module in a checkout, by ``tests/warming.py``. Reads lists in JSON, one a line: a program, its arguments, and
the files for what it writes to standard output and to standard error; or nothing, when the project has changed, and at
first. Answers each with a line: the exit code.
"""

import gc
import importlib
import json
import os
import runpy
import sys

import django
import pytest
from django.urls import get_resolver

for name in ("django.contrib.admin", "drf_spectacular.openapi", "ninja", "pydantic_settings", "wagtail.blocks"):
    importlib.import_module(name)
# Settings are read meanwhile, and with them the project's version, which a guide changes.
for name in [name for name in sys.modules if name.partition(".")[0] in {"api", "cms", "procedures"}]:
    del sys.modules[name]

gc.disable()  # loads a fifth faster
ANSWERS = os.dup(1)


def fork(run, *arguments):
    """Its exit code, once it has ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    run(*arguments)
    return sys.exit()


def serve():
    """Until the project changes, or nobody asks any more: then, with 1."""
    django.setup()
    get_resolver().url_patterns  # noqa: B018  loads the views
    for line in sys.stdin:
        words = json.loads(line)
        answer(fork(become, *words) if words else 0)
        if not words:
            return
    sys.exit(1)


def answer(code):
    os.write(ANSWERS, f"{code}\n".encode())


def become(program, arguments, *outputs):
    for descriptor, path in enumerate(outputs, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), descriptor)
    sys.argv = [program, *arguments]
    if program == "pytest":
        sys.exit(pytest.main(arguments))
    runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    sys.stdin.readline()
    answer(0)
    while fork(serve) == 0:
        pass
