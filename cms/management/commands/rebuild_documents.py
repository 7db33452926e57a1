"""Rebuilds what is live."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.publishing.log import rebuild
from cms.publishing.verification import rerender_all


class Command(BaseCommand):
    help = "Throw the documents away and build them from the log of editions alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rerender",
            action="store_true",
            help="Serialise every public page anew instead: needed after a change of the contract.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rerender"]:
            self.rerender()
        else:
            self.stdout.write(f"{rebuild()} documents are live.")

    def rerender(self) -> None:
        number = 0
        for number, title in enumerate(rerender_all(), 1):
            self.stdout.write(f"  {number} {title}")
        self.stdout.write(f"{number} looked at.")
