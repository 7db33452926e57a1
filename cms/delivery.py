"""The delivery plane: the public API alone."""

import gc
import itertools
import os
from collections.abc import Callable, Iterable
from threading import Event, Thread
from typing import Any, cast

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest, get_path_info
from django.db import connections
from django.urls import get_resolver

# Whatever the surroundings say: this process must never serve the admin.
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.delivery"
django.setup(set_prefix=False)
handler = WSGIHandler()

from django.http import HttpResponse  # noqa: E402  these need the settings

from api.http.cors import EVERY_ANSWER  # noqa: E402
from api.problems import ReducedCapacity, respond  # noqa: E402
from api.views.health import healthy  # noqa: E402
from cms.lanes import Lanes  # noqa: E402

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
    """As Django's handler does, without its signals, which take a tenth of the time and serve nothing here: they forget
    queries, empty caches, and look after connections, of which only those that have failed need it."""
    response = cast(HttpResponse, handler.get_response(WSGIRequest(environ)))
    body = send(response, start_response)
    connection = connections["default"]
    if connection.errors_occurred:
        connection.close_if_unusable_or_obsolete()
    return body


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
