"""Says who reads what, so that whoever is to lose something can be told before."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandParser

from api.access.usage import USUAL_DAYS, Usage, usage


class Command(BaseCommand):
    help = (
        "Show what was read of the API: addresses, members, parameters, types of blocks, and the version of the "
        "contract; by key, and without persons. What came from a cache before it was not counted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=USUAL_DAYS, help="How far back. Counts are kept for 400 days.")
        parser.add_argument(
            "--of",
            default="",
            metavar="NAME",
            help="Only who reads this: “procedure sections.also”, “procedures ?order”, “block cost”, “changes”.",
        )
        parser.add_argument("--json", action="store_true", help="One JSON object.")

    def handle(self, *args: object, days: int, of: str, **options: object) -> None:
        found = usage(days=days, of=of)
        if options["json"]:
            told = [asdict(each) | {"last": each.last.isoformat()} for each in found]
            self.stdout.write(json.dumps({"days": days, "of": of or None, "usage": told}, ensure_ascii=False))
        elif not found:
            self.stdout.write(f"Nobody has read {of or 'anything'} in the last {days} days.")
        else:
            self.tell(found)

    def tell(self, found: Sequence[Usage]) -> None:
        widest = max(len(each.name) for each in found)
        heading = None
        for each in found:
            if (each.reader, each.key) != heading:
                heading = (each.reader, each.key)
                self.stdout.write(f"\n{each.reader} ({each.key}…)" if each.key else "\nWithout a key")
            often = f"{each.total:>8} times  on {each.days:>3} days  last {each.last}"
            self.stdout.write(f"  {each.version} {each.name:{widest}}  {often}")
