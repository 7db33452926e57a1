"""What a treatment lacks of all that can be asked. Every publication waits for this."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from cms.models import Contact, ContentImage
from cms.publishing.requirements.requirement import Gap
from cms.publishing.rows.public import live_among
from procedures.blocks.sections import KINDS
from procedures.models import Clinician, ProcedurePage

SUMMARY = "summary"
WORDS = "words"
CONTACT = "contact"
REVIEWER = "reviewer"
REVIEW_DATES = "review-dates"
PICTURE = "picture-description"

OTHER = "other"
"""The kind of sections that fit no other: nobody asks for one."""

TOLD = {
    SUMMARY: "Write a summary: one or two plain sentences for lists and search results.",
    WORDS: "Write at least one section.",
    CONTACT: "Choose the line that patients call, here or in the specialty.",
    REVIEWER: "Name the clinician who has read the page, under “Clinical review”.",
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What readers would see of what the page chose."""

    has_contact: bool
    has_reviewer: bool

    @classmethod
    def of(cls, page: ProcedurePage) -> Self:
        lines = [page.contact_id, *(each.contact_id for each in page.specialties.all() if each.live)]
        people = [row.clinician_id for row in page.reviewers.all()]
        live = live_among({Contact: [pk for pk in lines if pk is not None], Clinician: people})
        return cls(has_contact=bool(live[Contact]), has_reviewer=bool(live[Clinician]))


def find_gaps(page: ProcedurePage) -> Iterator[Gap]:
    """In the order of the form."""
    if not page.summary.strip():
        yield told(SUMMARY, place="summary")
    yield from picture_gaps(page)
    yield from section_gaps(page)
    yield from people_gaps(page)


def told(code: str, *, place: str) -> Gap:
    return Gap(code=code, message=TOLD[code], place=place)


def picture_gaps(page: ProcedurePage) -> Iterator[Gap]:
    """Pictures in sections say so themselves, or are unfinished."""
    if page.image_id is None:
        return
    image = ContentImage.objects.in_bulk([page.image_id]).get(page.image_id)
    if isinstance(image, ContentImage) and not image.description.strip():
        message = f"Describe the picture “{image.title}”, under Images, for those who cannot see it."
        yield Gap(code=PICTURE, message=message, place="image", passage=str(image.pk))


def section_gaps(page: ProcedurePage) -> Iterator[Gap]:
    written = [section for section in page.sections if section.value["blocks"] or section.value["subsections"]]
    if not written:
        yield told(WORDS, place="sections")
    answered = {kind for section in written for kind in (section.block_type, *(section.value["also"] or ()))}
    for kind, (label, _, _, description) in KINDS.items():
        if kind not in answered and kind != OTHER:
            yield Gap(code=section_code(kind), message=f"Add a section “{label}”. {description}", place="sections")


def section_code(kind: str) -> str:
    return f"section-{kind.replace('_', '-')}"


def people_gaps(page: ProcedurePage) -> Iterator[Gap]:
    shown = Shown.of(page)
    if not shown.has_contact:
        yield told(CONTACT, place="contact")
    if not (page.last_reviewed and page.next_review):
        yield review_dates(page)
    if not shown.has_reviewer:
        yield told(REVIEWER, place="reviewers")


def review_dates(page: ProcedurePage) -> Gap:
    if page.last_reviewed:
        return Gap(code=REVIEW_DATES, message="Say when the next review is due.", place="next_review")
    message = "Say when a clinician last read the page, and when the next review is due."
    return Gap(code=REVIEW_DATES, message=message, place="last_reviewed")
