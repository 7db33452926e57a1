"""Who has waited too long is refused at once, so that a queue that has grown is gone in a moment."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from api.http.problems import PREFIX, ReducedCapacity, respond
from api.process.throttled_log import ThrottledLog

PATIENCE = 1.5
"""Seconds that a request waits for its turn. What the database may take comes on top."""
STARTED = "HTTP_X_REQUEST_START"

refusals = ThrottledLog(logging.getLogger(__name__))


class OverdueMiddleware:
    """The server holds requests until a thread is free, and does not say since when. The proxy does: ``X-Request-Start:
    t=1764445200.123``, in seconds since 1970."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.RATE_LIMITS["PROXIES"]:  # then only a client can have written it
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if waited(request.META.get(STARTED, "")) > PATIENCE and request.path.startswith(PREFIX):
            return refuse(request)
        return self.get_response(request)


def waited(started: str) -> float:
    """Seconds; none where it cannot be known."""
    try:
        return time.time() - float(started.removeprefix("t="))
    except ValueError:
        return 0.0


def refuse(request: HttpRequest) -> HttpResponse:
    refusals.warn("Refused %s: more requests than can be answered", request.path)
    error = ReducedCapacity("There are more requests than can be answered now.")
    return respond(error.problem(request.path), headers=error.headers)
