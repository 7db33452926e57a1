"""A developer's machine and the demo: embedded PostgreSQL, plain HTTP, no build of static files."""

from cms import logs
from cms.environment import DevelopmentEnvironment
from cms.settings.base import *  # noqa: F403
from cms.settings.base import STORAGES, authoring

environment = DevelopmentEnvironment.read()

DEBUG = True
SECRET_KEY = environment.secret_key
ALLOWED_HOSTS = environment.allowed_hosts
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
DATABASES = {"default": authoring(environment.database())}
WAITS = environment.waits()
WAITS_OF_WORKER = environment.waits_of_worker()
MEDIA_ROOT = environment.hospital_data / "media"
MEDIA_URL = environment.media_url
RECORD_KEY_FOLDER = environment.hospital_data
API_BASE_URL = WAGTAILADMIN_BASE_URL = environment.api_base_url  # one process serves both
WEBHOOK_ALLOWED_NETWORKS = environment.webhook_allowed_networks
HTTP_CACHES = environment.http_caches()
COUNT_SEARCHES = environment.count_searches
RATE_LIMITS = environment.rate_limits()
WAGTAIL_SITE_NAME = environment.hospital_name
HOSPITAL_MARK = environment.hospital_mark
TIME_ZONE = environment.time_zone
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.console.EmailBackend"
SERVE_MEDIA = SERVE_PAGES = True
LOGGING = logs.to_stderr("WARNING")
