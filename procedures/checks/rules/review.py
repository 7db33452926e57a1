"""Who vouches for the text, and until when."""

from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop, joined
from procedures.checks.page import Page, Text
from procedures.checks.wordings import wordings

_WORDINGS = wordings("review")

WHY = gettext_noop("Patients, and the hospital, must know which clinician read the page and when it is read again.")
_STAMP = _WORDINGS["stamp"]


@check("missing-review", severity="error", why=WHY)
def missing_review(page: Page) -> Iterator[Found]:
    missing = _missing(page)
    if missing and _stamp(page) is None:
        yield Found(
            message=_("Nobody vouches for the text."),
            remedy=_("Set {missing}.").format(missing=joined(missing, between=", ")),
            at=page.place_of("review"),
        )


@check("review-in-text", severity="hint", why=WHY)
def review_in_text(page: Page) -> Iterator[Found]:
    stamp = _stamp(page)
    if stamp is not None:
        yield Found(
            message=_("The review stands in the text."),
            remedy=_("Move names and dates to the fields of the review, so that readers are told when it is due."),
            at=stamp.place,
        )


def _missing(page: Page) -> list[str]:
    review = page.content.review
    fields = {
        _("reviewer"): review.reviewed_by,
        _("last review"): review.last_reviewed,
        _("next review"): review.next_review,
    }
    return [name for name, value in fields.items() if not value]


def _stamp(page: Page) -> Text | None:
    return next((text for sentence, text in page.sentences if _STAMP.match(sentence)), None)
