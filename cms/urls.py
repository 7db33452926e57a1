"""Every address of the authoring plane: the API, the admin, uploaded media, and pages as a plain reading view."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.accounts.views import ReaderLoginView, ThrottledPasswordResetView

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("api.urls")),
    path("admin/password_reset/", ThrottledPasswordResetView.as_view()),
    path("admin/", include(wagtailadmin_urls)),
    # The editor of a page with a document link needs these addresses to exist.
    path("documents/", include(wagtaildocs_urls)),
]
if getattr(settings, "SERVE_MEDIA", False):
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})]
urlpatterns += i18n_patterns(
    path("_util/login/", ReaderLoginView.as_view()),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
