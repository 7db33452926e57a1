"""Old paths and where they lead: Wagtail's redirects as documents."""

from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri
from wagtail.contrib.redirects.models import Redirect

from api.contract.site import (
    RedirectContent,
)
from api.log.paths import old_path
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.keys import DEFAULT_SITE
from cms.publishing.rendering.members import linked, numbered_members
from cms.publishing.rows.sites import default_site


def redirect_content(redirect: Redirect, context: Context) -> RedirectContent | None:
    """None where it leads nowhere, because its page is not public, and for other sites than the default one."""
    if redirect.site is not None:
        context.note(f"site:{redirect.site.pk}")
        if not redirect.site.is_default_site:
            return None
    document = linked(redirect.redirect_page, context)
    location = document.path if document else redirect.redirect_link
    if not location or (redirect.redirect_page_id and not document):
        return None
    return RedirectContent(
        **numbered_members(redirect),
        path=old_path(redirect.old_path),
        location=location if document else without_own_host(location, context),
        permanent=redirect.is_permanent,
        document=document,
        site=redirect.site.hostname if redirect.site else None,
    )


def without_own_host(url: str, context: Context) -> str:
    """Addresses of the default site as paths: front ends know where they stand."""
    context.note(DEFAULT_SITE)
    site = default_site()
    if site is None:
        return url
    context.note(f"site:{site.pk}")
    parts = urlsplit(iri_to_uri(url))
    return parts._replace(scheme="", netloc="").geturl() or "/" if parts.hostname == site.hostname else parts.geturl()
