"""How the delivery plane is served: ``python -m cms.serving --port 8001 --workers 2``. Loads neither Django nor views.

One thread in each worker answers, on one connection to the database: more threads only wait for each other in Python.
What arrives meanwhile waits in the server, and beyond ``CONNECTIONS`` in the kernel, so memory stays bounded.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

PORT = 8001
WORKERS = 2
CONNECTIONS = 512
"""Clients that a worker holds at a time, those who only keep their connection included."""
START_SECONDS = 20
"""For a new worker to load, before the old one stops: granian does not look whether it has."""
STOP_SECONDS = 30
"""For requests to finish; then the worker is killed."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="Address to listen on.")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--workers", type=int, default=WORKERS, help="Processes that answer requests; one for a core.")


def command(*, host: str, port: int, workers: int) -> list[str]:
    """SIGTERM stops it when running requests are answered; SIGHUP renews the workers one after the other."""
    return [
        *(sys.executable, "-m", "granian", "cms.delivery:application"),
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "1", "--runtime-threads", "1"),
        # HTTP/2 would let one connection bring hundreds of requests at a time.
        *("--http", "1", "--no-ws", "--backpressure", str(CONNECTIONS)),
        *("--respawn-failed-workers", "--respawn-interval", str(START_SECONDS)),
        *("--workers-kill-timeout", str(STOP_SECONDS)),
    ]


def serve(*, host: str, port: int, workers: int) -> NoReturn:
    """The server takes this process's place, so that signals reach it."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.delivery"}
    os.execve(sys.executable, command(host=host, port=port, workers=workers), environment)  # noqa: S606


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    parser = argparse.ArgumentParser(prog="python -m cms.serving", description="Serve the public API alone.")
    add_options(parser)
    serve(**vars(parser.parse_args(arguments)))


if __name__ == "__main__":
    main()
