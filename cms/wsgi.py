"""The authoring plane: Wagtail's admin, previews, and the API beside them."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
handler = get_wsgi_application()

from api.process.counts import COUNTS  # noqa: E402  it needs the settings
from cms.waits import limit_waits  # noqa: E402

limit_waits(settings.WAITS)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    COUNTS.start()
    return handler(environ, start_response)
