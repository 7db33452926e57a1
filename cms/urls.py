"""Every address of the authoring plane: the API, the admin, and where it is asked for (``READING_VIEW``) uploaded media
and pages as a plain reading view.

Without the reading view its addresses have names all the same, by which Wagtail finds out the paths of pages.
"""

from collections.abc import Iterable
from typing import Never

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls


def nothing(request: HttpRequest, *args: object, **kwargs: object) -> Never:
    raise Http404


def closed(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern]:
    """The same addresses, at which nothing is."""
    return [URLPattern(each.pattern, nothing, name=each.name) for each in patterns if isinstance(each, URLPattern)]


IS_OPEN = settings.READING_VIEW
# Wagtail's own API: the admin asks it for pages alone.
UNUSED = [] if IS_OPEN else [re_path(r"^admin/api/main/(?:images|documents)/", nothing)]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("api.urls")),
    *UNUSED,
    path("admin/", include(wagtailadmin_urls)),
    # The editor of a page with a document link needs these addresses to exist.
    path("documents/", include(wagtaildocs_urls)),
]
if getattr(settings, "SERVE_MEDIA", False):
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})]
pages = wagtail_urls.urlpatterns if IS_OPEN else closed(wagtail_urls.urlpatterns)
urlpatterns += i18n_patterns(path("", include(pages)), prefix_default_language=False)
