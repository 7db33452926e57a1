"""The delivery plane: the public API alone."""

import gc
import os
from collections.abc import Callable
from typing import Any

from django.core.cache import close_caches
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, reset_queries
from django.urls import get_resolver

# Whatever the surroundings say: this process must never serve the admin.
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.delivery"
django = get_wsgi_application()

# What Django does around each request and this process has no use for. It looks after its connection once, at the end.
request_started.disconnect(reset_queries)
request_started.disconnect(close_old_connections)
request_finished.disconnect(close_caches)

# A worker takes requests when this module is loaded. So the first one finds everything there, and the garbage
# collector does not go through what stays for good.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """The answer as one list, which granian sends at once; it would take an iterator chunk by chunk."""
    response = django(environ, start_response)
    try:
        return list(response)
    finally:
        response.close()
