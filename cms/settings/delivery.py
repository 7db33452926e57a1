"""The delivery plane: the public API alone. No Wagtail, no admin, no sessions, no templates, no writing."""

from cms.environment import DeliveryEnvironment
from cms.settings.base import (  # noqa: F401
    CORS_ALLOW_ALL_ORIGINS,
    CORS_ALLOW_METHODS,
    CORS_EXPOSE_HEADERS,
    CORS_URLS_REGEX,
    DEFAULT_AUTO_FIELD,
    LANGUAGE_CODE,
    LANGUAGES,
    REST_FRAMEWORK,
    SECURE_CONTENT_TYPE_NOSNIFF,
    TIME_ZONE,
    USE_TZ,
    logging_to_stderr,
)

environment = DeliveryEnvironment.read()

DEBUG = False
SECRET_KEY = environment.secret_key
ALLOWED_HOSTS = environment.allowed_hosts
USE_I18N = False
WSGI_APPLICATION = "cms.delivery.application"
INSTALLED_APPS = ["api", "rest_framework"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "api.problems.ProblemMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "api.urls"
DATABASES = {"default": environment.database() | {"CONN_MAX_AGE": None}}
LOGGING = logging_to_stderr(environment.log_level)
