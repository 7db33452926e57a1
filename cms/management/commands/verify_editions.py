"""Compares what is public with what the API serves, and the log with itself."""

from django.core.management.base import BaseCommand, CommandParser

from cms.management.pace import Pace
from cms.publishing.damages import Found
from cms.publishing.verification import find_all, repair_all


class Command(BaseCommand):
    help = (
        "Compare every public page with its document, every document with the log, and the log with its digests, and "
        "print what differs. Changes nothing. Exit 1 if anything differs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--repair",
            action="store_true",
            help="Mend what can be mended, say how, and what to do about the rest. Forgets problems that are solved.",
        )

    def handle(self, *args: object, **options: object) -> None:
        found = self.look("Compared")
        for each in found:
            self.stdout.write(str(each))
        self.stdout.write(f"drift {len(found)}")
        if options["repair"]:
            for each in repair_all(found):
                self.stdout.write(each.outcome)
            if found:
                found = self.look("Compared again")
                self.stdout.write(f"drift {len(found)} after repair")
        if found:
            raise SystemExit(1)

    def look(self, name: str) -> list[Found]:
        return list(find_all(Pace(self.stdout, name).tell))
