"""How long somebody stays signed in: a working day at most, and not while nobody is there."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

BEGAN = "cms.accounts.began"
SEEN = "cms.accounts.seen"
"""In the session: seconds since 1970. When somebody signed in, and when somebody was there last."""
NOTED_EVERY = 60
"""Seconds: not every request writes to the database."""
OVER = "cms.accounts.session_is_over"

BY_ITSELF = {
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "publishing:running_results",
    "publishing:updates_results",
}
"""Views that an open page asks without anybody there. Autosaving is none: it follows what somebody typed."""


def begin(request: HttpRequest) -> None:
    if hasattr(request, "session"):
        request.session[BEGAN] = request.session[SEEN] = int(time.time())


def is_over(request: HttpRequest) -> bool:
    """Whether this request found its session ended by a limit."""
    return OVER in request.META


class SessionLimitsMiddleware:
    """Inside of AuthenticationMiddleware and MessageMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Without its cookie nothing is looked up, and the answer varies by none.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
            return self.get_response(request)
        reason = why_over(request)
        if reason:
            end(request, reason)
            return self.get_response(request)
        response = self.get_response(request)
        note_presence(request)
        return response


def why_over(request: HttpRequest) -> str | None:
    now, session = time.time(), request.session
    if now - session.setdefault(BEGAN, int(now)) >= settings.SESSION_COOKIE_AGE:
        return _("You were signed in for as long as a session may last.")
    if now - session.setdefault(SEEN, int(now)) >= settings.SESSION_IDLE_AGE:
        return _("Nothing was done here for {minutes} minutes.").format(minutes=settings.SESSION_IDLE_AGE // 60)
    return None


def end(request: HttpRequest, reason: str) -> None:
    request.META[OVER] = True
    logout(request)
    messages.warning(request, f"{reason} {_('Sign in to go on. What was saved as a draft is there.')}")


def note_presence(request: HttpRequest) -> None:
    match = request.resolver_match
    if match is None or match.view_name in BY_ITSELF or SESSION_KEY not in request.session:
        return
    now = int(time.time())
    if now - request.session.get(SEEN, 0) >= NOTED_EVERY:
        request.session[SEEN] = now
