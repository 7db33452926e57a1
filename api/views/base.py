"""What every view shares: declared parameters, and replies that can be validated and cached."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar, cast

from django.db.transaction import non_atomic_requests
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from api.lifetimes import cache_control
from api.negotiation import preferred
from api.parameters import NoParameters, parse
from api.representations.representation import JSON, PARTIAL

P = TypeVar("P", bound=NoParameters)


class PublicView(APIView, Generic[P]):
    """Reads only, for anybody. Refuses unknown parameters before anything else happens."""

    parameters: ClassVar[type[NoParameters]] = NoParameters
    media_types: ClassVar[tuple[str, ...]] = (JSON, PARTIAL)
    """What the view answers with, the default first; empty where it does not look at ``Accept``."""
    http_method_names = ["get", "head", "options"]

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:  # type: ignore[override]
        """Outside the transaction that the authoring plane opens around every request: reading needs none."""
        view: Callable[..., HttpResponseBase] = non_atomic_requests(super().as_view(**initkwargs))
        return view

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:
        """DRF's renderers are not used: answers are bytes already."""
        return JSONRenderer(), JSON

    def get(self, request: Request, **address: str) -> HttpResponseBase:
        if any("\0" in str(part) for part in address.values()):
            raise Http404  # PostgreSQL's text holds no such character
        parameters = cast(P, parse(self.parameters, request.GET))
        self.media_type = self.negotiate(request._request, parameters)
        return self.answer(request, parameters, **address)

    def negotiate(self, request: HttpRequest, parameters: P) -> str:
        """The media type to answer with. Raises NotAcceptable."""
        return preferred(request, self.media_types) if self.media_types else ""

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        return HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})

    def answer(self, request: Request, parameters: P, **address: str) -> HttpResponseBase:
        raise NotImplementedError


def reply(
    request: Request,
    body: bytes,
    *,
    content_type: str = JSON,
    etag: str | None = None,
    modified: datetime | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponseBase:
    """200 with validators, or 304 when the client has it. Without an ``etag`` the body's own digest serves."""
    tag = f'"{etag or hashlib.sha256(body).hexdigest()[:32]}"'
    fields = {"ETag": tag, "Cache-Control": cache_control()} | dict(headers or {})
    response = HttpResponse(body, content_type=content_type, headers=fields)
    timestamp = None
    if modified is not None:
        timestamp = int(modified.timestamp())
        response["Last-Modified"] = http_date(timestamp)
    django_request: HttpRequest = request._request
    conditional = get_conditional_response(django_request, etag=tag, last_modified=timestamp, response=response)
    return cast(HttpResponseBase, conditional)
