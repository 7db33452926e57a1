"""Reports how well search finds what people mean."""

import json
from pathlib import Path

import yaml
from django.core.management.base import BaseCommand, CommandError, CommandParser
from pydantic import TypeAdapter, ValidationError

from api.search.relevance import Expectation, Report, by_locale, searched, suggested

QUERIES = TypeAdapter(dict[str, list[Expectation]])


class Command(BaseCommand):
    help = "Search for each query of a file, and report where the document came that should come first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            type=Path,
            help="YAML: under each heading a list of queries, as {q: knee pain, first: procedure/knee-replacement, "
            "locale: en}; without “first” where nothing should be found.",
        )
        parser.add_argument("--suggest", action="store_true", help="Ask for suggestions: the queries are half typed.")
        parser.add_argument("--json", action="store_true", help="One machine-readable report.")

    def handle(self, *args: object, file: Path, suggest: bool, **options: object) -> None:
        try:
            queries = QUERIES.validate_python(yaml.safe_load(file.read_text(encoding="utf-8")))
        except (OSError, yaml.YAMLError, ValidationError) as error:
            raise CommandError(f"{file} cannot be used: {error}") from None
        ask = suggested if suggest else searched
        reports = {heading: Report.of(asked, ask=ask) for heading, asked in queries.items() if asked}
        reports |= {f"all, {locale}": report for locale, report in by_locale(reports.values()).items()}
        if options["json"]:
            self.stdout.write(json.dumps({heading: figures(report) for heading, report in reports.items()}))
            return
        for heading, report in reports.items():
            self.tell(heading, report)

    def tell(self, heading: str, report: Report) -> None:
        self.stdout.write(
            f"{heading}: {len(report.outcomes)} queries, MRR {report.mean_reciprocal_rank:.3f}, "
            f"success@1 {report.success_at_1:.3f}, success@3 {report.success_at_3:.3f}"
        )
        for miss in [] if heading.startswith("all, ") else report.misses:
            place = f"at {miss.position}" if miss.position else "not found"
            instead = ", ".join(miss.found[:3]) or "nothing"
            expected = f"{miss.expectation.first} {place}" if miss.expectation.first else "nothing was expected"
            meaning = f" for {miss.corrected!r}" if miss.corrected else ""
            self.stdout.write(f"  {miss.expectation.q!r}: {expected}; first came {instead}{meaning}")


def figures(report: Report) -> dict[str, object]:
    return {
        "queries": len(report.outcomes),
        "mrr": report.mean_reciprocal_rank,
        "success_at_1": report.success_at_1,
        "success_at_3": report.success_at_3,
        "misses": [
            {
                "q": miss.expectation.q,
                "expected": miss.expectation.first,
                "position": miss.position,
                "found": miss.found,
                "corrected": miss.corrected,
            }
            for miss in report.misses
        ],
    }
