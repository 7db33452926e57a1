"""A clinical review of what a treatment says now, not of what it said once."""

from collections.abc import Iterator
from hashlib import sha256

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from cms.publishing.requirements.requirement import Gap
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
    names = get_text_list([f"“{name}”" for name in dict.fromkeys(each.name for each in found)], _("and"))
    return _(
        "The clinical review of %(names)s has lapsed: %(who)s read it on %(day)s, and it says something else since."
        " Submit the page, so that a clinician reads what has changed."
    ) % {"names": names, "who": review and review.name, "day": review and date_format(review.reviewed_at)}
