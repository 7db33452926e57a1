"""Every address of the authoring plane: the API, the admin, and where it is asked for (``SERVE_PAGES``) pages as a
plain reading view.

Without the reading view its addresses have names all the same, by which Wagtail finds out the paths of pages.
"""

from typing import NoReturn

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from cms.accounts.standing import standing
from cms.accounts.views import ReaderLoginView, ThrottledPasswordResetView
from cms.admin.together.reading import ApproveInFormView, ApproveView
from cms.media.views import SentMediaView
from cms.streamfield.definitions import show_definition
from cms.webhooks.views import TestByKeyView

STEP = "<int:page_id>/<slug:action_name>/<int:task_state_id>/"
LOGIN = "wagtailcore_login"
PASSWORD = "wagtailcore_authenticate_with_password"  # noqa: S105


def not_served(request: HttpRequest, *args: object, **address: object) -> NoReturn:
    """Pages have addresses, which are those of the web site; that is somewhere else."""
    raise Http404


# Wagtail's own API: the admin asks it for pages alone.
UNUSED = [] if settings.SERVE_PAGES else [re_path(r"^admin/api/main/(?:images|documents)/", not_served)]
# Elsewhere a proxy sends the files, and this process only says whether it may.
SENT = [path("media/<path:name>", SentMediaView.as_view())] if getattr(settings, "SERVE_MEDIA", False) else []

urlpatterns: list[URLPattern | URLResolver] = [
    *SENT,
    path("api/v1/webhooks/<int:number>/test/", TestByKeyView.as_view()),
    path("", include("cms.previews.urls")),
    path("", include("cms.guests.urls")),
    path("", include("api.urls")),
    *UNUSED,
    path("admin/password_reset/", ThrottledPasswordResetView.as_view()),
    path("admin/standing/", standing, name="accounts_standing"),
    # Before Wagtail's own, which no browser may keep.
    path("admin/blocks/<str:name>/<str:language>/<slug:digest>.js", show_definition, name="block_definition"),
    # In the place of Wagtail's.
    path(f"admin/pages/workflow/action/{STEP}", require_admin_access(ApproveView.as_view())),
    path(f"admin/pages/workflow/collect_action_data/{STEP}", require_admin_access(ApproveInFormView.as_view())),
    path("admin/", include(wagtailadmin_urls)),
    # The editor of a page with a document link needs these addresses to exist.
    path("documents/", include(wagtaildocs_urls)),
]
page_patterns: list[URLPattern | URLResolver] = [
    path("_util/login/", ReaderLoginView.as_view()),
    path("", include(wagtail_urls)),
]
if not settings.SERVE_PAGES:
    page_patterns = [
        path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
        # Wagtail asks for these names: who may not see a document signs in at the admin's door, the only one.
        path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True), name=LOGIN),
        path("_util/authenticate_with_password/<int:restriction>/<int:page>/", not_served, name=PASSWORD),
        re_path(serve_pattern, not_served, name="wagtail_serve"),
    ]
urlpatterns += i18n_patterns(*page_patterns, prefix_default_language=False)
