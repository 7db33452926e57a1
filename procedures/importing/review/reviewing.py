"""All findings of an import: the content checks' with their lines, and the doubts of the reading."""

from collections.abc import Iterator

from procedures.checks.findings import Finding
from procedures.checks.running import check_content
from procedures.checks.site import Site
from procedures.importing.draft import Draft, steps_of
from procedures.importing.findings import LineFinding
from procedures.importing.pieces import Reading
from procedures.importing.review import characters, doubts
from procedures.importing.review.doubt import Doubt

DOUBTS: tuple[Doubt, ...] = tuple(
    value for family in (doubts, characters) for value in vars(family).values() if isinstance(value, Doubt)
)


def review(reading: Reading, draft: Draft, site: Site) -> list[LineFinding]:
    """Findings on the page as a whole first, the others in the order of the file."""
    checked = (LineFinding.of(finding, line=line_of(finding, draft)) for finding in check_content(draft.content, site))
    found = [*checked, *doubted(reading, draft)]
    return sorted(found, key=lambda finding: finding.line or 0)


def doubted(reading: Reading, draft: Draft) -> Iterator[LineFinding]:
    return (finding for doubt in DOUBTS for finding in doubt.run(reading, draft))


def line_of(finding: Finding, draft: Draft) -> int | None:
    return draft.line_of(steps_of(finding.path), paragraph=finding.paragraph)
