"""Treatment pages and their shared things as contract models: pure functions of the row and the context."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from api.contract import blocks as shapes
from api.contract.blocks import Section
from api.contract.documents import (
    ClinicianContent,
    ConditionContent,
    LocationContent,
    ProcedureContent,
    Review,
    Reviewer,
    SpecialtyContent,
)
from api.contract.values import (
    Address,
    CallToAction,
    Citation,
    ClinicianLink,
    Contact,
    DocumentLink,
    LocationLink,
    Phone,
)
from cms.blocks.care import target_of
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.keys import key_of
from cms.publishing.rendering.members import page_members
from cms.publishing.rendering.references import reference
from cms.site.snippets import language_tags, lines_of
from cms.streamfield.walker import fill
from cms.values.phones import parse_phone
from procedures.body_areas import body_area
from procedures.codes import parse_codes
from procedures.models import Clinician, Location, Reference


def procedure_content(page: Any, context: Context) -> ProcedureContent:
    members = page_members(page, context)
    sections: list[Section] = members["sections"]
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
        related=related(sections),
    )


def keywords(conditions: list[Any], context: Context) -> list[str]:
    """Lay names of the conditions that are public; ``references`` notes the keys of all."""
    names = (name for condition in conditions if context.is_public(condition) for name in lines_of(condition.lay_names))
    return list(dict.fromkeys(names))


def contact_of(page: Any, specialties: list[Any], context: Context) -> Contact | None:
    """The page's own line, else that of the first specialty that has one."""
    for specialty in specialties:
        context.note(key_of(specialty))
    lines = chain([page.contact], (specialty.contact for specialty in specialties if specialty.live))
    shown = (context.reference(line) for line in lines if line is not None)
    return next((contact for contact in shown if isinstance(contact, Contact)), None)


def call_to_action(page: Any, context: Context) -> CallToAction | None:
    if not page.action_text:
        return None
    target = target_of(context, page=page.action_page, url=page.action_url, phone=None)
    return CallToAction(text=page.action_text, target=target)


def review(page: Any, context: Context) -> Review:
    rows = page.reviewers.select_related("clinician").order_by("sort_order", "pk")
    for row in rows:
        context.note(key_of(row.clinician))
    reviewers = [row.clinician for row in rows if context.is_public(row.clinician)]
    return Review(
        last_reviewed=page.last_reviewed,
        next_review=page.next_review,
        reviewed_by=[Reviewer(name=person.name, credentials=person.credentials or None) for person in reviewers],
    )


def blocks_of(sections: list[Section]) -> Iterator[Any]:
    for section in sections:
        yield from (block.root for block in section.blocks)
        for part in section.subsections:
            yield from (block.root for block in part.blocks)


def cited(sections: list[Section]) -> list[Citation]:
    """Every source named in the sections, once, in the order of the page."""
    found: dict[Any, Citation] = {}
    for block in blocks_of(sections):
        sources = block.references if isinstance(block, shapes.ReferencesBlock) else []
        if isinstance(block, shapes.StatisticBlock) and block.source:
            sources = [block.source]
        found |= {source.id: source for source in sources if source.id not in found}
    return list(found.values())


def related(sections: list[Section]) -> list[DocumentLink]:
    """Every treatment named as related, once."""
    found = {
        item.procedure.id: item.procedure
        for block in blocks_of(sections)
        if isinstance(block, shapes.RelatedTreatmentsBlock)
        for item in block.items
    }
    return list(found.values())


def specialty_content(specialty: Any, context: Context) -> SpecialtyContent:
    return SpecialtyContent(
        **vocabulary_members(specialty),
        description=context.rich_text(specialty.description),
        contact=context.reference(specialty.contact) if specialty.contact else None,
    )


def condition_content(condition: Any, context: Context) -> ConditionContent:
    return ConditionContent(
        **vocabulary_members(condition),
        lay_names=lines_of(condition.lay_names),
        description=context.rich_text(condition.description),
        codes=parse_codes(condition.codes),
    )


def clinician_content(clinician: Any, context: Context) -> ClinicianContent:
    return ClinicianContent(
        **vocabulary_members(clinician),
        credentials=clinician.credentials or None,
        role=clinician.role or None,
        biography=context.rich_text(clinician.biography),
        photo=context.reference(clinician.photo) if clinician.photo else None,
        languages=language_tags(clinician.languages),
        specialties=context.references(clinician.specialties.all()),
        locations=context.references(clinician.locations.all()),
    )


def location_content(location: Any, context: Context) -> LocationContent:
    return LocationContent(
        **vocabulary_members(location),
        address=address_of(location),
        latitude=location.latitude,
        longitude=location.longitude,
        phone=phone_of(location),
        hours=location.hours or None,
        directions=context.rich_text(location.directions),
    )


def vocabulary_members(snippet: Any) -> dict[str, Any]:
    return {
        "id": snippet.translation_key,
        "locale": snippet.locale.language_code,
        "slug": snippet.slug,
        "name": snippet.name,
    }


def address_of(location: Any) -> Address:
    return Address(
        street=location.street,
        city=location.city,
        region=location.region or None,
        postal_code=location.postal_code or None,
        country=location.country,
    )


def phone_of(location: Any) -> Phone | None:
    return parse_phone(location.phone) if location.phone else None


@reference(Clinician, becomes=ClinicianLink)
def clinician_link(instance: Any, context: Context) -> ClinicianLink | None:
    if not instance.live:
        return None
    return ClinicianLink(
        id=instance.translation_key,
        slug=instance.slug,
        name=instance.name,
        credentials=instance.credentials or None,
        role=instance.role or None,
        photo=context.reference(instance.photo) if instance.photo else None,
    )


@reference(Location, becomes=LocationLink)
def location_link(instance: Any, context: Context) -> LocationLink | None:
    if not instance.live:
        return None
    return LocationLink(
        id=instance.translation_key,
        slug=instance.slug,
        name=instance.name,
        address=address_of(instance),
        phone=phone_of(instance),
    )


@reference(Reference, becomes=Citation)
def citation(instance: Any, context: Context) -> Citation | None:
    if not instance.live:
        return None
    return Citation(
        id=instance.translation_key,
        title=instance.title,
        authors=instance.authors or None,
        publisher=instance.publisher or None,
        year=instance.year,
        doi=instance.doi or None,
        url=instance.url or None,
        checked_on=instance.checked_on,
    )
