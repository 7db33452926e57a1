"""What OpenAPI says of each view, beside what drf-spectacular finds out by itself."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, TypeVar, cast

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from pydantic import BaseModel

from api.access.authentication import KeyAuthentication
from api.contract.descriptions import DESCRIPTIONS, EXAMPLES
from api.contract.problems import GoneProblem, Problem, QuotaProblem
from api.http.problems import FeedTokenExpired, QuotaExceeded
from api.parameters.describing import describe
from api.parameters.models import ListParameters, ShapeParameters
from api.parameters.values import published_locales
from api.representations.representation import JSON, MARKDOWN, PARTIAL
from api.views.base import SomeView

Schema = dict[str, Any]
"""A part of the description, as JSON has it."""
View = TypeVar("View", bound=SomeView)

PROBLEM = "application/problem+json"
IF_NONE_MATCH = OpenApiParameter(
    name="If-None-Match",
    type=str,
    location=OpenApiParameter.HEADER,
    description="The ETag of the copy the client holds; the answer is 304 while it is current.",
)


Errors = Mapping[int, OpenApiResponse]

KEY = "recordsKey"
Security = list[dict[str, list[str]]]
KEY_IS_OPTIONAL: Security = [{}, {KEY: []}]
NOT_MODIFIED = OpenApiResponse(description="The copy that `If-None-Match` names is current.")
EVERYWHERE: Errors = {
    400: OpenApiResponse(Problem, description="A parameter is wrong: `errors` names each, with what is allowed."),
    406: OpenApiResponse(Problem, description="`Accept` leaves out all that there is: `detail` names it."),
    429: OpenApiResponse(QuotaProblem, description="Asked more than allowed: wait `Retry-After` seconds."),
    503: OpenApiResponse(Problem, description="Not now, but soon: ask again after `Retry-After` seconds."),
}
NO_SUCH_PAGE: Errors = {404: OpenApiResponse(Problem, description="No list gave out this `cursor`, or not all of it.")}
PARTIAL_OBJECT = {
    "type": "object",
    "additionalProperties": True,
    "description": "The members that `fields` chose, with `type`, `id` and `format` where there are such.",
}
PARTIAL_LIST = {
    "type": "object",
    "properties": {
        "count": {"type": "integer", "minimum": 0},
        "next": {"type": ["string", "null"]},
        "previous": {"type": ["string", "null"]},
        "results": {"type": "array", "items": PARTIAL_OBJECT},
    },
    "required": ["count", "next", "previous", "results"],
    "additionalProperties": False,
}
KEY_ERRORS: Errors = {
    401: OpenApiResponse(
        Problem,
        description="The request needs a key and has none, or its key is unknown, expired or revoked. It says nothing "
        "about what is at the address.",
    ),
    403: OpenApiResponse(Problem, description="The key lacks the scope `records`."),
}
ABSENCE: Errors = {
    404: OpenApiResponse(Problem, description="There never was such a document, or not by the time of `as_of`."),
    410: OpenApiResponse(
        GoneProblem, description="It was public and is not, now or at the time of `as_of`: `reason` says why."
    ),
}


def in_path(name: str, kind: type, description: str, *, example: str | int) -> OpenApiParameter:
    schema: Schema = {"type": "integer", "minimum": 1} if kind is int else {"type": "string"}
    schema |= {"examples": [example]}
    return OpenApiParameter(name=name, type=schema, location=OpenApiParameter.PATH, description=description)


def answer_header(name: str, description: str, *, statuses: Sequence[int] = (200,)) -> OpenApiParameter:
    return OpenApiParameter(
        name=name, type=str, location=OpenApiParameter.HEADER, response=list(statuses), description=description
    )


SLUGS = {
    "alert": "garage-a-is-being-repaired",
    "clinician": "ana-ruiz",
    "condition": "cancer-pain",
    "location": "main-campus",
    "menu": "main",
    "page": "first-appointment",
    "pick": "1",
    "procedure": "cordotomy",
    "redirect": "2",
    "specialty": "pain-and-movement",
    "synonyms": "heart-attack",
    "urgent": "you-are-not-alone",
}
"""Examples, by document type: those of the sample hospital."""
QUOTA_HEADERS = [
    answer_header(
        "RateLimit-Policy",
        "The quotas (draft-ietf-httpapi-ratelimit-headers): `default` of requests, `cost` of what dear questions take.",
        statuses=(200, 304, 429),
    ),
    answer_header("RateLimit", "What is left of those that it counts for, and how long.", statuses=(200, 304, 429)),
    answer_header("Retry-After", "Seconds to wait.", statuses=(429, 503)),
]
CACHE_HEADERS = [
    answer_header("Surrogate-Key", "Cache keys: `type:id:locale` of the document, then of what it shows."),
    answer_header("Cache-Tag", "The same keys, with commas."),
    answer_header("Cache-Groups", "The same keys as a list of strings (RFC 9875)."),
]
RECORD_HEADERS = [
    answer_header("Repr-Digest", "SHA-256 of the body (RFC 9530). Only from the record."),
    answer_header("Memento-Datetime", "When the edition was published (RFC 7089). Only from the record."),
    answer_header("Content-Location", "Address of the edition. Only from the record."),
    answer_header("WWW-Authenticate", "What is wrong with the key (RFC 6750).", statuses=(401, 403)),
]


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the key is sent."""

    target_class = KeyAuthentication
    name = KEY

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A key with the scope `records`, for what was published in the past. All else needs none.",
        }


