"""Keeps the description of a version as it is released."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.contract.base import VERSION
from api.openapi.released import path_of
from api.views.contract import OPENAPI_FILE


class Command(BaseCommand):
    help = "Keep the present description as that of its version: from then on it is a promise. Commit the file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--again", action="store_true", help="In place of the file, before anybody has the version."
        )

    def handle(self, *args: object, **options: object) -> None:
        path = path_of(VERSION)
        if path.exists() and not options["again"]:
            raise CommandError(f"{VERSION} has been released. Raise VERSION in api/contract/base.py.")
        path.write_bytes(OPENAPI_FILE.read_bytes())
        self.stdout.write(f"Wrote {path.name}.")
