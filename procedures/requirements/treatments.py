"""What a treatment lacks of all that can be asked. Every publication waits for this."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self, cast

from django.utils.translation import gettext_noop
from wagtail.blocks import StreamValue

from cms.models import Contact
from cms.publishing.requirements.requirement import Gap
from cms.publishing.rows.public import live_among
from cms.values.told import gettext as _
from procedures.blocks.sections import KINDS, TreatmentSectionBlock
from procedures.models import Clinician, ProcedurePage
from procedures.requirements.reviews import lapse_gaps

SUMMARY = "summary"
WORDS = "words"
CONTACT = "contact"
REVIEWER = "reviewer"
REVIEW_DATES = "review-dates"

OTHER = "other"
"""The kind of sections that fit no other: nobody asks for one."""

TOLD = {
    SUMMARY: gettext_noop("Write a summary: one or two plain sentences for lists and search results."),
    WORDS: gettext_noop("Write at least one section."),
    CONTACT: gettext_noop("Choose the line that patients call, here or in the specialty."),
    REVIEWER: gettext_noop("Submit the page for its clinical review: whoever approves it is named."),
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
    yield from section_gaps(page)
    yield from people_gaps(page)
    yield from lapse_gaps(page)


def told(code: str, *, place: str) -> Gap:
    return Gap(code=code, message=_(TOLD[code]), place=place)


def section_gaps(page: ProcedurePage) -> Iterator[Gap]:
    """A section that still waits for its words is left out of what readers get, and answers nothing."""
    written = [section for section in page.sections if not is_empty(section)]
    if not written:
        yield told(WORDS, place="sections")
    answered = {kind for section in written for kind in (section.block_type, *(section.value["also"] or ()))}
    begun = {section.block_type: section.id for section in page.sections}
    for kind in KINDS:
        if kind not in answered and kind != OTHER:
            yield section_gap(kind, begun.get(kind))


def section_gap(kind: str, begun: str | None) -> Gap:
    """``begun`` is the id of a section of the kind that waits for its words."""
    label, _icon, _group, description = KINDS[kind]
    write = _("Write the section “{label}”. {description}")
    add = _("Add a section “{label}”. {description}")
    message = (write if begun else add).format(label=label, description=description)
    return Gap(code=section_code(kind), message=message, place="sections", block=begun)


def is_empty(section: StreamValue.StreamChild) -> bool:
    block, value = cast(TreatmentSectionBlock, section.block), section.value
    return not (value["blocks"] or value["subsections"]) or block.is_untouched(value)


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
    message = _("Submit the page for its clinical review, which says when it was read and when the next one is due.")
    return Gap(code=REVIEW_DATES, message=message, place="next_review" if page.last_reviewed else "last_reviewed")
