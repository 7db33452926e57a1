"""The tests: a PostgreSQL of their own in a temporary folder, or the server that DATABASE_URL names."""

import atexit
import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

from cms import postgres
from cms.environment import DevelopmentEnvironment
from cms.settings.base import *  # noqa: F403
from cms.settings.base import STORAGES, authoring

environment = DevelopmentEnvironment.read()
# The first process makes the folder; test workers and the programs that tests start find it here.
if "HOSPITAL_TEST_DATA" not in os.environ:
    os.environ["HOSPITAL_TEST_DATA"] = tempfile.mkdtemp(prefix="hospital-test-")
    # Registered before the server's own clean-up, so it runs after it.
    atexit.register(shutil.rmtree, os.environ["HOSPITAL_TEST_DATA"], ignore_errors=True)
FOLDER = Path(os.environ["HOSPITAL_TEST_DATA"])

# Whatever the environment says: else each of the processes that tests start would compile Django anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Looking for cycles again and again, while all that Wagtail has is loaded and kept, takes a tenth of the time.
gc.set_threshold(100_000, 20, 20)

SECRET_KEY = environment.secret_key
ALLOWED_HOSTS = ["*"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
database = environment.database() if environment.database_url else postgres.database(FOLDER / "postgres", durable=False)
DATABASES = {"default": authoring(database)}
WAITS = environment.waits()
WAITS_OF_WORKER = environment.waits_of_worker()
MEDIA_ROOT = FOLDER / "media"
MEDIA_URL = "/media/"
RECORD_KEY_FOLDER = FOLDER
API_BASE_URL = "http://testserver"
WEBHOOK_ALLOWED_NETWORKS = environment.webhook_allowed_networks
HTTP_CACHES = environment.http_caches()
RATE_LIMITS = environment.rate_limits()
SERVE_MEDIA = SERVE_PAGES = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
