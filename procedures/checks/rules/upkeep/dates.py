"""Dates that are past or impossible, and notices of a season that is over."""

import re
from collections.abc import Iterator
from datetime import timedelta

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page
from procedures.checks.wordings import wordings
from procedures.language.dates import Dated, find_dates

_WORDINGS = wordings("dates")

_NEXT = re.compile(
    r"\b(?:next review|review (?:is )?due|due for review|review date|to be reviewed|review by|valid (?:until|through)|"
    r"próxima revisión|se revisará|fecha de revisión|válid[oa] hasta)\b[^.]{0,25}$",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:last (?:clinically |medically )?(?:reviewed|updated|review)|reviewed(?: on| by)?|"
    r"updated(?: on)?|date updated|última revisión|revisado|actualizado)\b"
    r"[^.]{0,40}$",
    re.IGNORECASE,
)
_LATEST = timedelta(days=5 * 365)
_COMING = _WORDINGS["coming"]
_FUTURE = re.compile(
    r"\b(?:will|closed|opens?|join|sign up|register|starting|beginning|abrirá|cerrad[oa]|inscríbase|a partir)\b",
    re.IGNORECASE,
)
_SEASON = _WORDINGS["season"]
STALE = gettext_noop("Readers cannot tell what of the page still holds.")


@check("review-overdue", severity="error", why=gettext_noop("Nobody has confirmed since that the page is still right."))
def review_overdue(page: Page) -> Iterator[Found]:
    """The next review is over, or before the last one. For certain in the fields; the text may speak of another."""
    review = page.content.review
    if review.last_reviewed and review.next_review and review.next_review <= review.last_reviewed:
        yield _overdue(
            _("The next review ({next_review}) is not after the last one ({last_reviewed}).").format(
                next_review=review.next_review, last_reviewed=review.last_reviewed
            ),
            page,
        )
    elif review.next_review and page.site.today and review.next_review < page.site.today:
        yield _overdue(_("The review was due on {next_review}.").format(next_review=review.next_review), page)
    for text in page.texts:
        dates = list(find_dates(text.text))
        following = next((each for each in dates if _NEXT.search(text.text[: each.start])), None)
        before = next((each for each in dates if each is not following and _LAST.search(text.text[: each.start])), None)
        if following is not None and _is_over(following, before, page):
            yield Found(
                message=_("The next review, {words}, is past.").format(words=following.words),
                remedy=_("Have the page reviewed."),
                at=text.place,
                severity="warning",
            )
        elif following is None and before is not None and _is_long_ago(before, page):
            yield Found(
                message=_("The last review, {words}, is long ago.").format(words=before.words),
                remedy=_("Have the page reviewed."),
                at=text.place,
                severity="warning",
            )


def _overdue(message: str, page: Page) -> Found:
    return Found(message=message, remedy=_("Have the page reviewed, and set the dates."), at=page.place_of("review"))


def _is_long_ago(last: Dated, page: Page) -> bool:
    """So long that nobody plans a review so late."""
    return last.value is not None and page.site.today is not None and page.site.today - last.value > _LATEST


def _is_over(following: Dated, last: Dated | None, page: Page) -> bool:
    if following.value is None:
        return False
    is_before_last = last is not None and last.value is not None and following.value <= last.value
    return is_before_last or (page.site.today is not None and following.value < page.site.today)


@check("impossible-date", severity="warning", why=gettext_noop("Readers who need the date have none."))
def impossible_date(page: Page) -> Iterator[Found]:
    """A day that no calendar has, or a review that is still to come."""
    for text in page.texts:
        for dated in find_dates(text.text):
            if dated.value is None:
                yield Found(
                    message=_("“{words}” is no date.").format(words=dated.words), remedy=_("Correct it."), at=text.place
                )
            elif _is_reviewed_in_future(dated, text.text, page):
                yield Found(
                    message=_("“{words}” is still to come.").format(words=dated.words),
                    remedy=_("Correct it."),
                    at=text.place,
                )


def _is_reviewed_in_future(dated: Dated, text: str, page: Page) -> bool:
    before = text[: dated.start]
    is_last = _LAST.search(before) is not None and not _NEXT.search(before)
    return is_last and page.site.today is not None and dated.value is not None and dated.value > page.site.today


@check("past-date", severity="warning", why=STALE)
def past_date(page: Page) -> Iterator[Found]:
    """Something announced for a day that is over."""
    today = page.site.today
    for sentence, text in page.sentences if today else ():
        for dated in find_dates(sentence):
            before = sentence[: dated.start]
            is_announced = _COMING.search(before[-40:]) is not None and _FUTURE.search(sentence) is not None
            if is_announced and not _NEXT.search(before) and dated.value and today and dated.value < today:
                yield Found(
                    message=_("“{words}” is over.").format(words=dated.words),
                    remedy=_("Delete or renew the notice."),
                    at=text.place,
                )


@check("seasonal-notice", severity="warning", why=STALE)
def seasonal_notice(page: Page) -> Iterator[Found]:
    for text in page.headings_and_body:
        if match := _SEASON.search(text.text):
            yield Found(
                message=_("“{words}” holds for a season.").format(words=match.group()),
                remedy=_("Move it to an alert, which ends by itself."),
                at=text.place,
            )
