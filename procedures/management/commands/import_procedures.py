"""Turns files into draft treatment pages."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cms.publishing.publications.decisions import ContractViolationError
from procedures.checks.drafts import site_of
from procedures.checks.site import Site
from procedures.importing import report
from procedures.importing.errors import UnreadableSourceError
from procedures.importing.formats.readers import READERS, read_file
from procedures.importing.pages import (
    NoPlaceError,
    create_draft,
    find_index,
    imported_before,
    refusals,
    what_is_not_waived,
)
from procedures.importing.reading import draft_of
from procedures.models import ProcedureIndexPage, ProcedurePage


class Command(BaseCommand):
    help = (
        "Turn files into draft treatment pages and report what was found. Each file is imported whole or not at all; "
        "a file imported before is left as editors have it. Exit 1 if any file failed or was not published."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = ", ".join(sorted(READERS))
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=f"Files ({kinds}) or folders of them.")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="Publish pages with a title and a section; what else the hospital asks is waived for thirty days.",
        )
        parser.add_argument(
            "--locale", default=settings.LANGUAGE_CODE, choices=[code for code, _ in settings.LANGUAGES]
        )
        parser.add_argument("--json", action="store_true", help="Print one machine-readable report.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            index = find_index(options["locale"])
        except NoPlaceError as error:
            raise CommandError(str(error)) from None
        site = site_of(options["locale"])
        files = list(files_in(options["paths"]))
        results = []
        for number, path in enumerate(files, 1):
            self.progress(f"{number} of {len(files)}: {path}")
            result = import_file(path, index, site, publish=options["publish"])
            results.append(result)
            if not options["json"]:
                self.stdout.write(report.as_text(result))
        if options["json"]:
            self.stdout.write(json.dumps({"files": results}, ensure_ascii=False, indent=2))
        if any(result["status"] == "failed" or result["not_published"] for result in results):
            sys.exit(1)

    def progress(self, text: str) -> None:
        if sys.stderr.isatty():
            self.stderr.write(text)


def files_in(paths: list[Path]) -> Iterator[Path]:
    """Folders stand for the files in them, without hidden ones."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
        else:
            yield path


def import_file(path: Path, index: ProcedureIndexPage, site: Site, *, publish: bool) -> dict[str, Any]:
    """The report of one file. Whatever fails leaves nothing of it behind."""
    try:
        reading = read_file(path)
        draft = draft_of(reading, locale=index.locale.language_code, site=site)
        sha256 = reading.source.sha256
        with transaction.atomic():
            known = imported_before(sha256, index)
            page = known or create_draft(draft, sha256=sha256, index=index)
            against = published(page) if publish and not page.live else []
    except (UnreadableSourceError, ContractViolationError) as error:
        return report.failure(path, str(error))
    except ValidationError as error:
        return report.failure(path, "; ".join(error.messages))
    return report.success(path, draft, page, sha256=sha256, is_new=known is None, against=against)


def published(page: ProcedurePage) -> list[str]:
    """Publish the page's draft, unless its own form would refuse that: then say why, and leave it a draft."""
    revision = page.get_latest_revision()
    draft: Any = revision.as_object()
    if against := [*refusals(draft), *what_is_not_waived(draft)]:
        return against
    revision.publish()
    page.refresh_from_db()
    return []
