"""What OpenAPI says of each view, beside what drf-spectacular finds out by itself."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from pydantic import BaseModel

from api.access.authentication import KeyAuthentication
from api.contract.answers.problems import GoneProblem, Problem, QuotaProblem
from api.parameters.describing import Schema, describe
from api.parameters.models import (
    ChangeParameters,
    ChosenParameters,
    ListParameters,
    SearchParameters,
    SuggestParameters,
)
from api.representations.representation import JSON, MARKDOWN, PARTIAL
from api.views.base import SomeView

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
}
PARTIAL_RESULTS = {
    "type": "object",
    "additionalProperties": True,
    "description": "All that the whole answer has, but that of its results there are the chosen members alone.",
    "properties": {"results": {"type": "array", "items": PARTIAL_OBJECT}},
    "required": ["results"],
}
KEY_ERRORS: Errors = {
    401: OpenApiResponse(
        Problem,
        description="The request needs a key and has none, or its key is unknown, expired or revoked. It says nothing "
        "about what is at the address.",
    ),
    403: OpenApiResponse(
        Problem, description="The key lacks the scope `records`, or is for other types or languages alone."
    ),
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
KEY_HEADERS = [answer_header("WWW-Authenticate", "What is wrong with the key (RFC 6750).", statuses=(401, 403))]
RECORD_HEADERS = [
    answer_header("Repr-Digest", "SHA-256 of the body (RFC 9530). Only from the record."),
    answer_header("Memento-Datetime", "When the edition was published (RFC 7089). Only from the record."),
    answer_header("Content-Location", "Address of the edition. Only from the record."),
    *KEY_HEADERS,
]


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the key is sent."""

    target_class = KeyAuthentication
    name = KEY

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A key: with the scope `records` for what was published in the past, with the scope "
            "`webhooks` for what was sent to webhooks. All else needs none; sent along all the same, it tells the "
            "hospital who reads what, so that whoever is to lose something can be told before.",
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
    if issubclass(view.parameters, ChosenParameters):
        forms[PARTIAL] = partial_of(view.parameters)
    if "markdown" in str(view.parameters.model_fields.get("format")):
        forms[MARKDOWN] = {"type": "string"}
    return forms


def partial_of(parameters: type[ChosenParameters]) -> Schema:
    if issubclass(parameters, ListParameters | SearchParameters):
        return PARTIAL_LIST
    return PARTIAL_RESULTS if issubclass(parameters, ChangeParameters | SuggestParameters) else PARTIAL_OBJECT


def hidden(view: type[View]) -> type[View]:
    """Leave a view out of the description: it answers people, not programs."""
    return extend_schema_view(get=extend_schema(exclude=True))(view)
