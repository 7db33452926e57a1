"""Runs background tasks until it is told to stop."""

import os
import signal
import sys
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Run background tasks. Ctrl-C or SIGTERM lets the running task finish, then stops."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--until-stdin-closes",
            action="store_true",
            help="Stop when the process that started this one is gone, however it ended.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["until_stdin_closes"]:
            threading.Thread(target=stop_with_parent, daemon=True).start()
        call_command("procrastinate", "worker", "--concurrency", "1")


def stop_with_parent() -> None:
    """The pipe closes when its other end dies, even by SIGKILL. Unbuffered: a buffer's lock outlives this thread."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
