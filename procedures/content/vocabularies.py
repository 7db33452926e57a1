"""Specialties and conditions as contract models."""

from api.contract.catalogue import CONDITION, SPECIALTY
from api.contract.documents import (
    ConditionContent,
    SpecialtyContent,
)
from cms.publishing.rendering.context import Context
from cms.site.snippets import lines_of
from procedures.content.directory import directory_members
from procedures.models import Condition, Specialty
from procedures.values.codes import parse_codes


def specialty_content(specialty: Specialty, context: Context) -> SpecialtyContent:
    return SpecialtyContent(
        **directory_members(specialty, context, SPECIALTY, about=specialty.description),
        image=context.reference(specialty.image) if specialty.image else None,
        description=context.rich_text(specialty.description),
        contact=context.reference(specialty.contact) if specialty.contact else None,
    )


def condition_content(condition: Condition, context: Context) -> ConditionContent:
    return ConditionContent(
        **directory_members(condition, context, CONDITION, about=condition.description),
        image=context.reference(condition.image) if condition.image else None,
        lay_names=lines_of(condition.lay_names),
        description=context.rich_text(condition.description),
        codes=parse_codes(condition.codes),
    )
