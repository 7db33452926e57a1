"""What holds for every answer: open objects, blocks of types to come, headers, HEAD, messages, the server."""

from copy import deepcopy
from typing import get_args

from api.contract.blocks import AnyBlock
from api.contract.changes import MESSAGES, Message
from api.parameters.describing import Schema
from api.views.contract import SERVER

REFERENCE = "#/components/schemas/"
UNKNOWN_BLOCK: Schema = {
    "type": "object",
    "title": "UnknownBlock",
    "description": "A block of a type that came later than this file. Show its `fallback`.",
    "properties": {
        "type": {"type": "string", "description": "None of those that `Block` has.", "examples": ["novelty"]},
        "id": {
            "type": "string",
            "format": "uuid",
            "description": "Stays the same while editors change the block's content or move it.",
            "examples": ["1e7aa153-6f0e-4a0e-9a37-0b6f4f1c2d3e"],
        },
        "fallback": {
            "type": "string",
            "description": "What it says as plain text, a line for each part.",
            "examples": ["Bring a list of your medicines."],
        },
    },
    "required": ["type", "id", "fallback"],
}
ALWAYS = {
    "Cache-Control": "How long the answer may be kept, and an old one while the API is away (RFC 9111, RFC 5861).",
    "ETag": "Strong validator of exactly these bytes: give it as `If-None-Match`.",
    "Vary": "What of the request the answer depends on.",
}
OF_LANGUAGE = {"Content-Language": "The language that was found for `locale`."}
OF_DOCUMENTS = {"Last-Modified": "When the edition took effect."}
OF_HEADERS = ("locale", "path", "q")
"""Parameters of the query without which there are no headers either, or others."""
DATED = ("get_", "resolve")
"""What operations are called that answer with one edition."""


def promise(document: Schema) -> Schema:
    """Change the description so that what the API may become is part of it."""
    document["servers"] = [{"url": SERVER.decode(), "description": "Where this hospital serves the API."}]
    document["security"] = []
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        open_up(schema)
    schemas["UnknownBlock"] = unknown_block()
    for name, schema in schemas.items():
        if name != "UnknownBlock":
            admit_unknown_blocks(schema)
    for methods in document["paths"].values():
        name_headers(methods["get"])
        methods["head"] = head_of(methods["get"])
    document["webhooks"] = {model.model_fields["type"].default: webhook(model) for model in MESSAGES}
    return document


def open_up(schema: object) -> None:
    """An answer may say more one day. What is asked stays strict: parameters are no components."""
    if isinstance(schema, dict):
        if schema.get("additionalProperties") is False:
            del schema["additionalProperties"]
        for inner in schema.values():
            open_up(inner)
    elif isinstance(schema, list):
        for inner in schema:
            open_up(inner)


def unknown_block() -> Schema:
    known = [model.model_fields["type"].default for model in get_args(AnyBlock)]
    return UNKNOWN_BLOCK | {"not": {"properties": {"type": {"enum": known}}, "required": ["type"]}}


def admit_unknown_blocks(schema: Schema) -> None:
    for member in schema.get("properties", {}).values():
        if member.get("items") == {"$ref": f"{REFERENCE}Block"}:
            member["items"] = {"oneOf": [member["items"], {"$ref": f"{REFERENCE}UnknownBlock"}]}


def name_headers(operation: Schema) -> None:
    asked = {parameter["name"] for parameter in operation["parameters"]}
    headers = ALWAYS | (OF_LANGUAGE if "locale" in asked else {})
    headers |= OF_DOCUMENTS if operation["operationId"].startswith(DATED) else {}
    described = {
        name: {"schema": {"type": "string"}, "description": description} for name, description in headers.items()
    }
    for status in ("200", "304"):
        if status in operation["responses"]:
            operation["responses"][status].setdefault("headers", {}).update(deepcopy(described))


def head_of(operation: Schema) -> Schema:
    """The same without what is sent. What shapes an answer may be given, too, and is not said again."""
    head = {name: deepcopy(value) for name, value in operation.items() if name != "responses"}
    head["parameters"] = [each for each in head["parameters"] if each["in"] != "query" or each["name"] in OF_HEADERS]
    head["operationId"] = f"head_{operation['operationId']}"
    head["summary"] = f"{operation['summary']}: headers alone"
    head["responses"] = {
        status: {name: deepcopy(value) for name, value in response.items() if name != "content"}
        for status, response in operation["responses"].items()
    }
    return head


def add_messages(schemas: Schema) -> None:
    """What webhooks bring: no address answers with it, so that its models are not found by themselves."""
    for model in MESSAGES:
        schema = model.model_json_schema(mode="serialization", ref_template=REFERENCE + "{model}")
        for name, inner in schema.pop("$defs", {}).items():
            schemas.setdefault(name, inner)
        schemas[model.__name__] = schema


def webhook(model: type[Message]) -> Schema:
    return {
        "post": {
            "operationId": model.__name__[0].lower() + model.__name__[1:],
            "summary": model.model_fields["type"].default,
            "description": f"{model.__doc__} Signed by Standard Webhooks 1.0.0: check it before you read it.",
            "tags": ["changes"],
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": {"$ref": f"{REFERENCE}{model.__name__}"}}},
            },
            "responses": {
                "2XX": {"description": "Received. Anything else is tried again."},
                "410": {"description": "Never send anything here again."},
            },
        }
    }
