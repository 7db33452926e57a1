"""The delivery plane: the public API alone."""

import gc
import itertools
import os
from collections.abc import Callable, Iterable
from threading import Event, Thread
from typing import Any

from django.core.cache import close_caches
from django.core.handlers.wsgi import get_path_info
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, reset_queries
from django.urls import get_resolver

# Whatever the surroundings say: this process must never serve the admin.
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.delivery"
django = get_wsgi_application()

from django.http import HttpResponse  # noqa: E402  these need the settings

from api.http.cors import EVERY_ANSWER  # noqa: E402
from api.problems import ReducedCapacity, respond  # noqa: E402
from api.views.health import healthy  # noqa: E402
from cms.lanes import Lanes  # noqa: E402

# What Django does around each request and this process has no use for. It looks after its connection once, at the end.
request_started.disconnect(reset_queries)
request_started.disconnect(close_old_connections)
request_finished.disconnect(close_caches)

# So the first request finds everything there, and the garbage collector does not go through what stays for good.
_ = get_resolver().url_patterns
lanes = Lanes()
gc.collect()
gc.freeze()

StartResponse = Callable[..., Any]
LIVENESS = "/healthz"
CLOSE = ("Connection", "close")
is_leaving = Event()
"""Another process takes over."""
TURNS = 16
"""In a crowd, one answer of so many ends its connection: clients that keep theirs must not keep others out."""
turns = itertools.count()


def start() -> None:
    """In a worker, before its first request."""
    Thread(target=lanes.watch, daemon=True).start()


def leave(*_: Any) -> None:
    """From now on every answer closes its connection, so that clients go to another worker with their next request.

    If the server closed connections by itself, it would meet requests that are on their way.
    """
    is_leaving.set()


def application(environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
    """The answer as one list, which granian sends at once; it would take an iterator chunk by chunk."""
    if is_leaving.is_set() or (lanes.is_crowded and next(turns) % TURNS == 0):
        start_response = closing(start_response)
    if environ["PATH_INFO"] == LIVENESS:  # which must not wait, and needs no database
        return send(healthy(), start_response)
    with lanes.one() as has_lane:
        return answer(environ, start_response) if has_lane else refuse(environ, closing(start_response))


def answer(environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
    response = django(environ, start_response)
    try:
        return list(response)
    finally:
        response.close()


def refuse(environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
    error = ReducedCapacity("There are more requests than can be answered now.")
    return send(respond(error.problem(get_path_info(environ)), headers=error.headers | EVERY_ANSWER), start_response)


def send(response: HttpResponse, start_response: StartResponse) -> list[bytes]:
    body: Iterable[bytes] = response
    start_response(f"{response.status_code} {response.reason_phrase}", [*response.items()])
    return list(body)


def closing(start_response: StartResponse) -> StartResponse:
    """The header is the server's business (PEP 3333), but granian has no other way to be told."""

    def start(status: str, headers: list[tuple[str, str]], *others: Any) -> Any:
        return start_response(status, [*headers, CLOSE], *others)

    return start
