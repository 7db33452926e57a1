"""Compresses each body once: what was compressed is kept for the next client that asks for the same.

Each coding of a body is a representation of its own, with a strong validator of its own (RFC 9110 section 8.8.3.3):
the view's, with the coding behind it. Views know nothing of that. They see the validators that clients sent without the
coding, so that a client with any coding of the current body gets its 304.
"""

import gzip
import re
import sys
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

from api.http.accept_encoding import IDENTITY, choose, refuses_identity
from api.http.problems import PREFIX
from api.process.bodies import BODIES
from api.process.memoized import memoized

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

WORTH_COMPRESSING = 1000
"""Bytes. Shorter bodies fit into the packet that carries the headers."""

# The first is what a client gets that likes all the same. Levels from which on more time gains little.
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=5)),
    "zstd": lambda body: zstd.compress(body, 10),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
OFFERED = (*CODINGS,)
TEXT = re.compile(r"text/|application/(.*[+])?json\b")
"""Media types that are worth compressing."""


class CompressionMiddleware:
    """For answers of the API. Everything else may mix secrets with what clients send, which compression can betray."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        known = []
        if "HTTP_IF_NONE_MATCH" in request.META:
            known = parse_etags(request.META["HTTP_IF_NONE_MATCH"])
            request.META["HTTP_IF_NONE_MATCH"] = ", ".join(map(without_coding, known))
        response = self.get_response(request)
        coding = choose(request.META.get("HTTP_ACCEPT_ENCODING"), offered=OFFERED)
        if response.status_code == 304:
            vary_by_encoding(response)
            confirm(response, known, coding)
        elif response.content and is_text(response.headers.get("Content-Type", "")):
            vary_by_encoding(response)
            if coding != IDENTITY and is_worth_it(request, response):
                self.compress(request, response, coding)
        tell_length(response)
        if request.method == "HEAD":
            response.content = b""
        return response

    def compress(self, request: HttpRequest, response: HttpResponse, coding: str) -> None:
        tag = response.headers.get("ETag")
        kept_by = None if "no-store" in response.headers.get("Cache-Control", "") else tag
        response.content = self.compressed(request.get_full_path(), response.content, kept_by, coding)
        response["Content-Encoding"] = coding
        if tag is not None:
            response["ETag"] = with_coding(tag, coding)

    def compressed(self, address: str, body: bytes, tag: str | None, coding: str) -> bytes:
        """A validator stands for the same bytes at one address only, so the address is part of the key."""
        compress = CODINGS[coding]
        if tag is None:
            return compress(body)
        return BODIES.get_or_make((address, tag, coding), lambda: compress(body))


@memoized
def is_text(media_type: str) -> bool:
    return TEXT.match(media_type) is not None


def vary_by_encoding(response: HttpResponse) -> None:
    named = response.headers.get("Vary")
    response.headers["Vary"] = f"{named}, Accept-Encoding" if named else "Accept-Encoding"


def is_worth_it(request: HttpRequest, response: HttpResponse) -> bool:
    if "Content-Encoding" in response.headers:
        return False
    return len(response.content) >= WORTH_COMPRESSING or refuses_identity(request.META.get("HTTP_ACCEPT_ENCODING"))


def confirm(response: HttpResponse, known: list[str], coding: str) -> None:
    """A 304 names the very validator that the client has, else a cache would not find what to refresh (RFC 9111 4.3.4).

    Of several, the one of the coding that the client would get now.
    """
    current = response.headers.get("ETag", "")
    tags = [strong(tag) for tag in known if without_coding(tag) in (current, f"W/{current}")]
    wanted = with_coding(current, coding)
    if current and (wanted in tags or not tags):
        response["ETag"] = wanted
    elif tags:
        response["ETag"] = tags[0]


def tell_length(response: HttpResponse) -> None:
    """Of the body as it is sent. A 304 may only tell what the 200 would, which it does not know (RFC 9110 8.6)."""
    if response.status_code in (204, 304):
        del response["Content-Length"], response["Content-Type"]
    else:
        response["Content-Length"] = str(len(response.content))


def with_coding(tag: str, coding: str) -> str:
    return tag if coding == IDENTITY else f'{tag[:-1]}-{coding}"'


def without_coding(tag: str) -> str:
    stem, _, end = tag.rpartition("-")
    return f'{stem}"' if end.removesuffix('"') in CODINGS else tag


def strong(tag: str) -> str:
    return tag.removeprefix("W/")
