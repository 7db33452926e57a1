"""Parameters as OpenAPI describes them."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter

from api.parameters.models import ChosenParameters, NoParameters, Shape
from api.parameters.parsing import MOST_VALUES
from api.parameters.values import published_locales
from api.representations.fields import LONGEST, example_of, members_of

Schema = dict[str, Any]
"""JSON Schema, as pydantic makes it."""


def describe(model: type[NoParameters]) -> list[OpenApiParameter]:
    """The model's fields for OpenAPI."""
    properties: dict[str, Schema] = model.model_json_schema()["properties"]
    if issubclass(model, ChosenParameters):
        properties["fields"] |= {"anyOf": [fields_schema(model.shape)]}
    return [_describe_one(name, dict(schema)) for name, schema in properties.items()]


def fields_schema(shape: Shape) -> Schema:
    """Members of the object itself are spelled out. JSON Schema has no words for brackets inside brackets, so of these
    there are examples only."""
    names = "|".join(members_of([shape]))
    plain = {"type": "string", "pattern": f"^({names})(,({names}))*$", "maxLength": LONGEST}
    nested = example_of(shape)
    schema = {"anyOf": [plain, {"type": "string", "enum": nested}]} if nested else plain
    return schema | {"examples": nested[:1] or [names.split("|")[0]]}


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
    "locale": "en",
    "location": "main-campus",
    "message_id": "msg_b389531091c78b04800ab405963f8fa8",
    "order": "title",
    "parent": "/treatments/",
    "path": "/treatments/cordotomy/",
    "procedure_type": "surgical",
    "published_after": "2026-05-03",
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
        one = {"type": "string", "enum": published_locales()}
        schema = schema | {"items": one} if "items" in schema else one | {"default": settings.LANGUAGE_CODE}
    if "anyOf" in schema:
        schema = schema["anyOf"][0]
    if "items" in schema:
        schema["maxItems"] = MOST_VALUES
    if name in EXAMPLES:
        one_example = EXAMPLES[name]
        schema["examples"] = [[one_example] if "items" in schema else one_example]
    return OpenApiParameter(name=name, type=schema, description=description, required=is_required)
