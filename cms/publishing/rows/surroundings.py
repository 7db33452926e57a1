"""What decides about every page alike: where sites begin, and what is private. Read once for a serialisation."""

import json
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from typing import Any, NamedTuple, Self
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import filepath_to_uri
from pydantic import BaseModel
from wagtail.models import CollectionMember, Page
from wagtail.models.sites import SiteRootPath

from api.process.sql import Row, Statement, run
from cms.publishing.rows import clock
from cms.publishing.rows.addresses import SLUG
from cms.publishing.rows.tables import table_of

# Each site's root page and its translations, the most specific first, as Site.get_site_root_paths() has them; whether
# any page is restricted; the tree paths of restricted collections; and languages.
ROOTS = """
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
    ),
    ARRAY(SELECT jsonb_build_array(id, language_code) FROM wagtailcore_locale),
    ARRAY(
        SELECT jsonb_build_array(address.type, locale.language_code, address.pattern, address.parent_id)
        FROM cms_pageaddress address JOIN wagtailcore_locale locale ON locale.id = address.locale_id
    ),
    (SELECT jsonb_build_array(id, hostname, port) FROM wagtailcore_site WHERE is_default_site)
"""


# Other pages in other languages, aliases aside. Most pages have none.
TRANSLATIONS = """
SELECT page.id, other.id FROM wagtailcore_page page
JOIN wagtailcore_page other ON other.translation_key = page.translation_key
WHERE page.id = ANY(%s) AND other.id <> page.id AND other.alias_of_id IS NULL
"""


AddressOf = Callable[[str], str]
"""Where a file of that name is found."""


def public_address(name: str) -> str:
    """Where readers find a file, while it is one of those that anybody may have (``cms.media.reach``)."""
    return urljoin(settings.MEDIA_URL, filepath_to_uri(name) or "")


class Rendition(NamedTuple):
    """An image in a size and format."""

    url: str
    width: int
    height: int


class NamedPage(NamedTuple):
    """A page about a document of a vocabulary."""

    site: int
    path: str
    url: str
    parent: int | None
    """Primary key of the page above it."""


