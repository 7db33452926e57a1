"""Serves the public API alone."""

import os
import sys
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

PORT = int(os.environ.get("PORT", "8001"))
WORKERS = int(os.environ.get("WEB_CONCURRENCY", "2"))
"""Named as gunicorn names them, because the image sets them for both."""
SETTINGS = "cms.settings.delivery"
ALLOCATOR = {"MALLOC_ARENA_MAX": "2"}
"""Threads that take turns need no memory pools of their own (glibc's malloc)."""


class Command(BaseCommand):
    help = "Serve the public API alone (the delivery plane), on its own settings, from the same database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on.")
        parser.add_argument("--port", type=int, default=PORT)
        parser.add_argument("--workers", type=int, default=WORKERS, help="Processes that answer requests.")

    def handle(self, *args: Any, **options: Any) -> None:
        if os.environ["DJANGO_SETTINGS_MODULE"] != SETTINGS:
            start_anew()
        from cms.delivery.server import serve

        if "API_BASE_URL" not in os.environ:
            # Its workers read it as well.
            os.environ["API_BASE_URL"] = base = f"http://{options['host']}:{options['port']}"
            self.stderr.write(f"API_BASE_URL is not set: links of the API begin with {base}.")
        self.load()
        self.stdout.write(f"The API alone is at http://{options['host']}:{options['port']}/api/v1/")
        self.stdout.flush()
        serve(host=options["host"], port=options["port"], workers=options["workers"])

    def load(self) -> None:
        """The application, by which it is found out what is wrong with the settings."""
        try:
            from cms.delivery import wsgi  # noqa: F401
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None


def start_anew() -> None:
    """This process becomes the same command on the settings of the delivery plane, without Wagtail."""
    command = [sys.executable, *sys.argv, f"--settings={SETTINGS}"]
    os.execve(command[0], command, ALLOCATOR | os.environ)  # noqa: S606
