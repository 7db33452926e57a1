"""Drafts in the hospital's own front end: which one, and how it is opened."""

from urllib.parse import urldefrag

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.previews.models import FrontEnd, is_of_page
from cms.previews.tokens import Shown, issue
from cms.publishing.rows.surroundings import Surroundings

WEB_SITE, PLAIN = "web-site", "plain"
MODES = [(WEB_SITE, _("As on the web site")), (PLAIN, _("Plain page, without the web site’s design"))]
"""What editors choose from; the first of them is shown at first."""
DRAFT, LISTS = "preview", "lists"
"""What stands behind the # of the front end's address, before the token."""


def front_end_of(page: Page) -> FrontEnd | None:
    """Of the page's site; of the default one, where the page has no address yet."""
    by_site = {each.site_id: each for each in FrontEnd.objects.select_related("site")}
    if not by_site:
        return None
    address = Surroundings().address_of(page) if page.url_path else None
    if address:
        return by_site.get(address[0])
    return next((each for each in by_site.values() if each.site.is_default_site), None)


def front_end_of_lists() -> FrontEnd | None:
    """Of the default site."""
    return FrontEnd.objects.filter(site__is_default_site=True).first()


def origins() -> list[str]:
    """Of all front ends that the admin shows in a frame."""
    return sorted({each.origin for each in FrontEnd.objects.all()})


def open_in(front_end: FrontEnd, page: Page, request: HttpRequest) -> HttpResponse:
    """Lead the browser there, to the draft that the request is about."""
    shown = Shown.of(
        page, revision_id=getattr(request, "revision_id", None), has_typing=getattr(request, "is_editing", False)
    )
    return lead_to(front_end, shown, request)


def lead_to(front_end: FrontEnd, shown: Shown, request: HttpRequest) -> HttpResponse:
    """The token stands behind the #, which browsers send to no server and tell to no site."""
    token = issue(shown, request.user)  # type: ignore[arg-type]  # nobody gets here without signing in
    name = DRAFT if is_of_page(shown.content_type) else LISTS
    response = HttpResponseRedirect(f"{urldefrag(front_end.address).url}#{name}={token}")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
