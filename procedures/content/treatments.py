"""Treatment pages as contract models."""

from collections.abc import Collection, Iterator
from itertools import chain
from uuid import UUID

from api.contract import blocks as shapes
from api.contract.blocks import Section
from api.contract.catalogue import CLINICIAN
from api.contract.contacts import Contact
from api.contract.documents import (
    ProcedureContent,
    Review,
    Reviewer,
)
from api.contract.values import Citation, DocumentLink
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.keys import key_of
from cms.publishing.rendering.members import page_members
from cms.publishing.rendering.values import call_to_action
from cms.site.snippets import lines_of
from cms.streamfield.walker import fill
from procedures.content.references import path_of
from procedures.models import Clinician, Condition, ProcedurePage, ReviewPolicy, Specialty
from procedures.models.reviewing import lapses_of
from procedures.review.states import State, state_on
from procedures.values.body_areas import body_area
from procedures.values.codes import parse_codes


def procedure_content(page: ProcedurePage, context: Context) -> ProcedureContent:
    members = page_members(page, context, summary=page.summary, image=page.image, sections=page.sections)
    sections = members["sections"]
    specialties, conditions = list(page.specialties.all()), list(page.conditions.all())
    return ProcedureContent(
        **members,
        alternative_names=lines_of(page.alternative_names),
        keywords=keywords(conditions, context),
        procedure_type=page.procedure_type or None,
        codes=parse_codes(page.codes),
        body_area=body_area(page.body_area, locale=context.locale),
        specialties=context.references(specialties),
        conditions=context.references(conditions),
        contact=contact_of(page, specialties, context),
        call_to_action=call_to_action(page, context),
        facts=fill(page.facts.stream_block, page.facts, context),
        references=cited(sections),
        review=review(page, context),
        related=related(sections, context),
    )


def keywords(conditions: list[Condition], context: Context) -> list[str]:
    """Lay names of the conditions that are public; ``references`` notes the keys of all."""
    names = (name for condition in conditions if context.is_public(condition) for name in lines_of(condition.lay_names))
    return list(dict.fromkeys(names))


def contact_of(page: ProcedurePage, specialties: list[Specialty], context: Context) -> Contact | None:
    """The page's own line, else that of the first specialty that has one."""
    for specialty in specialties:
        context.note(key_of(specialty))
    lines = chain([page.contact], (specialty.contact for specialty in specialties if specialty.live))
    shown = (context.reference(line) for line in lines if line is not None)
    return next((contact for contact in shown if isinstance(contact, Contact)), None)


def review(page: ProcedurePage, context: Context) -> Review:
    rows = page.reviewers.select_related("clinician").order_by("sort_order", "pk")
    for row in rows:
        context.note(key_of(row.clinician))
    # An expiry that is refused, because nobody else vouches for the page, takes no name away.
    reviewers = [row.clinician for row in rows if row.clinician.live]
    return Review(
        last_reviewed=page.last_reviewed,
        next_review=page.next_review,
        reviewed_by=[reviewer(person, context) for person in reviewers],
        state=state(page, context),
    )


def reviewer(person: Clinician, context: Context) -> Reviewer:
    return Reviewer(
        name=person.name,
        credentials=person.credentials or None,
        id=person.translation_key,
        slug=person.slug,
        path=path_of(person, context, CLINICIAN),
    )


def state(page: ProcedurePage, context: Context) -> State | None:
    """As of the day on which it is rendered: who renders it again when the day comes is ``procedures.due``."""
    if page.last_reviewed is None:
        return None
    lead_days = ReviewPolicy.of(page).lead_days if page.next_review else 0
    return state_on(
        context.surroundings.today,
        next_review=page.next_review,
        lead_days=lead_days,
        has_lapsed=bool(lapses_of(page)),
    )


def blocks_of(sections: list[Section]) -> Iterator[shapes.BlockModel]:
    for section in sections:
        yield from (block.root for block in section.blocks)
        for part in section.subsections:
            yield from (block.root for block in part.blocks)


def cited(sections: list[Section]) -> list[Citation]:
    """Every source named in the sections, once, in the order of the page."""
    found: dict[UUID, Citation] = {}
    for block in blocks_of(sections):
        sources = block.references if isinstance(block, shapes.ReferencesBlock) else []
        if isinstance(block, shapes.StatisticBlock) and block.source:
            sources = [block.source]
        found |= {source.id: source for source in sources if source.id not in found}
    return list(found.values())


def related(sections: list[Section], context: Context) -> list[DocumentLink]:
    """Every treatment named as related, once, with what a card shows."""
    found = {
        item.procedure.id: item.procedure
        for block in blocks_of(sections)
        if isinstance(block, shapes.RelatedTreatmentsBlock)
        for item in block.items
    }
    pages = pages_behind(found.values())
    return [as_card(link, pages.get((link.id, link.locale)), context) for link in found.values()]


def pages_behind(links: Collection[DocumentLink]) -> dict[tuple[UUID, str], ProcedurePage]:
    if not links:
        return {}
    rows = ProcedurePage.objects.filter(translation_key__in=[link.id for link in links], alias_of=None)
    rows = rows.defer("sections", "facts")
    return {(page.translation_key, page.locale.language_code): page for page in rows.select_related("locale", "image")}


def as_card(link: DocumentLink, page: ProcedurePage | None, context: Context) -> DocumentLink:
    """What the page looks like is noted already: it is linked."""
    if page is None:
        return link
    image = context.reference(page.image) if page.image else None
    return link.model_copy(update={"summary": page.summary or None, "image": image})
