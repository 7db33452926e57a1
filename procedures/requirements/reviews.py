"""A clinical review of what a treatment says now, not of what it said once."""

from collections.abc import Iterator
from hashlib import sha256

from django.utils import timezone

from cms.publishing.requirements.requirement import Gap
from cms.values.told import ToldDay, listed, quoted
from cms.values.told import gettext as _
from procedures.models import ProcedurePage
from procedures.models.reviewing import lapses_of
from procedures.models.said import FIGURES
from procedures.review.lapses import Lapse

LAPSED = "review-lapsed"


def lapse_gaps(page: ProcedurePage) -> Iterator[Gap]:
    """One for the page, so that one correction is waived once. What changes again afterwards is another."""
    if found := lapses_of(page):
        first = found[0]
        yield Gap(
            code=LAPSED,
            message=told(page, found),
            place=FIGURES if first.id == FIGURES else "sections",
            block=first.id if first.now and first.id != FIGURES else None,
            passage=sha256("".join(f"{each.id}{each.now}" for each in found).encode()).hexdigest(),
            waiving=_("Publish it as an urgent correction"),
        )


def told(page: ProcedurePage, found: list[Lapse]) -> str:
    review = page.clinical_review
    return _(
        "The clinical review of {names} has lapsed: {who} read it on {day}, and it says something else since."
        " Submit the page, so that a clinician reads what has changed."
    ).format(
        names=listed([quoted(name) for name in dict.fromkeys(each.name for each in found)]),
        who=review.name if review else "",
        day=ToldDay.on(timezone.localdate(review.reviewed_at)) if review else "",
    )
