"""All that an upgrade needs after `migrate`, in its order."""

import os
from collections.abc import Iterable
from itertools import groupby

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cms.management.pace import Pace
from cms.publishing.following.progress import blocked
from cms.publishing.following.rerendering import ProcessEndedError, number_waiting
from cms.publishing.upgrading import Step, is_due, number_of_others, upgrade
from cms.publishing.verification import find_all, repair_all
from procedures.roles import create_roles, number_of_rights
from procedures.workflow import create_workflow


class Command(BaseCommand):
    help = (
        "Bring roles, columns, search and documents to what this release makes of them, and compare the result with "
        "the pages. Does only what is needed. Readers read on and editors work on; if it is stopped, run it again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--processes", type=int, default=os.cpu_count() or 1, help="How many render side by side (one a core)."
        )
        parser.add_argument("--no-verify", action="store_true", help="Do not compare all pages at the end.")

    def handle(self, *args: object, processes: int, no_verify: bool, **options: object) -> None:
        if processes < 1:
            raise CommandError("--processes must be 1 or more.")
        self.restore_roles()
        was_due = is_due()
        try:
            self.tell(upgrade(processes=processes))
        except ProcessEndedError as error:
            raise CommandError(f"{error} Run the command again: it goes on where it was.") from error
        except KeyboardInterrupt:
            self.stderr.write("Stopped. Run the command again: it goes on where it was.")
            raise SystemExit(130) from None
        if was_due:
            self.index_for_editors()
        if was_due and not no_verify:
            self.verify()
        self.finish()

    def restore_roles(self) -> None:
        before = number_of_rights()
        with transaction.atomic():
            create_roles()
            create_workflow()
        added = number_of_rights() - before
        self.stdout.write(f"Roles: {added} rights added." if added > 0 else "Roles: no right was missing.")

    def tell(self, steps: Iterable[Step]) -> None:
        for name, found in groupby(steps, key=lambda step: step.name):
            pace, step = Pace(self.stdout, name), None
            for step in found:
                pace.tell(step.done, step.total)
            if step is not None:
                self.stdout.write(f"{name}: {step.done} of {step.total} documents.")

    def index_for_editors(self) -> None:
        """This release may look for words in fields that the index does not have yet."""
        call_command("update_index", verbosity=0)
        self.stdout.write("Search of the admin: its index is made anew.")

    def verify(self) -> None:
        pace = Pace(self.stdout, "Compared")
        found = repair_all(find_all(pace.tell))
        for each in found:
            self.stdout.write(each.outcome)
        self.stdout.write(f"Compared with the pages: {len(found)} differed." if found else "Compared: nothing differs.")

    def finish(self) -> None:
        """Raise SystemExit where something is left to do."""
        problems = list(blocked())
        for document in problems:
            self.stderr.write(f"An editor must mend {document.type} “{document.title}” ({document.locale}).")
            self.stderr.write(f"  {document.problem}")
        if left := number_waiting():
            self.stderr.write(f"{left} documents could not be rendered now. The worker tries again.")
        if others := number_of_others():
            self.stderr.write(
                f"{others} documents were rendered by another release, which still runs. Stop its workers and its "
                "authoring plane, then run the command again."
            )
        if problems or left or others:
            raise SystemExit(1)
        self.stdout.write("Everything is as this release makes it.")
