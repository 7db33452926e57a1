"""The delivery plane: the public API alone. No Wagtail, no admin, no sessions, no templates, no writing."""

from cms import logs
from cms.environment import DeliveryEnvironment
from cms.settings.base import (  # noqa: F401
    API_MIDDLEWARE,
    DEFAULT_AUTO_FIELD,
    LANGUAGE_CODE,
    LANGUAGES,
    REST_FRAMEWORK,
    TIME_ZONE,
    USE_TZ,
    connected,
)

environment = DeliveryEnvironment.read()

DEBUG = False
PROBLEMS_BELOW = "/"  # there is nothing else here
API_BASE_URL = environment.api_base_url
SECRET_KEY = environment.secret_key
ALLOWED_HOSTS = environment.allowed_hosts
USE_I18N = False
WSGI_APPLICATION = "cms.delivery.application"
INSTALLED_APPS = ["api", "cms.delivery", "rest_framework"]
CROSS_ORIGIN, *OTHERS = API_MIDDLEWARE
MIDDLEWARE = [
    CROSS_ORIGIN,
    "cms.delivery.overdue.OverdueMiddleware",
    *OTHERS,
    "cms.delivery.dispatch.DispatchMiddleware",
]
ROOT_URLCONF = "api.urls"
# A worker keeps its connection, on which PostgreSQL parses and plans each statement once. With PgBouncer between, see
# docs/operations.md.
CONNECTION = {
    "server_side_binding": True,
    "prepare_threshold": 0,
    "connect_timeout": 2,  # seconds
    "tcp_user_timeout": 3000,  # milliseconds without an answer to what was sent
    # The same when the machine goes after it has taken the query: seconds.
    "keepalives_idle": 1,
    "keepalives_interval": 1,
    # Planning costs more than running: a third of a search is left when plans are made once.
    "options": "-c statement_timeout=2s -c default_transaction_read_only=on -c jit=off"
    " -c plan_cache_mode=force_generic_plan",
}
DATABASES = {
    name: connected(database, CONNECTION) | {"CONN_MAX_AGE": None} for name, database in environment.databases().items()
}
COUNT_SEARCHES = environment.count_searches
READ_ROLE_ONLY = environment.read_role_only
# No accounts here, and none to look for.
REST_FRAMEWORK = REST_FRAMEWORK | {"DEFAULT_AUTHENTICATION_CLASSES": [], "UNAUTHENTICATED_USER": None}
DEFAULT_EXCEPTION_REPORTER_FILTER = "cms.error_reports.SecretsFilter"
RATE_LIMITS = environment.rate_limits()
LOGGING = logs.to_stderr(environment.log_level)
