"""The delivery plane: the public API alone."""

import gc
import logging
import os
from collections.abc import Callable
from typing import Any, cast

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest, get_path_info
from django.db import connections
from django.urls import get_resolver

# Whatever the surroundings say: this process must never serve the admin.
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.delivery"
django.setup(set_prefix=False)

from django.http import HttpRequest, HttpResponse  # noqa: E402  these need the settings
from django.http.response import HttpResponseBase  # noqa: E402

from api.http.cors import EVERY_ANSWER  # noqa: E402
from api.http.problems import ReducedCapacity, problem_of, respond  # noqa: E402
from api.process.memoized import memoized  # noqa: E402
from api.process.throttled_log import ThrottledLog  # noqa: E402
from api.views.health import healthy  # noqa: E402

# So the first request finds everything there, and the garbage collector does not go through what stays for good.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()

Environ = dict[str, Any]
refusals = ThrottledLog(logging.getLogger(__name__))
resolve = memoized(get_resolver().resolve)


class Handler(WSGIHandler):
    """Django's, which would go through all patterns for every request, and then looks for what no view here needs:
    transactions, templates, coroutines, hooks of middleware."""

    def _get_response(self, request: HttpRequest) -> HttpResponseBase:
        request.resolver_match = match = resolve(request.path_info)
        return cast(HttpResponseBase, match.func(request, *match.args, **match.kwargs))


handler = Handler()


def answer(environ: Environ) -> HttpResponse:
    """As Django's handler does, without its signals, which take a tenth of the time and serve nothing here: they forget
    queries, empty caches, and look after connections, of which only those that have failed need it."""
    response = cast(HttpResponse, handler.get_response(WSGIRequest(environ)))
    connection = connections["default"]
    if connection.errors_occurred:
        connection.close_if_unusable_or_obsolete()
    return response


def refuse(environ: Environ) -> HttpResponse:
    refusals.warn("Refused %s: more requests than can be answered", get_path_info(environ))
    error = ReducedCapacity("There are more requests than can be answered now.")
    return respond(error.problem(get_path_info(environ)), headers=error.headers | EVERY_ANSWER)


def answer_that_it_lives(_: Environ) -> HttpResponse:
    return healthy()


def answer_of_failure(environ: Environ, error: Exception) -> HttpResponse:
    """Of what not even Django caught."""
    return respond(problem_of(error, instance=get_path_info(environ)), headers=EVERY_ANSWER)


def application(environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:
    """For any WSGI server, which then decides who waits and for how long. ``cms.serving`` has ``cms.receiving``."""
    response = answer(environ)
    start_response(f"{response.status_code} {response.reason_phrase}", [*response.items()])
    return [response.content]
