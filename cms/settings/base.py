"""Settings that hold everywhere, safe for production. What differs stands in the modules beside this one."""

from typing import Any

from api.contract.base import VERSION
from cms.environment import ROOT

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

INSTALLED_APPS = [
    "cms",
    "cms.delivery",
    "cms.webhooks",
    "procedures",
    "api",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "drf_spectacular",
    "procrastinate.contrib.django",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

# Both planes: what holds for every answer of the API, from the outside in.
API_MIDDLEWARE = [
    "api.http.cors.CrossOriginMiddleware",
    "api.http.compression.CompressionMiddleware",
    "api.http.rate_limits.RateLimitMiddleware",
    "api.http.deprecation.DeprecationMiddleware",
    "api.http.problems.ProblemMiddleware",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.AdminCompressionMiddleware",
    *API_MIDDLEWARE,
    "cms.middleware.NoCookiesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.PagesLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.middleware.AdminPublishingMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.middleware.PagesRedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin shows previews in a frame of its own

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("es", "Español")]
WAGTAIL_I18N_ENABLED = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STORAGES = {
    "default": {"BACKEND": "cms.media.storage.UploadStorage"},
    "renditions": {"BACKEND": "cms.media.storage.RenditionStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Wagtail's own background tasks go to the same queue as the kernel's (docs/adr/0013).
TASKS = {"default": {"BACKEND": "cms.task_backend.ProcrastinateBackend", "QUEUES": []}}
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}
WORKER_STALLED_AFTER = 30.0  # seconds without a sign of life, after which another worker takes its jobs

PHONE_REGION = "US"  # of numbers written without a country code

WAGTAIL_SITE_NAME = "Hospital content"
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
WAGTAILIMAGES_IMAGE_MODEL = "cms.ContentImage"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.media.forms.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
WAGTAIL_AUTOSAVE_INTERVAL = 3000
# The admin asks nothing of other hosts: no avatars, no news, no version check.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# A treatment page may hold hundreds of small fields; Django's limit is 1,000 a form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.http.problems.exception_handler",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Hospital content",
    "VERSION": VERSION,
    "DESCRIPTION": "What the hospital has published: treatments and what stands around them, as JSON. Read with GET "
    "and HEAD. No key is needed, but for what was published in the past. `locale` chooses the language; an unknown "
    "parameter or value is an error that names what is allowed. Errors are problem details (RFC 9457).",
    "TAGS": [
        {"name": "entry", "description": "Where a client starts."},
        {"name": "procedures", "description": "Treatments."},
        {"name": "pages", "description": "Home page, treatment index, pages of information."},
        {"name": "specialties", "description": "Departments and their treatments."},
        {"name": "conditions", "description": "What treatments are for."},
        {"name": "clinicians", "description": "People who treat."},
        {"name": "locations", "description": "Places to be treated at."},
        {"name": "navigation", "description": "Menus."},
        {"name": "alerts", "description": "What readers must know now."},
        {"name": "site", "description": "What stands around every page."},
        {"name": "redirects", "description": "Old paths, and where they lead."},
        {"name": "synonyms", "description": "Words that mean the same, for a search of your own."},
        {"name": "picks", "description": "What editors recommend for a search."},
        {"name": "urgent", "description": "Where somebody in danger finds help, by what they search for."},
        {"name": "resolve", "description": "From a path of the front end to a page."},
        {"name": "search", "description": "What readers mean, and what to offer while they type."},
        {"name": "changes", "description": "What is published and withdrawn, in order."},
        {"name": "record", "description": "What was published in the past; needs a key."},
        {"name": "health", "description": "Whether the process runs, and whether it can answer."},
    ],
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1/",
    "POSTPROCESSING_HOOKS": [],
    # export_openapi --check covers the addresses of the API; the check would look at the admin's.
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
    "SORT_OPERATIONS": False,
}


def authoring(database: dict[str, object]) -> dict[str, object]:
    """For the planes that write: one transaction for each request, so that a page and its edition are published
    together or not at all.

    Publishing says the same statements again and again (docs/adr/0024); a connection plans them once, for any values.
    """
    options = {"prepare_threshold": 1, "options": "-c plan_cache_mode=force_generic_plan"}
    return connected(database, options) | {"ATOMIC_REQUESTS": True}


def connected(database: dict[str, Any], options: dict[str, object]) -> dict[str, object]:
    """With options of its connections. What stands in DATABASE_URL goes before them."""
    return database | {"OPTIONS": options | database.get("OPTIONS", {})}


def logging_to_stderr(level: str) -> dict[str, object]:
    """One line for each event on standard error, which container platforms collect."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        # It tells of every command that it knows its own tasks.
        "loggers": {"procrastinate.blueprints": {"level": "WARNING"}},
    }
