"""Which clinical review vouched for what was public, and what had changed since it was read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from cms.admin.dates import day
from cms.admin.history.differences import Change, compare
from cms.admin.records.asking import Inquiry
from cms.admin.records.parts import Fact, Part, Row, name_of
from cms.admin.records.publishing import revision_published
from procedures.models import ClinicalReview, ProcedurePage
from procedures.models.said import said_by
from procedures.review.lapses import lapses

TREATMENT = "procedure"
STATES = {"current": _("current"), "due": _("due"), "overdue": _("overdue"), "lapsed": _("lapsed")}


@dataclass(frozen=True, kw_only=True)
class Vouched:
    """``how`` it is known: ``named`` by the text that was published, or ``digest``, the same as that of the edition."""

    review: ClinicalReview
    how: str
    revision: Revision | None = None


def reviews(inquiry: Inquiry) -> Iterator[Part]:
    if inquiry.edition is None or inquiry.address.type != TREATMENT:
        return
    vouched = vouching(inquiry)
    said = inquiry.body.get("review")
    told = said if isinstance(said, dict) else {}
    if vouched is None:
        yield without_record(told)
        return
    is_same = vouched.review.digest == inquiry.edition.digest
    changes = [] if is_same else compare(json.loads(vouched.review.body or "{}"), inquiry.body)
    lapsed = [] if is_same else lapsed_sections(vouched)
    yield Part(
        name="clinical_review",
        heading=heading(),
        says=tuple(in_words(told, is_same=is_same, changes=changes, lapsed=lapsed)),
        rows=(row_of(vouched, told, inquiry, lapsed),),
    )
    if changes:
        yield Part(
            name="changes_since_review",
            heading=gettext("What had changed since it was read"),
            rows=tuple(map(change_row, changes)),
        )


def heading() -> str:
    return gettext("Which clinical review vouched for it")


def vouching(inquiry: Inquiry) -> Vouched | None:
    """The one that the published draft goes back to; where that draft is gone, the one with the edition's digest."""
    assert inquiry.edition  # noqa: S101
    published = revision_published(inquiry)
    revision = Revision.objects.filter(pk=published).first() if published else None
    key = revision.content.get("clinical_review") if revision else None
    if key and (named := ClinicalReview.objects.filter(pk=key).select_related("account").first()):
        return Vouched(review=named, how="named", revision=revision)
    if revision is not None:
        return None
    same = ClinicalReview.objects.filter(page=inquiry.page_id, digest=inquiry.edition.digest)
    found = same.select_related("account").first()
    return Vouched(review=found, how="digest") if found else None


def without_record(told: dict[str, object]) -> Part:
    """Dates that came from elsewhere count by themselves; nobody knows what was read."""
    if not told.get("last_reviewed"):
        says = gettext("None. Readers were told of no clinical review.")
        return Part(name="clinical_review", heading=heading(), says=(says,))
    says = gettext("Readers were told of a review on {day}, by {names}.").format(
        day=day(date.fromisoformat(str(told["last_reviewed"]))), names=reviewers_of(told) or "–"
    )
    unknown = gettext(
        "That review was recorded elsewhere, or before reviews were recorded here: nobody can tell what was read."
    )
    return Part(name="clinical_review", heading=heading(), says=(says,), unknown=(unknown,))


def reviewers_of(told: dict[str, object]) -> str:
    named = told.get("reviewed_by")
    return ", ".join(each["name"] for each in named) if isinstance(named, list) else ""


def lapsed_sections(vouched: Vouched) -> list[str]:
    """Names of those that said something else than was read; nothing where the draft is gone."""
    page = vouched.revision.as_object() if vouched.revision else None
    if not isinstance(page, ProcedurePage):
        return []
    return [each.name for each in lapses(vouched.review.said, said_by(page), locale=vouched.review.locale)]


def in_words(told: dict[str, object], *, is_same: bool, changes: list[Change], lapsed: list[str]) -> Iterator[str]:
    if is_same:
        yield gettext("What was public is exactly what was read: it has the same digest.")
    elif changes:
        yield gettext("What was public said something else than was read; the differences stand below.")
    else:
        yield gettext("What was public said the same to readers as what was read; only technical details differed.")
    if lapsed:
        yield gettext("The review had lapsed for: {sections}.").format(
            sections=", ".join(f"“{each}”" for each in lapsed)
        )
    if state := told.get("state"):
        yield gettext("Readers were told that the review was {state}.").format(state=STATES.get(str(state), state))


def row_of(vouched: Vouched, told: dict[str, object], inquiry: Inquiry, lapsed: list[str]) -> Row:
    review = vouched.review
    is_there = inquiry.row is not None
    return Row(
        facts=(
            Fact(name="name", label=gettext("Clinician"), known=review.name),
            Fact(name="credentials", label=gettext("Credentials"), known=review.credentials),
            Fact(name="registration", label=gettext("Registration number"), known=review.registration),
            Fact(name="account", label=gettext("Account"), known=name_of(review.account)),
            *by_link(review),
            Fact(name="reviewed_at", label=gettext("Read and approved"), known=review.reviewed_at),
            Fact(name="next_review", label=gettext("Next review"), known=review.next_review),
            Fact(name="digest", label=gettext("Digest of what was read"), known=review.digest),
            Fact(name="how_known", known=vouched.how),
            Fact(name="lapsed", label=gettext("Lapsed for"), known=", ".join(lapsed)),
            Fact(name="state", label=gettext("State that readers were told"), known=str(told.get("state") or "")),
        ),
        url=reverse("review_record", args=[inquiry.page_id, review.pk]) if is_there and inquiry.page_id else None,
    )


def by_link(review: ClinicalReview) -> list[Fact]:
    """Of a signature of somebody without an account."""
    if not review.read_digest:
        return []
    return [
        Fact(name="signed_as", label=gettext("Signed by a link, as"), known=review.signed_as),
        Fact(name="statement", label=gettext("Statement that was signed"), known=review.statement),
        Fact(name="shared_with", label=gettext("The link was for"), known=review.shared_with),
        Fact(name="shared_by", label=gettext("It was given out by"), known=name_of(review.shared_by)),
        Fact(name="read_digest", label=gettext("Digest of what was shown"), known=review.read_digest),
    ]


def change_row(change: Change) -> Row:
    marks = {"same": "{}", "added": "[+ {} +]", "removed": "[− {} −]"}
    text = " ".join(marks[piece.kind].format(piece.text) for piece in change.pieces)
    return Row(
        facts=(
            Fact(name="place", label=gettext("Where"), known=" › ".join(change.place)),
            Fact(name="kind", label=gettext("Kind"), known=change.kind),
            Fact(name="text", label=gettext("Words: added [+ +], removed [− −]"), known=text),
        )
    )
