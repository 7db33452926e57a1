"""The authoring plane in production. Everything that differs between hospitals comes from the environment."""

from cms import logs
from cms.environment import ProductionEnvironment
from cms.settings.base import *  # noqa: F403
from cms.settings.base import authoring

environment = ProductionEnvironment.read()

SECRET_KEY = environment.secret_key
ALLOWED_HOSTS = environment.allowed_hosts
CSRF_TRUSTED_ORIGINS = environment.csrf_trusted_origins
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.secure_cookies
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Connections stay: opening one takes longer than most queries.
DATABASES = {"default": authoring(environment.database()) | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}
WAITS = environment.waits()
WAITS_OF_WORKER = environment.waits_of_worker()
# Where there is TLS, there is nothing else for people; programs are not sent elsewhere.
SECURE_HSTS_SECONDS = environment.hsts_seconds if environment.secure_cookies else 0
SECURE_SSL_REDIRECT = environment.secure_cookies
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^api/"]
MEDIA_ROOT = environment.hospital_data / "media"
MEDIA_URL = environment.absolute_media_url
WEBHOOK_ALLOWED_NETWORKS = environment.webhook_allowed_networks
COUNT_SEARCHES = environment.count_searches
HTTP_CACHES = environment.http_caches()
RATE_LIMITS = environment.rate_limits()
SERVE_PAGES = environment.serve_pages
WAGTAIL_SITE_NAME = environment.hospital_name
HOSPITAL_MARK = environment.hospital_mark
TIME_ZONE = environment.time_zone
WAGTAILADMIN_BASE_URL = environment.admin_base_url
API_BASE_URL = environment.links_begin_with
EMAIL_HOST = environment.email_host
EMAIL_PORT = environment.email_port
EMAIL_HOST_USER = environment.email_host_user
EMAIL_HOST_PASSWORD = environment.email_host_password
EMAIL_USE_TLS = environment.email_use_tls
EMAIL_USE_SSL = environment.email_use_ssl
EMAIL_SUBJECT_PREFIX = f"[{environment.hospital_name}] "
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.default_from_email
RECORD_KEY = environment.record_key
RECORD_OLD_KEYS = environment.record_old_keys
ACCOUNTS_CONTACT = environment.accounts_contact
SESSION_IDLE_AGE = environment.session_idle_minutes * 60
SESSION_COOKIE_AGE = environment.session_hours * 60 * 60
ADMINS = [(address, address) for address in environment.admins]
LOGGING = logs.to_stderr(environment.log_level)
