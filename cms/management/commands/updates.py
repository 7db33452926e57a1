"""Tells how far the updates are that follow from changes."""

import json
import time
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cms.publishing.following.progress import Blocked, Progress, blocked, running

PAUSE = 1.0
"""Seconds between two looks."""


State = tuple[list[Progress], list[Blocked]]


class Command(BaseCommand):
    help = "Show which pages are being updated because of a change, how far it is, and what an editor must mend."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--watch", action="store_true", help="Go on until nothing is being updated any more.")
        parser.add_argument("--json", action="store_true", help="One JSON object a line, for programs.")

    def handle(self, *args: object, watch: bool, **options: object) -> None:
        write = self.write_json if options["json"] else self.write_text
        said = self.look(write, said=None)
        while watch and running():
            time.sleep(PAUSE)
            said = self.look(write, said=said)

    def look(self, write: Callable[[list[Progress], list[Blocked]], None], *, said: State | None) -> State:
        """Says what has changed since the last look."""
        state = (running(), list(blocked()))
        if state != said:
            write(*state)
            self.stdout.flush()
        return state

    def write_text(self, running: list[Progress], blocked: list[Blocked]) -> None:
        for progress in running:
            by = f" by {progress.caused_by}" if progress.caused_by else ""
            since = timezone.localtime(progress.started_at)
            self.stdout.write(f"{progress.done} of {progress.total} updated: {progress.cause}{by}, {since:%H:%M:%S}")
        for document in blocked:
            self.stdout.write(f"An editor must mend {document.type} “{document.title}” ({document.locale}).")
            self.stdout.write(f"  {document.problem}")
        if not running:
            self.stdout.write("Nothing is being updated.")

    def write_json(self, running: list[Progress], blocked: list[Blocked]) -> None:
        state = {"running": [as_json(progress) for progress in running], "blocked": list(map(blocked_as_json, blocked))}
        self.stdout.write(json.dumps(state, ensure_ascii=False))


def as_json(progress: Progress) -> dict[str, object]:
    return {
        "cause": progress.cause,
        "caused_by": str(progress.caused_by) if progress.caused_by else None,
        "started_at": progress.started_at.isoformat(),
        "total": progress.total,
        "done": progress.done,
        "needs_editor": progress.needs_editor,
    }


def blocked_as_json(document: Blocked) -> dict[str, object]:
    return {name: getattr(document, name) for name in ("type", "title", "locale", "problem")}
