"""What OpenAPI says of each view, beside what drf-spectacular finds out by itself."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from pydantic import BaseModel

from api.authentication import KeyAuthentication
from api.contract.problems import GoneProblem, Problem
from api.parameters import describe
from api.views.base import PublicView

View = TypeVar("View", bound=PublicView[Any])

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
BAD_REQUEST: Errors = {400: OpenApiResponse(Problem, description="A parameter is wrong: `errors` names each.")}
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


def in_path(name: str, kind: type, description: str) -> OpenApiParameter:
    return OpenApiParameter(name=name, type=kind, location=OpenApiParameter.PATH, description=description)


def answer_header(name: str, description: str, *, statuses: Sequence[int] = (200,)) -> OpenApiParameter:
    return OpenApiParameter(
        name=name, type=str, location=OpenApiParameter.HEADER, response=list(statuses), description=description
    )


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

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
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
    """Describe the GET of a view: ``address`` are the parameters in its path, ``errors`` those beside 400."""
    responses: dict[Any, Any] = {200: OpenApiResponse(answer, description=summary), 304: NOT_MODIFIED}
    responses |= {(status, PROBLEM): problem for status, problem in {**BAD_REQUEST, **(errors or {})}.items()}
    return extend_schema_view(
        get=extend_schema(
            operation_id=name,
            summary=summary,
            description=description,
            parameters=[*address, *describe(view.parameters), IF_NONE_MATCH, *headers],
            responses=responses,
            tags=[tag],
            auth=cast(Any, security),  # drf-spectacular's annotation knows no scopes
        )
    )(view)


def hidden(view: type[View]) -> type[View]:
    """Leave a view out of the description: it answers people, not programs."""
    return extend_schema_view(get=extend_schema(exclude=True))(view)
