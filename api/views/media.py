"""Files of pictures and uploaded documents: whether somebody may have one is decided here, and the proxy sends it."""

from collections.abc import Mapping
from functools import cached_property
from typing import cast
from urllib.parse import quote

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.access.models import ApiKey
from api.http.cache_keys import cache_headers
from api.http.files import file_headers
from api.http.problems import NeverExisted
from api.http.responses import Response
from api.log.files import MediaFile, find_file
from api.parameters.models import NoParameters
from api.views.keyed.base import KeyedView

SENT_FROM = "/stored/"
"""Where the proxy finds the folder of media, and nobody else (``examples/nginx/delivery.conf``)."""
KEPT = "public, max-age=3600, s-maxage=60"
"""A browser has seen it already. Caches for many ask again each minute, which costs a 304: not all can be told."""


class MediaView(KeyedView[NoParameters]):
    """What is not public is as if it had never been, but for the record's key: documents of the past show it."""

    is_negotiated = False

    @cached_property
    def found(self) -> MediaFile | None:
        return find_file(self.kwargs["name"])

    @property
    def is_public(self) -> bool:
        return self.found is not None and self.found.is_public

    def needs_key(self) -> bool:
        return not self.is_public and "HTTP_AUTHORIZATION" in self.request.META

    def get(self, request: Request, **address: str) -> HttpResponseBase:
        """Whatever stands after a question mark: some put numbers there, so that caches forget."""
        return self.answer(request, NoParameters(), **address)

    def answer(self, request: Request, parameters: NoParameters, **address: str) -> HttpResponseBase:
        if self.found is None or not (self.is_public or opens_all(request)):
            raise NeverExisted("There is no such file, or nothing that is published shows it.")
        kept = {"Cache-Control": KEPT, **cache_headers(self.found.cache_keys)}
        return self.send(request, address["name"], headers=file_headers(address["name"]) | kept)

    def send(self, request: HttpRequest, name: str, *, headers: Mapping[str, str]) -> HttpResponseBase:
        return Response(b"", headers={**headers, "X-Accel-Redirect": SENT_FROM + quote(name)})


def opens_all(request: Request) -> bool:
    """A key for some types or languages opens no file: nothing says whose editions showed it."""
    key = cast(ApiKey | None, request.auth)
    return key is not None and not key.is_narrow
