"""Looks for defects in all treatment pages."""

import json
import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from procedures.checks.drafts import check_page, newest, pages_to_check, site_of
from procedures.checks.findings import Finding
from procedures.models import ProcedurePage, open_findings
from procedures.watching import rounds

LANGUAGES = [code for code, _ in settings.LANGUAGES]


class Command(BaseCommand):
    help = (
        "Run the content checks over all live and draft treatment pages; a page with unpublished changes is checked as "
        "it would be published now. Nothing is changed. Exit 0 whatever is found."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--locale", choices=LANGUAGES, help="Only pages in this language.")
        parser.add_argument(
            "--keep",
            action="store_true",
            help="Keep what is found, for the report “Findings”, as the worker does every night. Prints only a sum.",
        )
        parser.add_argument("--json", action="store_true", help="Print one machine-readable report.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"]:
            self.keep()
        else:
            self.report(locales=[options["locale"]] if options["locale"] else LANGUAGES, as_json=options["json"])

    def report(self, *, locales: list[str], as_json: bool) -> None:
        reports = []
        for locale in locales:
            for page, findings in self.checked(locale):
                reports.append(describe(page, findings))
                if not as_json:
                    self.stdout.write(as_text(reports[-1]))
        if as_json:
            self.stdout.write(json.dumps({"pages": reports}, ensure_ascii=False, indent=2))

    def keep(self) -> None:
        """Stopped by Ctrl-C, it goes on where it was when it is run again, or at night."""
        run = rounds.begin()
        while not rounds.go_on(seconds=1):
            run.refresh_from_db()
            self.progress(f"{run.done} of {run.total}")
        self.stdout.write(f"{run.total} pages checked. Open: {open_findings().count()} findings in what is public.")

    def checked(self, locale: str) -> Iterator[tuple[ProcedurePage, list[Finding]]]:
        site, keys = site_of(locale), pages_to_check(locale)
        for number, (page, surroundings) in enumerate(newest(keys), 1):
            self.progress(f"{locale}: {number} of {len(keys)}")
            yield page, check_page(page, site, surroundings)

    def progress(self, text: str) -> None:
        if sys.stderr.isatty():
            self.stderr.write(text, ending="\r")


def describe(page: ProcedurePage, findings: list[Finding]) -> dict[str, Any]:
    return {
        "id": page.pk,
        "slug": page.slug,
        "locale": page.locale.language_code,
        "title": page.title,
        "live": page.live,
        "has_unpublished_changes": page.has_unpublished_changes,
        "findings": [finding.as_json() for finding in findings],
    }


def as_text(report: dict[str, Any]) -> str:
    """For a terminal."""
    state = "live" if report["live"] else "draft"
    rows = [f"{report['title']} ({report['locale']}, {state}), /admin/pages/{report['id']}/edit/"]
    rows += [f"  {each['severity']}: {each['message']} {each['remedy']}" for each in report["findings"]]
    return "\n".join(rows)
