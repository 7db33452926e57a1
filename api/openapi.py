"""What OpenAPI says of each view, beside what drf-spectacular finds out by itself."""

from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from pydantic import BaseModel

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


def document_operation(
    view: type[View],
    *,
    name: str,
    summary: str,
    description: str,
    answer: type[BaseModel],
    tag: str,
    can_be_absent: bool = False,
) -> type[View]:
    """Describe the GET of a view. ``can_be_absent``: the address may be unknown (404) or withdrawn (410)."""
    responses: dict[Any, Any] = {200: answer, 304: None, (400, PROBLEM): Problem}
    if can_be_absent:
        responses |= {(404, PROBLEM): Problem, (410, PROBLEM): GoneProblem}
    return extend_schema_view(
        get=extend_schema(
            operation_id=name,
            summary=summary,
            description=description,
            parameters=[*describe(view.parameters), IF_NONE_MATCH],
            responses=responses,
            tags=[tag],
        )
    )(view)


def hidden(view: type[View]) -> type[View]:
    """Leave a view out of the description: it answers people, not programs."""
    return extend_schema_view(get=extend_schema(exclude=True))(view)
