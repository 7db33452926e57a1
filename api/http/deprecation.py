"""Announces what will go: RFC 9745 (Deprecation) and RFC 8594 (Sunset).

Add an ``Announcement`` to ``ANNOUNCED``, and a line to the changelog that says what to use instead.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from api.http.problems import PREFIX


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """A whole address, or one parameter of it, is deprecated."""

    view: str
    """Name of the address in ``api.urls``, for example ``changes``."""
    parameter: str | None = None
    deprecated: datetime
    """Since when; may be ahead."""
    sunset: datetime | None = None
    """From when on it may not answer any more; not before ``deprecated``."""
    guide: str
    """Address of the page that says what to use instead."""

    def __post_init__(self) -> None:
        if self.sunset is not None and self.sunset < self.deprecated:
            raise ValueError("Sunset must not be earlier than Deprecation (RFC 9745 section 4).")

    def concerns(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        is_here = match is not None and match.view_name == f"api:{self.view}"
        return is_here and (self.parameter is None or self.parameter in request.GET)


ANNOUNCED: tuple[Announcement, ...] = ()


class DeprecationMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if ANNOUNCED and request.path.startswith(PREFIX):
            announce(response, [each for each in ANNOUNCED if each.concerns(request)])
        return response


def announce(response: HttpResponse, announcements: Iterable[Announcement]) -> None:
    """Where several concern a request, the one that goes first."""
    first = min(announcements, key=goes_at, default=None)
    if first is None:
        return
    links = [response["Link"]] if "Link" in response.headers else []
    response["Deprecation"] = f"@{int(first.deprecated.timestamp())}"
    links.append(f'<{first.guide}>; rel="deprecation"')
    if first.sunset is not None:
        response["Sunset"] = http_date(first.sunset.timestamp())
        links.append(f'<{first.guide}>; rel="sunset"')
    response["Link"] = ", ".join(links)


def goes_at(announcement: Announcement) -> datetime:
    return announcement.sunset or datetime.max.replace(tzinfo=UTC)
