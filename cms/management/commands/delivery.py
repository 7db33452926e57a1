"""Serves the public API alone."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Serve the public API alone (the delivery plane), on its own settings, from the same database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on.")
        parser.add_argument("--port", type=int, default=8001)
        parser.add_argument("--workers", type=int, default=2, help="Processes that answer requests.")

    def handle(self, *args: Any, **options: Any) -> None:
        """The server takes this process's place, so that signals reach it."""
        address = f"{options['host']}:{options['port']}"
        self.stdout.write(f"The API alone is at http://{address}/api/v1/")
        self.stdout.flush()
        command = [sys.executable, "-m", "gunicorn", "cms.delivery:application", "--bind", address]
        # gunicorn's control socket has one fixed place, which two instances would share.
        command += ["--worker-class", "gthread", "--no-control-socket"]
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.delivery"}
        os.execve(sys.executable, [*command, "--workers", str(options["workers"])], environment)  # noqa: S606
