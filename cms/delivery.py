"""The delivery plane: the public API alone."""

import os

from django.core.wsgi import get_wsgi_application

# Whatever the surroundings say: this process must never serve the admin.
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.delivery"
application = get_wsgi_application()
