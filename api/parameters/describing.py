"""Parameters as OpenAPI describes them."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter

from api.contract.base import LANGUAGE_TAG_PATTERN
from api.parameters.models import ChosenParameters, NoParameters, Shape
from api.parameters.parsing import MOST_VALUES
from api.parameters.values import published_locales
from api.representations.fields import LONGEST, examples_of, members_of

Schema = dict[str, Any]
"""JSON Schema, as pydantic makes it."""


def describe(model: type[NoParameters]) -> list[OpenApiParameter]:
    """The model's fields for OpenAPI."""
    properties: dict[str, Schema] = model.model_json_schema()["properties"]
    if issubclass(model, ChosenParameters):
        properties["fields"] |= {"anyOf": [fields_schema(model.shape)]}
    return [_describe_one(name, dict(schema)) for name, schema in properties.items()]


INSIDE = "([(][A-Za-z0-9_,()]+[)])?"
"""Of ``fields``: members of a member."""


def fields_schema(shape: Shape) -> Schema:
    """Members of the object itself are spelled out. JSON Schema has no words for brackets inside brackets: what may
    stand there is said by examples. One string, so that clients made of it have no type for each address."""
    names = "|".join(members_of([shape]))
    nested = examples_of(shape)
    one = f"({names}){INSIDE if nested else ''}"
    examples = nested or [names.split("|")[0]]
    return {"type": "string", "pattern": f"^{one}(,{one})*$", "maxLength": LONGEST, "examples": examples}


EXAMPLES: dict[str, str | int] = {
    "as_of": "2026-05-03",
    "before": 5201,
    "below": "/treatments/",
    "body_area": "spine",
    "clinician": "ana-ruiz",
    "code": "icd-10-cm|G89.3",
    "condition": "cancer-pain",
    "cursor": "eyJtYWRlIjoiYnkgdGhlIEFQSSJ9",
    "format": "json",
    "event": "edition.recalled",
    "id": "1e7aa153-6f0e-4a0e-9a37-0b6f4f1c2d3e",
    "ids": "1e7aa153-6f0e-4a0e-9a37-0b6f4f1c2d3e,8c0cbb3e-52a3-4c5e-9a4b-6d0d0a3f7c11",
    "drafts": "related",
    "include": "document",
    "limit": 20,
    "location": "main-campus",
    "message_id": "msg_b389531091c78b04800ab405963f8fa8",
    "order": "title",
    "parent": "/treatments/",
    "path": "/treatments/cordotomy/",
    "procedure_type": "surgical",
    "published_after": "2026-05-03",
    "published_before": "2026-06-01",
    "q": "heart attack",
    "review_due_before": "2027-01-01",
    "reviewed_before": "2026-01-01",
    "rich_text": "html",
    "section": "risks",
    "since": "0",
    "state": "failed",
    "specialty": "pain-and-movement",
    "type": "procedure",
    "webhook": 1,
}
"""Of parameters, by name."""


def _describe_one(name: str, schema: Schema) -> OpenApiParameter:
    description = schema.pop("description", "")
    schema.pop("title", None)
    is_required = "default" not in schema
    if schema.get("default") in (None, []):
        schema.pop("default", None)
    if name == "locale":
        # No closed list: a tag may be narrower, in any case, and a hospital begins to publish in another language.
        one = {"type": "string", "pattern": LANGUAGE_TAG_PATTERN, "examples": published_locales()}
        several = {"items": one, "examples": [[settings.LANGUAGE_CODE]]}
        schema = schema | several if "items" in schema else one | {"default": settings.LANGUAGE_CODE}
    if "anyOf" in schema:
        schema = schema["anyOf"][0]
    if "items" in schema:
        schema["maxItems"] = MOST_VALUES
    if name in EXAMPLES:
        one_example = EXAMPLES[name]
        schema["examples"] = [[one_example] if "items" in schema else one_example]
    return OpenApiParameter(name=name, type=schema, description=description, required=is_required)
