"""The delivery plane: the public API alone."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.delivery")
application = get_wsgi_application()
