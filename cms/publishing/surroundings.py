"""What decides about every page alike: where sites begin, and what is private. Read once for a serialisation."""

import json
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from wagtail.models import Page
from wagtail.models.sites import SiteRootPath

# Each site's root page and its translations, the most specific first, as Site.get_site_root_paths() has them; whether
# any page is restricted; and the tree paths of restricted collections.
READ = """
SELECT
    ARRAY(
        SELECT jsonb_build_array(site.id, page.url_path, site.hostname, site.port, locale.language_code)
        FROM wagtailcore_site site
        JOIN wagtailcore_page root ON root.id = site.root_page_id
        JOIN wagtailcore_page page ON page.translation_key = root.translation_key
        JOIN wagtailcore_locale locale ON locale.id = page.locale_id
        ORDER BY page.url_path DESC, site.is_default_site DESC, site.hostname, page.id
    ),
    EXISTS (SELECT FROM wagtailcore_pageviewrestriction),
    ARRAY(
        SELECT collection.path FROM wagtailcore_collectionviewrestriction restriction
        JOIN wagtailcore_collection collection ON collection.id = restriction.collection_id
    )
"""

# By hand, because every publication asks it: the query costs a fifth of what an ORM makes of it.
ABOVE = "SELECT id, title, live, url_path, path, depth FROM wagtailcore_page WHERE path = ANY(%s) ORDER BY path"


class Surroundings:
    """As the database says when they are first asked for. Several serialisations in one transaction may share them.

    Wagtail keeps the roots of sites in the process's cache for an hour, where another process's change is not seen. So
    they are read here, and given to Wagtail as the object that it caches them on.
    """

    def __init__(self) -> None:
        self.above: dict[str, list[Page]] = {}
        self.addresses: dict[str, tuple[int, str, str] | None] = {}
        self.built: dict[Any, Any] = {}
        """What choosers chose, as it was built, with the keys it was made from."""

    def ancestors(self, page: Page) -> list[Page]:
        """From the top down, without Wagtail's own root. Read once for all pages below one parent."""
        parent = page.path[: -page.steplen]
        if parent not in self.above:
            paths = [parent[:end] for end in range(2 * page.steplen, len(parent) + 1, page.steplen)]
            self.above[parent] = list(Page.objects.raw(ABOVE, [paths]))
        return self.above[parent]

    @cached_property
    def _read(self) -> tuple[list[Any], bool, list[str]]:
        with connection.cursor() as cursor:
            cursor.execute(READ)
            row: tuple[list[Any], bool, list[str]] = cursor.fetchone()
        return row

    @cached_property
    def _wagtail_cached_site_root_paths(self) -> list[Any]:
        return [
            SiteRootPath(site_id, url_path, root_url(hostname, port), language)
            for site_id, url_path, hostname, port, language in map(parsed, self._read[0])
        ]

    @property
    def has_private_pages(self) -> bool:
        return self._read[1]

    @property
    def private_collections(self) -> list[str]:
        """Tree paths of the collections that are restricted themselves. Everything below them is, too."""
        return self._read[2]

    def address_of(self, page: Page) -> tuple[int, str, str] | None:
        """Id of the site, its root address, and the page's path; None when it is below no site's root.

        The path must not depend on the language of whoever publishes: Wagtail would use their variant of it.
        """
        if page.url_path not in self.addresses:
            with translation.override(settings.LANGUAGE_CODE):
                self.addresses[page.url_path] = page.get_url_parts(self)
        return self.addresses[page.url_path]

    def is_public(self, instance: Any) -> bool:
        """Live, not expired, not restricted, and below the root of a site. For snippets: live and not expired."""
        if not getattr(instance, "live", True) or is_expired(instance):
            return False
        return not isinstance(instance, Page) or self.is_open(instance)

    def is_open(self, page: Page) -> bool:
        """Not behind a login, password or group, itself or through a page above it, and reachable on a site."""
        is_private = self.has_private_pages and page.get_view_restrictions().exists()
        return not is_private and self.address_of(page) is not None

    def is_shown(self, item: Any) -> bool:
        """Whether the collection of an image or document is open to everybody."""
        private = self.private_collections
        return not (private and any(item.collection.path.startswith(path) for path in private))


def parsed(value: Any) -> Any:
    """Django has psycopg leave JSON as text."""
    return json.loads(value) if isinstance(value, str) else value


def root_url(hostname: str, port: int) -> str:
    if port == 443:
        return f"https://{hostname}"
    return f"http://{hostname}" if port == 80 else f"http://{hostname}:{port}"


def is_expired(instance: Any) -> bool:
    """Due, whether or not the schedule has found it yet."""
    expires = getattr(instance, "expire_at", None)
    return bool(expires is not None and expires <= timezone.now())
