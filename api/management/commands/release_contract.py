"""Releases the contract's version: keeps its description, and dates its section of the changelog."""

from datetime import UTC, datetime

from django.core.management.base import BaseCommand, CommandError

from api.contract.base import VERSION
from api.management.commands.export_openapi import generate
from api.openapi.changelog import CHANGELOG, dated, is_released
from api.openapi.released import path_of
from api.views.contract import OPENAPI_FILE


class Command(BaseCommand):
    help = "Release the contract: from then on its description is a promise. Commit what it writes, and tag it."

    def handle(self, *args: object, **options: object) -> None:
        changes = CHANGELOG.read_text(encoding="utf-8")
        if is_released(VERSION, text=changes):
            raise CommandError(f"{VERSION} has been released. Raise VERSION in api/contract/base.py.")
        description = generate()
        if OPENAPI_FILE.read_text(encoding="utf-8") != description:
            raise CommandError("The OpenAPI file is stale. Run: uv run manage.py export_openapi")
        try:
            changes = dated(changes, version=VERSION, day=datetime.now(UTC).date())
        except ValueError as error:
            raise CommandError(str(error)) from None
        path_of(VERSION).parent.mkdir(exist_ok=True)
        path_of(VERSION).write_text(description, encoding="utf-8")
        CHANGELOG.write_text(changes, encoding="utf-8")
        self.stdout.write(f"Released {VERSION}. Commit {path_of(VERSION).name} and CHANGELOG.md, and tag v{VERSION}.")
