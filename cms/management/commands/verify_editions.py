"""Compares what is public with what the API serves."""

from django.core.management.base import BaseCommand, CommandParser

from cms.publishing.publications.decisions import ContractViolationError
from cms.publishing.verification import Drift, find_drift, repair


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
            self.repair(drifts)
            drifts = list(find_drift())
            self.stdout.write(f"drift {len(drifts)} after repair")
        if drifts:
            raise SystemExit(1)

    def repair(self, drifts: list[Drift]) -> None:
        for drift in drifts:
            try:
                repair(drift)
            except ContractViolationError as error:
                self.stderr.write(str(error))
