"""Serves the public API alone."""

from django.core.management.base import BaseCommand, CommandParser

from cms.serving import add_options, serve


class Command(BaseCommand):
    help = "Serve the public API alone (the delivery plane), on its own settings, from the same database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_options(parser)

    def handle(self, *args: object, host: str, port: int, workers: int, **options: object) -> None:
        self.stdout.write(f"The API alone is at http://{host}:{port}/api/v1/")
        self.stdout.flush()
        serve(host=host, port=port, workers=workers)