class Surroundings:
    """As the database says when they are first asked for. Several serialisations in one transaction may share them.

    Wagtail keeps the roots of sites in the process's cache for an hour, where another process's change is not seen. So
    they are read here.
    """

    def __init__(self, *, is_looking: bool = False, address_of_file: AddressOf = public_address) -> None:
        """``is_looking``: nothing is made, and files that are shown must be there."""
        self.is_looking = is_looking
        self.address_of_file = address_of_file
        self.above: dict[str, list[Page]] = {}
        self.others: dict[int, list[int]] = {}
        self.today = clock.today()
        """For what changes from one day to the next, and is rendered again then."""
        self.addresses: dict[str, tuple[int, str, str] | None] = {}
        self.renditions: dict[int, dict[str, Rendition]] = {}
        self.built: dict[tuple[object, ...], tuple[BaseModel | None, set[str]]] = {}
        """What choosers chose, as it was built, with the keys it was made from."""

    @classmethod
    def of(cls, rows: Iterable[object]) -> Self:
        """What will be asked for about the rows is read already, in one round trip."""
        found = cls()
        if pages := [row for row in rows if isinstance(row, Page)]:
            found.read(pages)
        return found

    def ancestors(self, page: Page) -> list[Page]:
        """From the top down, without Wagtail's own root."""
        if parent_of(page) not in self.above:
            self.read([page])
        return self.above[parent_of(page)]

    def translations(self, page: Page) -> list[int]:
        """Primary keys of the page in other languages, without aliases."""
        if page.pk not in self.others:
            self.read([page])
        return self.others[page.pk]

    def read(self, pages: Collection[Page]) -> None:
        paths = {parent_of(page): above(page) for page in pages}
        keys = [page.pk for page in pages]
        pages_above = table_of(Page)
        found, others, *roots = run(
            Statement(pages_above.select("path = ANY(%s)"), [list({path for each in paths.values() for path in each})]),
            Statement(TRANSLATIONS, [keys]),
            *([] if "roots" in vars(self) else [Statement(ROOTS)]),
        )
        if roots:
            (self.roots,) = roots
        by_path = {page.path: page for page, _ in pages_above.instances(found)}
        for parent, each in paths.items():
            self.above[parent] = [by_path[path] for path in each if path in by_path]
        for key in keys:
            self.others[key] = [other for page, other in others if page == key]

    @cached_property
    def roots(self) -> list[Row]:
        (rows,) = run(Statement(ROOTS))
        return rows

    @cached_property
    def site_roots(self) -> list[SiteRootPath]:
        return [
            SiteRootPath(site_id, url_path, root_url(hostname, port), language)
            for site_id, url_path, hostname, port, language in map(parsed, self.roots[0][0])
        ]

    @property
    def has_private_pages(self) -> bool:
        return bool(self.roots[0][1])

    @property
    def private_collections(self) -> list[str]:
        """Tree paths of the collections that are restricted themselves. Everything below them is, too."""
        return list(self.roots[0][2])

    @cached_property
    def languages(self) -> dict[int, str]:
        """Tags by primary key of the locale."""
        return dict(map(parsed, self.roots[0][3]))

    def address_of(self, page: Page) -> tuple[int, str, str] | None:
        """Id of the site, its root address, and the page's path; None when it is below no site's root.

        As ``Page.get_url_parts`` has it for the most specific root, but for anybody: Wagtail would use the variant of
        the language in which whoever publishes reads the admin.
        """
        if page.url_path not in self.addresses:
            root = next((root for root in self.site_roots if page.url_path.startswith(root.root_path)), None)
            self.addresses[page.url_path] = root and (
                root.site_id,
                root.root_url,
                served_path(page.url_path.removeprefix(root.root_path), root.language_code),
            )
        return self.addresses[page.url_path]

    @cached_property
    def patterns(self) -> dict[tuple[str, str], tuple[str, int | None]]:
        """By type and language: the pattern of addresses, and the page above them."""
        return {
            (kind, language): (pattern, parent) for kind, language, pattern, parent in map(parsed, self.roots[0][4])
        }

    def page_about(self, kind: str, *, language: str, slug: str) -> "NamedPage | None":
        """Where the default site has the page about a document of a vocabulary; None where it has none."""
        pattern, site = self.patterns.get((kind, language)), self.roots[0][5]
        if pattern is None or site is None:
            return None
        site_id, hostname, port = parsed(site)
        path = pattern[0].replace(SLUG, slug)
        return NamedPage(site_id, path, f"{root_url(hostname, port)}{path}", pattern[1])

    def is_public(self, instance: Model) -> bool:
        """Live, not expired, not restricted, and below the root of a site. For snippets: live and not expired."""
        if not getattr(instance, "live", True) or is_expired(instance):
            return False
        return not isinstance(instance, Page) or self.is_open(instance)

    def is_open(self, page: Page) -> bool:
        """Not behind a login, password or group, itself or through a page above it, and reachable on a site."""
        is_private = self.has_private_pages and page.get_view_restrictions().exists()
        return not is_private and self.address_of(page) is not None

    def is_shown(self, item: CollectionMember) -> bool:
        """Whether the collection of an image or document is open to everybody."""
        private = self.private_collections
        return not (private and any(item.collection.path.startswith(path) for path in private))


def served_path(path: str, language: str) -> str:
    """The front-end path of what lies at a path below a site's root."""
    with translation.override(language):
        return reverse("wagtail_serve", args=(path,))


def parent_of(page: Page) -> str:
    """Its path in Wagtail's tree."""
    return str(page.path[: -page.steplen])


def above(page: Page) -> list[str]:
    """Paths of the pages above it, from the top down, without Wagtail's own root."""
    parent = parent_of(page)
    return [parent[:end] for end in range(2 * page.steplen, len(parent) + 1, page.steplen)]


def parsed(value: str | list[Any]) -> Any:
    """Django has psycopg leave JSON as text."""
    return json.loads(value) if isinstance(value, str) else value


def root_url(hostname: str, port: int) -> str:
    if port == 443:
        return f"https://{hostname}"
    return f"http://{hostname}" if port == 80 else f"http://{hostname}:{port}"


def is_expired(instance: Model) -> bool:
    """Due, whether or not the schedule has found it yet."""
    expires = getattr(instance, "expire_at", None)
    return bool(expires is not None and expires <= clock.now())
