"""What every view shares: declared parameters, and replies that can be validated and cached."""

import hashlib
from collections.abc import Callable
from datetime import datetime
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
CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"

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
        if any("\0" in part for part in address.values()):
            raise Http404  # PostgreSQL's text holds no such character
        return self.answer(request, cast(P, parse(self.parameters, request.GET)), **address)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        return HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})

    def answer(self, request: Request, parameters: P, **address: str) -> HttpResponseBase:
        raise NotImplementedError


def reply(
    request: Request, body: bytes, *, etag: str | None = None, modified: datetime | None = None, **headers: str
) -> HttpResponseBase:
    """200 with validators, or 304 when the client has it. Without an ``etag`` the body's own digest serves."""
    tag = f'"{etag or hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=JSON, headers={"ETag": tag, "Cache-Control": CACHE_CONTROL})
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    timestamp = None
    if modified is not None:
        timestamp = int(modified.timestamp())
        response["Last-Modified"] = http_date(timestamp)
    django_request: HttpRequest = request._request
    conditional = get_conditional_response(django_request, etag=tag, last_modified=timestamp, response=response)
    return cast(HttpResponseBase, conditional)
