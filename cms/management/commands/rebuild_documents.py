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
        problems = []
        for done in rerender_all():
            if done.problem:
                problems.append(done.problem)
            if done.position % 100 == 0 or done.position == done.total:
                self.stdout.write(f"  {done.position} of {done.total}")
                self.stdout.flush()
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise SystemExit(1)
