"""Specialties and conditions as contract models."""

from api.contract.documents import (
    ConditionContent,
    SpecialtyContent,
)
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.members import named_members
from cms.site.snippets import lines_of
from procedures.models import Condition, Specialty
from procedures.values.codes import parse_codes


def specialty_content(specialty: Specialty, context: Context) -> SpecialtyContent:
    return SpecialtyContent(
        **named_members(specialty),
        description=context.rich_text(specialty.description),
        contact=context.reference(specialty.contact) if specialty.contact else None,
    )


def condition_content(condition: Condition, context: Context) -> ConditionContent:
    return ConditionContent(
        **named_members(condition),
        lay_names=lines_of(condition.lay_names),
        description=context.rich_text(condition.description),
        codes=parse_codes(condition.codes),
    )
