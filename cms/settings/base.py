"""Settings that hold everywhere, safe for production. What differs stands in the modules beside this one."""

from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.utils.functional import SimpleLazyObject

from api.contract.base import VERSION
from cms.environment import ROOT

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

INSTALLED_APPS = [
    "cms",
    "cms.accounts",
    "cms.delivery",
    "cms.mail",
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
    "cms.middleware.BrowserPoliciesMiddleware",
    "cms.middleware.AdminCompressionMiddleware",
    *API_MIDDLEWARE,
    "cms.middleware.HealthMiddleware",
    "cms.middleware.NoCookiesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.PagesLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "cms.middleware.LargeFormMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.accounts.sessions.SessionLimitsMiddleware",
    "cms.middleware.AdminPublishingMiddleware",
    "cms.middleware.SpreadsheetLanguageMiddleware",
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
    {"NAME": "cms.accounts.changes.LongPasswordValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "cms.accounts.backends.ThrottlingBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# The second is for passwords from before; whoever signs in with one gets the first.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
WAGTAILADMIN_USER_LOGIN_FORM = "cms.accounts.forms.SignInForm"
# Failures (docs/adr/0036): at one account from one address, at one account, from one address; and requests for a new
# password.
SIGN_IN_LIMITS = {
    "here": "10/15 minutes",
    "account": "20/hour",
    "address": "100/15 minutes",
    "reset_account": "5/hour",
    "reset_address": "50/hour",
}
# Links for people without an account (docs/adr/0064) last so many days, unless somebody chooses; and how often an
# address may try unknown ones, and for each link, how often a passphrase may be wrong and something may be said.
SHARE_DAYS = 7
SHARE_MOST_DAYS = 30
SHARE_LIMITS = {"unknown": "60/hour", "passphrases": "10/hour", "words": "30/hour"}
ACCOUNTS_CONTACT = "whoever looks after accounts in your hospital"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # seconds
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds from signing in
SESSION_IDLE_AGE = 60 * 60  # seconds without anybody there
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin shows previews in a frame of its own

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "cms.formats"
LOCALE_PATHS = [Path(__file__).parents[1] / "wagtail_words" / "locale"]  # before those of Wagtail, which lack many
TIME_ZONE = "UTC"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("es", "Español")]
WAGTAIL_I18N_ENABLED = True
# Of the admin: each editor chooses in the account; whoever signs in gets the browser's.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("es", "Español")]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
COUNT_SEARCHES = True  # of what readers did not find, how often it was asked
READ_ROLE_ONLY = True  # the delivery plane refuses a role of the database that may do more

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

# No request waits for a mail server: the worker sends what waits in the database.
EMAIL_BACKEND = "cms.mail.backend.QueueBackend"
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_EXCEPTION_REPORTER_FILTER = "cms.error_reports.SecretsFilter"

PROBLEMS_BELOW = "/api/"  # where every error is a problem (RFC 9457)
API_BASE_URL = "http://localhost:8000"  # what links of the API begin with, whatever Host a request names
PHONE_REGION = "US"  # of numbers written without a country code
READING_GRADE = 8.0  # years of school for which pages are written

# Of records of what was public (docs/adr/0058): PEM. Development has a key of its own, in a folder.
RECORD_KEY = RECORD_OLD_KEYS = ""
RECORD_KEY_FOLDER: Path | None = None
SERVE_PAGES = False  # as HTML, beside the admin
# What bodies of documents are rendered by. When any of it is another, `upgrade_documents` renders them again.
RENDERED_BY = (
    *("api.contract", "api.representations", "api.text"),
    *("cms.blocks", "cms.site", "cms.streamfield", "cms.values"),
    *("cms.publishing.publications", "cms.publishing.rendering", "cms.publishing.rows"),
    *("cms.publishing.sharing", "cms.publishing.translating"),
    *("procedures.blocks", "procedures.content", "procedures.language", "procedures.models", "procedures.values"),
)
RENDERED_BY_SETTINGS = ("LANGUAGES", "MEDIA_URL", "PHONE_REGION")
RENDERED_BY_LIBRARIES = ("beautifulsoup4", "nh3", "phonenumberslite", "pillow", "pydantic", "wagtail", "willow")

WAGTAIL_SITE_NAME = "Hospital content"
HOSPITAL_MARK = ""  # address of a picture; empty: Wagtail's own
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
WAGTAILIMAGES_IMAGE_MODEL = "cms.ContentImage"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.media.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # all are saved, and none is shown by the admin's host
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.admin.finding.search"}}
# Machines have names beside those of places, which no browser knows.
WAGTAIL_USER_TIME_ZONES = SimpleLazyObject(
    lambda: sorted(available_timezones() - {"Factory", "localtime", "posixrules"})
)
WAGTAIL_AUTOSAVE_INTERVAL = 3000
# The admin asks nothing of other hosts: no avatars, no news, no version check.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[object] = []  # pages embed nothing
# A treatment page may hold hundreds of small fields; Django's limit is 1,000 a form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20

# What holds for the API stands in its views (``api.views.base``): the admin has views of Wagtail's on DRF, which need
# DRF's own ideas of who asks.
REST_FRAMEWORK: dict[str, object] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Hospital content",
    "VERSION": VERSION,
    "DESCRIPTION": "What the hospital has published: treatments and what stands around them, as JSON. Read with GET "
    "and HEAD. No key is needed, but for what was published in the past. `locale` chooses the language; an unknown "
    "parameter or value is an error that names what is allowed. Errors are problem details (RFC 9457). Within a major "
    "version members, types of blocks and documents, values of closed lists (languages, too), addresses and optional "
    "parameters are added, and nothing is taken away: take a member, type or value that this file does not name for no "
    "error.",
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
        {"name": "webhooks", "description": "What was sent to receivers of webhooks; needs a key."},
        {"name": "preview", "description": "What would be published now; needs a token of the admin."},
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
    options = {
        "prepare_threshold": 1,
        "options": "-c plan_cache_mode=force_generic_plan",
        "connect_timeout": 5,  # seconds
        "tcp_user_timeout": 15_000,  # milliseconds without an answer to what was sent
        # The same when the machine goes after it has taken the query: seconds.
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
    }
    return connected(database, options) | {"ATOMIC_REQUESTS": True}


def connected(database: dict[str, Any], options: dict[str, object]) -> dict[str, object]:
    """With options of its connections. What stands in DATABASE_URL goes before them."""
    return database | {"OPTIONS": options | database.get("OPTIONS", {})}
