"""Serves the public API alone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.serving import add_options, serve


class Command(BaseCommand):
    help = "Serve the public API alone (the delivery plane), on its own settings, from the same database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"The API alone is at http://{options['host']}:{options['port']}/api/v1/")
        self.stdout.flush()
        serve(host=options["host"], port=options["port"], workers=options["workers"])
