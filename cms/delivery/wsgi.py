"""The delivery plane's WSGI application."""

import gc
import os
from collections.abc import Callable
from typing import Any, cast

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import connections
from django.http import HttpResponse
from django.urls import get_resolver

# Whatever the surroundings say: this process must never serve the admin.
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.delivery"
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402

from api.process.counts import COUNTS  # noqa: E402
from cms.delivery.role import refuse_excess  # noqa: E402  it needs the settings
from cms.delivery.watchdog import Watchdog  # noqa: E402

if settings.READ_ROLE_ONLY:
    refuse_excess()

handler = WSGIHandler()
watchdog = Watchdog()

# So the first request finds everything there, and the garbage collector does not go through what stays for good.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """As Django's handler does, without its signals, which take a tenth of the time and serve nothing here: they forget
    queries, empty caches, and look after connections, of which only those that have failed need it.

    A list, because granian sends that at once.
    """
    connection = connections["default"]
    COUNTS.start()
    watchdog.begin(connection)
    try:
        response = cast(HttpResponse, handler.get_response(WSGIRequest(environ)))
    finally:
        watchdog.end(connection)
    if connection.errors_occurred:
        connection.close_if_unusable_or_obsolete()
    start_response(f"{response.status_code} {response.reason_phrase}", [*response.items()])
    return [response.content]
