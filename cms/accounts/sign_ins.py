"""Signing in and out, by every door: counted, and told."""

from collections.abc import Mapping

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from cms.accounts import events, sessions
from cms.accounts.backends import COUNTED, WAIT
from cms.accounts.throttle import Attempt, remember, seconds_to_wait, take_back


def connect() -> None:
    user_logged_in.connect(on_signed_in)
    user_login_failed.connect(on_failed)
    user_logged_out.connect(on_signed_out)


def on_signed_in(sender: object, request: HttpRequest, user: AbstractBaseUser, **rest: object) -> None:
    attempt = Attempt.of(user.get_username(), request)
    if request.META.pop(COUNTED, False):
        take_back(attempt)
    remember(attempt)
    sessions.begin(request)
    events.record(events.SIGNED_IN, user, by=user, request=request)


def on_failed(
    sender: object, credentials: Mapping[str, str], request: HttpRequest | None = None, **rest: object
) -> None:
    name = credentials.get("username")
    if request is None or name is None:
        return
    user = get_user_model()._default_manager.filter(**{get_user_model().USERNAME_FIELD: name}).first()
    if WAIT in request.META:
        events.tell(events.REFUSED, user, request=request)
        return
    is_last = seconds_to_wait(Attempt.of(name, request)) > 0
    for event in [events.FAILED, *([events.LOCKED_OUT] if is_last else [])]:
        if user:
            events.record(event, user, request=request)
        else:
            events.tell(event, request=request)


def on_signed_out(sender: object, request: HttpRequest, user: AbstractBaseUser | None, **rest: object) -> None:
    if user is not None:
        events.record(
            events.SESSION_ENDED if sessions.is_over(request) else events.SIGNED_OUT, user, by=user, request=request
        )
