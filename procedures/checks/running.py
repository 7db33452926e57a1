"""All checks of a page."""

from api.contract.documents import ProcedureContent
from procedures.checks.check import Check
from procedures.checks.findings import Finding
from procedures.checks.page import Page
from procedures.checks.registry import CHECKS
from procedures.checks.site import Site

MEMBERS = {name: place for place, name in enumerate(ProcedureContent.model_fields)}
"""Members of a treatment in the order of its JSON."""


def check_content(content: ProcedureContent, site: Site, *, checks: tuple[Check, ...] = CHECKS) -> list[Finding]:
    """Findings on the page as a whole first, the others in the order of the page.

    ``content`` need not be valid: see ``drafts``.
    """
    page = Page(content, site)
    found = (finding for each in checks for finding in each.run(page))
    return sorted(found, key=place_in_page)


def place_in_page(finding: Finding) -> tuple[tuple[int, str], ...]:
    """A heading stands above what is under it."""
    steps = finding.path.split("/")[1:]
    return tuple(
        (int(step), "") if step.isdigit() else (MEMBERS.get(step, -(step == "heading")), step) for step in steps
    )
