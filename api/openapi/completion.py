"""Words and examples for what models leave without."""

import re
from http import HTTPStatus

from api.contract.descriptions import DESCRIPTIONS, EXAMPLES
from api.http.problems import FeedTokenExpired, QuotaExceeded
from api.openapi.operations import PROBLEM
from api.openapi.promises import add_messages, promise
from api.parameters.describing import Schema
from api.representations.representation import JSON


def complete(document: Schema) -> Schema:
    """The description with words and an example for every member that its model leaves without, and for errors."""
    add_messages(document["components"]["schemas"])
    for name, schema in document["components"]["schemas"].items():
        explain(name, schema)
    for address, methods in document["paths"].items():
        for operation in methods.values():
            illustrate_errors(address, operation)
    name_format(document["components"]["schemas"])
    return promise(document)


def name_format(part: object) -> None:
    """Of fractions. Without it, generators for some languages read decimals, which they want in quotes."""
    if isinstance(part, dict) and part.get("type") == "number":
        part["format"] = "double"
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        name_format(each)


def illustrate_errors(address: str, operation: Schema) -> None:
    """What each error of an address may read like."""
    asked = {parameter["name"]: parameter for parameter in operation["parameters"]}
    instance = re.sub(r"{(\w+)}", lambda name: str(asked[name[1]]["schema"]["examples"][0]), address)
    allowed = sorted(name for name, parameter in asked.items() if parameter["in"] == "query")
    for status, response in operation["responses"].items():
        if content := response.get("content", {}).get(PROBLEM):
            model = content["schema"]["$ref"].rpartition("/")[2]
            detail = response["description"].replace("`", "")
            content["example"] = example_of_error(int(status), model, instance, detail=detail, allowed=allowed)


def example_of_error(status: int, model: str, instance: str, *, detail: str, allowed: list[str]) -> Schema:
    members: Schema = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    members |= {"detail": detail, "instance": instance, "errors": []}
    return members | ERRORS.get(status, {}) | wrong_parameter(status, allowed) | MORE_OF_ERRORS.get(model, {})


def wrong_parameter(status: int, allowed: list[str]) -> Schema:
    if status != HTTPStatus.BAD_REQUEST:
        return {}
    error = {"parameter": "colour", "detail": "Unknown parameter; remove it.", "allowed": allowed}
    return {"detail": "Correct these parameters: colour.", "errors": [error]}


ERRORS: dict[int, Schema] = {
    401: {"detail": "The key is unknown, expired or revoked."},
    406: {"detail": f"Accept leaves out all that there is here: {JSON}."},
    409: {"type": FeedTokenExpired.type, "title": FeedTokenExpired.title},
    410: {"detail": "The procedure 'cordotomy' is no longer published (unpublished). Remove copies of it."},
    429: {
        "type": QuotaExceeded.type,
        "title": QuotaExceeded.title,
        "detail": "You have asked more often than you may. Wait 12 seconds, then go on more slowly.",
    },
}
"""What examples say that follows neither from the status nor from the description."""
MORE_OF_ERRORS: dict[str, Schema] = {
    "GoneProblem": {"reason": "unpublished", "recall_class": None, "replacement": None},
    "QuotaProblem": {"violated-policies": ["default"]},
    "UnknownPathProblem": {
        "suggestions": [
            {
                "type": "procedure",
                "id": "1e7aa153-6f0e-4a0e-9a37-0b6f4f1c2d3e",
                "slug": "cordotomy",
                "path": "/treatments/cordotomy/",
                "title": "Cordotomy",
                "locale": "en",
                "summary": None,
                "image": None,
            }
        ]
    },
}
"""By model, its members beyond those of every problem."""


def explain(model: str, schema: Schema) -> None:
    if "description" not in schema and (words := DESCRIPTIONS.get(model) or of_list(model)):
        schema["description"] = words
    for name, member in schema.get("properties", {}).items():
        member.pop("title", None)
        words = DESCRIPTIONS.get(f"{model}.{name}") or DESCRIPTIONS.get(name)
        if words and "description" not in member:
            member["description"] = words
        if (example := example_of(model, name, member)) is not None or member.get("type") == "null":
            member["examples"] = [example]


def of_list(model: str) -> str | None:
    """For models named after what they hold."""
    if model.endswith("List"):
        return "One page of a list."
    return "An item of a list, with the number of its treatments." if model.endswith("Entry") else None


BY_FORMAT = {"uuid": "1e7aa153-6f0e-4a0e-9a37-0b6f4f1c2d3e", "date": "2026-05-01", "date-time": "2026-05-01T09:12:18Z"}
BY_TYPE: dict[str, object] = {"boolean": True, "integer": 3, "number": 0.5}


def example_of(model: str, name: str, member: Schema) -> object:
    """None for objects and arrays of them: their members have examples."""
    if member.get("type") == "null":
        return None
    kinds = [kind for kind in member.get("anyOf", [member]) if kind.get("type") != "null"]
    kind = kinds[0] if len(kinds) == 1 else {}
    if "const" in kind:
        return kind["const"]
    if values := kind.get("enum") or kind.get("items", {}).get("enum"):
        return values[:1] if "items" in kind else values[0]
    if kind.get("format") in BY_FORMAT:
        return BY_FORMAT[kind["format"]]
    if model == "Links":
        return f"https://content.hospital.example/api/v1/{'' if name == 'self' else f'{name}/'}"
    if name in ("next", "previous"):
        return EXAMPLES["next"]
    told = EXAMPLES.get(f"{model}.{name}", EXAMPLES.get(name))
    if told is not None and ("$ref" not in kind and "$ref" not in kind.get("items", {})):
        is_list = kind.get("type") == "array"
        return told if isinstance(told, list) is is_list else None
    return BY_TYPE.get(str(kind.get("type")))
