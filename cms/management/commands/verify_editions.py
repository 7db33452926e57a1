"""Compares what is public with what the API serves."""

from django.core.management.base import BaseCommand, CommandParser

from cms.publishing.verification import find_drift, repair_all


class Command(BaseCommand):
    help = "Compare every public page with its document and print the drift. Exit 1 if any is left."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--repair", action="store_true", help="Append what is missing, withdraw what is not public."
        )

    def handle(self, *args: object, **options: object) -> None:
        drifts = list(find_drift())
        for drift in drifts:
            self.stdout.write(str(drift))
        self.stdout.write(f"drift {len(drifts)}")
        if drifts and options["repair"]:
            for drift in repair_all(drifts):
                self.stdout.write(f"Mended: {drift}" if drift.is_mended else f"Not mended: {drift}")
            drifts = list(find_drift())
            self.stdout.write(f"drift {len(drifts)} after repair")
        if drifts:
            raise SystemExit(1)
