"""Announces what will go: RFC 9745 (Deprecation) and RFC 8594 (Sunset).

Ask ``manage.py usage --of`` who still reads it, add an ``Announcement`` to ``ANNOUNCED``, and a line to the changelog
that says what to use instead.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from api.http import reads
from api.http.problems import PREFIX


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """An address, or a parameter or member of it, or a type of block is deprecated."""

    name: str
    """What, as ``api.http.reads`` names it: ``v1 changes``, ``v1 procedure ?format``, ``v1 procedure sections.also``,
    ``v1 block cost``."""
    deprecated: datetime
    """Since when; may be ahead."""
    sunset: datetime | None = None
    """From when on it may not be answered any more; not before ``deprecated``."""
    guide: str
    """Address of the page that says what to use instead."""

    def __post_init__(self) -> None:
        if self.sunset is not None and self.sunset < self.deprecated:
            raise ValueError("Sunset must not be earlier than Deprecation (RFC 9745 section 4).")


ANNOUNCED: tuple[Announcement, ...] = ()


class DeprecationMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if ANNOUNCED and request.path.startswith(PREFIX):
            read = names_of(request, response)
            announce(response, [each for each in ANNOUNCED if reads.is_used(each.name, read)])
        return response


def names_of(request: HttpRequest, response: HttpResponse) -> Iterable[str]:
    """What the answer gave; of an error, what was asked."""
    if (read := getattr(response, "read", None)) is not None:
        return tuple(read)
    view = request.resolver_match.url_name if request.resolver_match else None
    return (reads.address(view), *(reads.parameter(view, name) for name in request.GET)) if view else ()


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