def document_operation(
    view: type[View],
    *,
    name: str,
    summary: str,
    description: str,
    answer: type[BaseModel],
    tag: str,
    address: Sequence[OpenApiParameter] = (),
    errors: Errors | None = None,
    headers: Sequence[OpenApiParameter] = (),
    security: Security | None = None,
) -> type[View]:
    """Describe the GET of a view: ``address`` are the parameters in its path, ``errors`` those of its own."""
    responses: dict[object, object] = {
        (200, media_type): OpenApiResponse(schema, description=summary)
        for media_type, schema in forms_of(view, answer).items()
    }
    responses |= {304: NOT_MODIFIED}
    responses |= {(status, PROBLEM): problem for status, problem in {**EVERYWHERE, **(errors or {})}.items()}
    return extend_schema_view(
        get=extend_schema(
            operation_id=name,
            summary=summary,
            description=description,
            parameters=[*address, *describe(view.parameters), IF_NONE_MATCH, *headers, *QUOTA_HEADERS],
            responses=responses,
            tags=[tag],
            auth=cast(Any, security),  # drf-spectacular's annotation knows no scopes
        )
    )(view)


def forms_of(view: type[View], answer: type[BaseModel]) -> Schema:
    """Schemas of the answer by media type. A whole answer and a part of one have different types, so that the types
    that clients generate for whole ones say what is always there."""
    forms: Schema = {JSON: answer}
    if issubclass(view.parameters, ShapeParameters):
        forms[PARTIAL] = PARTIAL_LIST if issubclass(view.parameters, ListParameters) else PARTIAL_OBJECT
    if "markdown" in str(view.parameters.model_fields.get("format")):
        forms[MARKDOWN] = {"type": "string"}
    return forms


def hidden(view: type[View]) -> type[View]:
    """Leave a view out of the description: it answers people, not programs."""
    return extend_schema_view(get=extend_schema(exclude=True))(view)


def complete(document: Schema) -> Schema:
    """The description with words and an example for every member that its model leaves without, and for errors."""
    for name, schema in document["components"]["schemas"].items():
        explain(name, schema)
    for address, methods in document["paths"].items():
        for operation in methods.values():
            illustrate_errors(address, operation)
    return document


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
    406: {"detail": f"Accept leaves out all that there is here: {JSON}, {PARTIAL}."},
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
        name_languages(name, member)
        words = DESCRIPTIONS.get(f"{model}.{name}") or DESCRIPTIONS.get(name)
        if words and "description" not in member:
            member["description"] = words
        if (example := example_of(model, name, member)) is not None:
            member["examples"] = [example]


def name_languages(name: str, member: Schema) -> None:
    """The languages by name, as the parameter ``locale`` has them: what an answer says can be asked for."""
    language = member.get("items") if name == "locales" else member if name in ("locale", "default_locale") else None
    if language is not None:
        del language["pattern"]
        language["enum"] = published_locales()


def of_list(model: str) -> str | None:
    """For models named after what they hold."""
    if model.endswith("List"):
        return "One page of a list."
    return "An item of a list, with the number of its treatments." if model.endswith("Entry") else None


BY_FORMAT = {"uuid": "1e7aa153-6f0e-4a0e-9a37-0b6f4f1c2d3e", "date": "2026-05-01", "date-time": "2026-05-01T09:12:18Z"}
BY_TYPE: dict[str, object] = {"boolean": True, "integer": 3, "number": 0.5}


def example_of(model: str, name: str, member: Schema) -> object:
    """None for objects and arrays of them: their members have examples."""
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
