"""For any WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmark.rivals.settings"
django = get_wsgi_application()


def application(environ, start_response):
    """As a list, like the delivery plane's, so that granian sends it at once."""
    response = django(environ, start_response)
    try:
        return list(response)
    finally:
        response.close()
