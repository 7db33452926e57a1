"""Specialties and conditions as contract models."""

from typing import Any

from api.contract.documents import (
    ConditionContent,
    SpecialtyContent,
)
from cms.publishing.rendering.context import Context
from cms.site.snippets import lines_of
from procedures.values.codes import parse_codes


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


def vocabulary_members(snippet: Any) -> dict[str, Any]:
    return {
        "id": snippet.translation_key,
        "locale": snippet.locale.language_code,
        "slug": snippet.slug,
        "name": snippet.name,
    }
