"""Help opens the guide at the chapter of the page one is on."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

CHAPTERS = {
    "pages/add/": "a-new-treatment",
    "pages/": "drafts-preview-publishing",
    "images/": "sections-and-blocks",
    "reports/pictures/": "sections-and-blocks",
    "snippets/cms/alert/": "around-pages-menus-alerts-site-information",
    "snippets/cms/menu/": "around-pages-menus-alerts-site-information",
    "snippets/cms/siteinformation/": "around-pages-menus-alerts-site-information",
    "snippets/": "shared-content",
    "redirects/": "old-addresses-redirects",
    "searchpicks/": "search-recommendations-and-words-that-mean-the-same",
    "snippets/cms/synonyms/": "search-recommendations-and-words-that-mean-the-same",
    "reports/updates/": "updates",
    "releases/": "releases-public-together-or-not-at-all",
    "published/": "what-readers-saw-the-published-history",
    "share/": "sharing-a-draft-with-somebody-without-an-account",
    "reports/shared-links/": "sharing-a-draft-with-somebody-without-an-account",
    "recall/": "recall-readers-must-not-rely-on-it",
    "reports/recalls/": "recall-readers-must-not-rely-on-it",
    "api_keys/": "api-keys",
    "reports/usage/": "api-keys",
}
"""Where an address of the admin begins to the anchor of the chapter about it."""
WAGTAILS = ("whats-new-in-wagtail", "editor-guide")
"""Entries of Wagtail's about itself: they lead to other hosts, and know nothing of treatments."""


def chapter_of(path: str) -> str:
    """The anchor for an address, by the longest beginning that fits; empty for the beginning of the guide."""
    inside = path.removeprefix(reverse("wagtailadmin_home"))
    fitting = [beginning for beginning in CHAPTERS if inside.startswith(beginning)]
    return CHAPTERS[max(fitting, key=len)] if fitting else ""


class GuideMenuItem(MenuItem):
    def render_component(self, request: HttpRequest) -> Component:
        anchor = chapter_of(request.path)
        here = MenuItem(
            self.label,
            f"{self.url}#{anchor}" if anchor else self.url,
            name=self.name,
            icon_name=self.icon_name,
            order=self.order,
        )
        return here.render_component(request)


def without_wagtails(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(WAGTAILS)]
