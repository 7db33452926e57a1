"""The authoring plane: Wagtail's admin, previews, and the API beside them."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from cms.waits import limit_waits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
application = get_wsgi_application()
limit_waits(settings.WAITS)
