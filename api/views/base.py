"""What every view shares: declared parameters, and replies that can be validated and cached."""

import hashlib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, ClassVar, Generic, TypeVar, cast

from django.db.transaction import non_atomic_requests
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_etags
from rest_framework.authentication import BaseAuthentication
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http.lifetimes import cache_control
from api.http.negotiation import Form, preferred
from api.http.problems import exception_handler
from api.http.responses import Response
from api.parameters import reads
from api.parameters.models import NoParameters
from api.parameters.parsing import parse
from api.representations.representation import JSON, PARTIAL

NO_NEGOTIATION = BaseContentNegotiation()
"""DRF's renderers are not used. What a client accepts is ``negotiate``'s to say."""
NOTHING_ASKED = QueryDict()
P = TypeVar("P", bound=NoParameters)
R = TypeVar("R", bound=HttpResponseBase)


class PublicView(APIView, Generic[P]):
    """Reads only, for anybody. Refuses unknown parameters before anything else happens."""

    parameters: ClassVar[type[NoParameters]] = NoParameters
    is_negotiated: ClassVar[bool] = True
    """Whether it looks at ``Accept``."""
    http_method_names = ["get", "head", "options"]
    # Here and not in the settings, which hold for every view on DRF, also those of others beside the API.
    authentication_classes: Sequence[type[BaseAuthentication]] = ()
    permission_classes: Sequence[type[BasePermission]] = ()
    blocks: tuple[str, ...] = ()
    """Names of the types of blocks that the answer holds (``api.parameters.reads``)."""

    @classmethod
    def as_view(cls, **initkwargs: object) -> Callable[..., HttpResponseBase]:  # type: ignore[override]
        """Outside the transaction that the authoring plane opens around every request: reading needs none."""
        view: Callable[..., HttpResponseBase] = non_atomic_requests(super().as_view(**initkwargs))
        return view

    # DRF's hooks, for views whose answers are bytes already, of one version, and for everybody.

    def initialize_request(self, request: HttpRequest, *args: object, **kwargs: object) -> Request:
        made = Request(request, authenticators=self.get_authenticators(), negotiator=NO_NEGOTIATION)
        made.parser_context.clear()  # no body is parsed, and a request that refers to itself is left to the collector
        return made

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Nothing to find out: neither renderer nor version, and nobody to authenticate."""

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], HttpResponse]:
        return exception_handler

    @property
    def default_response_headers(self) -> dict[str, str]:
        return {}

    def finalize_response(self, request: Request, response: R, *args: object, **kwargs: object) -> R:
        return response

    def get(self, request: Request, **address: str) -> HttpResponseBase:
        if any("\0" in str(part) for part in address.values()):
            raise Http404  # PostgreSQL's text holds no such character
        if not all(str(part).isascii() for part in address.values()):
            address = {name: unicodedata.normalize("NFC", part) for name, part in address.items()}
        asked = request
        query = asked.GET if asked.META.get("QUERY_STRING") else NOTHING_ASKED
        parameters = cast(P, parse(self.parameters, query))
        self.media_type = self.negotiate(asked, parameters)
        response = self.answer(request, parameters, **address)
        response.read = reads.count(asked, parameters, media_type=self.media_type, blocks=self.blocks)  # type: ignore[attr-defined]
        return response

    def head(self, request: Request, **address: str) -> HttpResponseBase:
        """Here, because Django would make each view refer to itself, and its answer wait for the garbage collector."""
        return self.get(request, **address)

    def negotiate(self, request: HttpRequest, parameters: P) -> str:
        """The media type to answer with. Raises NotAcceptable."""
        return preferred(request, (in_json(parameters),)) if self.is_negotiated else ""

    def options(self, request: Request, *args: object, **kwargs: object) -> HttpResponse:  # type: ignore[override]
        return HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})

    def answer(self, request: Request, parameters: P, **address: str) -> HttpResponseBase:
        raise NotImplementedError


def in_json(parameters: NoParameters) -> Form:
    """What the answer is called, then what those mean by it who know the other name alone."""
    return (JSON, PARTIAL) if getattr(parameters, "fields", None) is None else (PARTIAL, JSON)


SomeView = PublicView[Any]
"""Of whatever parameters."""
CONDITIONAL = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"}


REPEATED = ("Cache-Control", "Content-Location", "ETag", "Last-Modified", "Vary")
"""What a 304 tells again: RFC 9110 section 15.4.5, and when it was modified, as Django does."""


def validators_of(request: Request) -> list[str]:
    """What ``If-None-Match`` names."""
    named: str | None = request.META.get("HTTP_IF_NONE_MATCH")
    return parse_etags(named) if named else []


def digest_of(body: bytes) -> str:
    """A validator for what has none."""
    return hashlib.sha256(body).hexdigest()[:32]


date_header = lru_cache(maxsize=1024)(http_date)


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
    tag = f'"{etag or digest_of(body)}"'
    fields = {"ETag": tag, **(headers or {})}
    if "Cache-Control" not in fields:
        fields["Cache-Control"] = cache_control()
    timestamp = None
    if modified is not None:
        timestamp = int(modified.timestamp())
        fields["Last-Modified"] = date_header(timestamp)
    fields["Content-Type"] = content_type
    django_request: HttpRequest = request
    conditional = None
    if not CONDITIONAL.isdisjoint(django_request.META):
        conditional = get_conditional_response(django_request, etag=tag, last_modified=timestamp)
    if conditional is None:
        return Response(body, headers=fields)
    if conditional.status_code == 304:
        return Response(b"", status=304, headers={name: fields[name] for name in REPEATED if name in fields})
    return conditional
