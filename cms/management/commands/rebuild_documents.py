"""Rebuilds what is live."""

import os

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.publishing.following.progress import blocked
from cms.publishing.following.rerendering import ProcessEndedError, number_waiting, rerender_all
from cms.publishing.log.rebuilding import rebuild


class Command(BaseCommand):
    help = "Throw the documents away and build them from the log of editions alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rerender",
            action="store_true",
            help="Serialise every public page anew instead: needed after a change of the contract.",
        )
        parser.add_argument(
            "--processes",
            type=int,
            default=os.cpu_count() or 1,
            help="With --rerender: how many work side by side (one for each core).",
        )

    def handle(self, *args: object, processes: int, rerender: bool, **options: object) -> None:
        if processes < 1:
            raise CommandError("--processes must be 1 or more.")
        if not rerender:
            self.stdout.write(f"{rebuild()} documents are live.")
            return
        try:
            self.rerender(processes)
        except ProcessEndedError as error:
            raise CommandError(f"{error} Run the command again, or let the worker render them.") from error
        except KeyboardInterrupt:
            left = number_waiting()
            self.stderr.write(f"Stopped. {left} documents wait for the worker, or for this command to be run again.")
            raise SystemExit(130) from None

    def rerender(self, processes: int) -> None:
        said = None
        for done, total in rerender_all(processes=processes):
            if done != said:
                said = done
                self.stdout.write(f"  {done} of {total}")
                self.stdout.flush()
        problems = list(blocked())
        for document in problems:
            self.stderr.write(f"{document.type} “{document.title}” ({document.locale}): {document.problem}")
        if left := number_waiting():
            self.stderr.write(f"{left} documents could not be rendered now. The worker tries again.")
        if problems or left:
            raise SystemExit(1)
