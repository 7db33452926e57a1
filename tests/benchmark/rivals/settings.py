"""The rivals' process: Wagtail as the project has it, and none of the middleware that reading does not need."""

import os

import dj_database_url

from cms.settings.base import *  # noqa: F403
from cms.settings.base import INSTALLED_APPS, STORAGES

DEBUG = False
SECRET_KEY = "of-the-benchmark-alone-which-signs-nothing-of-any-value"
ALLOWED_HOSTS = ["*"]
# The first adds what the APIs show to the page model, before they look at it.
INSTALLED_APPS = ["tests.benchmark.rivals.apps.RivalsConfig", *INSTALLED_APPS, "wagtail.api.v2", "wagtail.api.v3"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "tests.benchmark.rivals.urls"
WSGI_APPLICATION = "tests.benchmark.rivals.wsgi.application"
# As tuned as the delivery plane's.
CONNECTION = {"server_side_binding": True, "prepare_threshold": 0}
DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=None) | {"OPTIONS": CONNECTION}}
# As Wagtail's documentation advises: addresses of pictures in sizes are kept.
CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} for name in ("default", "renditions")}
MEDIA_ROOT = os.environ.get("RIVALS_MEDIA", "")
MEDIA_URL = "/media/"
# Files as Django has them: the project's own storage gives addresses of its admin, which is not here.
FILES = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
STORAGES = STORAGES | {
    "default": FILES,
    "renditions": FILES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
HTTP_CACHES = WEBHOOK_ALLOWED_NETWORKS = ()
RATE_LIMITS = {"QUOTA": None, "STORAGE": "memory://", "EXEMPT": (), "PROXIES": 0}
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_SEARCH_ENABLED = True
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
