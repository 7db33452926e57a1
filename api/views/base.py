"""What every view shares: declared parameters, and replies that can be validated and cached."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Generic, TypeVar, cast

from django.db.transaction import non_atomic_requests
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from rest_framework.request import Request
from rest_framework.views import APIView

from api.parameters import NoParameters, parse

JSON = "application/json"
FRESH_SECONDS = 60
STALE_WHILE_REVALIDATE_SECONDS = 600
STALE_IF_ERROR_SECONDS = 86_400

P = TypeVar("P", bound=NoParameters)


class PublicView(APIView, Generic[P]):
    """Reads only, for anybody. Refuses unknown parameters before anything else happens."""

    parameters: ClassVar[type[NoParameters]] = NoParameters
    http_method_names = ["get", "head", "options"]

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:  # type: ignore[override]
        """Outside the transaction that the authoring plane opens around every request: reading needs none."""
        view: Callable[..., HttpResponseBase] = non_atomic_requests(super().as_view(**initkwargs))
        return view

    def get(self, request: Request, **address: str) -> HttpResponseBase:
        if any("\0" in str(part) for part in address.values()):
            raise Http404  # PostgreSQL's text holds no such character
        return self.answer(request, cast(P, parse(self.parameters, request.GET)), **address)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        return HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})

    def answer(self, request: Request, parameters: P, **address: str) -> HttpResponseBase:
        raise NotImplementedError


def cache_control(time_left: timedelta | None = None) -> str:
    """How long caches may keep an answer and, by RFC 5861, how long an old one; nowhere beyond the time left."""
    left = STALE_IF_ERROR_SECONDS + FRESH_SECONDS if time_left is None else int(time_left.total_seconds())
    fresh = min(FRESH_SECONDS, left)
    while_revalidate = min(STALE_WHILE_REVALIDATE_SECONDS, left - fresh)
    if_error = min(STALE_IF_ERROR_SECONDS, left - fresh)
    return f"public, max-age={fresh}, stale-while-revalidate={while_revalidate}, stale-if-error={if_error}"


def reply(
    request: Request,
    body: bytes,
    *,
    etag: str | None = None,
    modified: datetime | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponseBase:
    """200 with validators, or 304 when the client has it. Without an ``etag`` the body's own digest serves."""
    tag = f'"{etag or hashlib.sha256(body).hexdigest()[:32]}"'
    fields = {"ETag": tag, "Cache-Control": cache_control()} | dict(headers or {})
    response = HttpResponse(body, content_type=JSON, headers=fields)
    timestamp = None
    if modified is not None:
        timestamp = int(modified.timestamp())
        response["Last-Modified"] = http_date(timestamp)
    django_request: HttpRequest = request._request
    conditional = get_conditional_response(django_request, etag=tag, last_modified=timestamp, response=response)
    return cast(HttpResponseBase, conditional)
