"""Writes what the kit for front ends has of the contract: its version, its words, and blocks to try."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from api.contract.base import VERSION
from api.openapi.fixtures import BLOCK_TYPES, cards, fixtures_of, unknown_block
from api.representations.words import LANGUAGES

KIT = Path(__file__).parents[3] / "examples" / "kit" / "hospital-content"
FIXTURES = KIT / "fixtures"
CARDS = FIXTURES / "cards" / "document.json"
PACKAGE = KIT / "package.json"
PREVIEW = KIT.parents[2] / "cms" / "static" / "cms" / "preview.js"
"""What shows drafts. The admin serves it, and the kit has it, too."""
MADE = """\
/** Made by `manage.py export_kit`: do not edit. */

/** Of the contract that this kit was built with. */
export const VERSION = {version};

/** The few words that blocks need beside the editors' own. */
export const WORDS = {words} as const;
"""


def generate() -> Iterator[tuple[Path, str]]:
    """Files of the kit with what stands in them."""
    yield PACKAGE, re.sub('"version": "[^"]*"', f'"version": "{VERSION}"', PACKAGE.read_text("utf-8"), count=1)
    yield KIT / "src" / "made.ts", MADE.format(version=json.dumps(VERSION), words=indented(LANGUAGES))
    yield KIT / "src" / PREVIEW.name, PREVIEW.read_text("utf-8")
    for block in BLOCK_TYPES:
        yield FIXTURES / f"{block.model_fields['type'].default}.json", indented(fixtures_of(block)) + "\n"
    yield FIXTURES / "unknown.json", indented(unknown_block()) + "\n"
    yield CARDS, indented(cards()) + "\n"


def indented(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


class Command(BaseCommand):
    help = "Write what the kit for front ends has of the contract. Commit it with the change that made it differ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; fail if a file is stale.")

    def handle(self, *args: object, **options: object) -> None:
        made = dict(generate())
        stale = [path for path, text in made.items() if not path.exists() or path.read_text("utf-8") != text]
        left = set(FIXTURES.glob("*.json")) - made.keys()
        if options["check"] and (stale or left):
            names = ", ".join(sorted(path.name for path in [*stale, *left]))
            raise SystemExit(f"The kit is stale: {names}. Run: uv run manage.py export_kit")
        if not options["check"]:
            self.write(made, stale, left)

    def write(self, made: dict[Path, str], stale: list[Path], left: set[Path]) -> None:
        CARDS.parent.mkdir(parents=True, exist_ok=True)
        for path in stale:
            path.write_text(made[path], encoding="utf-8")
        for path in left:
            path.unlink()
        self.stdout.write(f"Wrote {len(stale)} files of the kit, removed {len(left)}.")
