"""Addresses of documents in this API, for answers that name many: ``reverse`` takes the patterns apart each time."""

from functools import cache
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse

from api.contract.catalogue import CATALOGUE

ANY_SLUG = "any"


def absolute(path: str) -> str:
    """Where clients reach a path of this process, script prefix included. By configuration: a request may name any
    host, and what it names would be kept by caches for everybody."""
    return f"{settings.API_BASE_URL}{path}"


def address_of(request: HttpRequest) -> str:
    """What was asked for, query string included."""
    return absolute(request.get_full_path())


class Addresses:
    """Of documents, as of one request."""

    def __init__(self, host: str = "") -> None:
        """``host`` with its scheme, without a slash at its end, goes before each."""
        self.host = host
        self.script_prefix = get_script_prefix()

    def of(self, type_name: str, slug: str, locale: str) -> str:
        return f"{self.host}{collection_of(type_name, self.script_prefix)}{last_part(type_name, slug)}{query(locale)}"


@cache
def collection_of(type_name: str, script_prefix: str) -> str:
    """``reverse`` puts the script prefix, where the application is mounted, in front by itself."""
    slug = CATALOGUE[type_name].only_slug
    address = reverse(f"api:{type_name}", kwargs={"slug": slug or ANY_SLUG})
    return address if slug else address.removesuffix(f"{ANY_SLUG}/")


def last_part(type_name: str, slug: str) -> str:
    return "" if CATALOGUE[type_name].only_slug else f"{quote(slug)}/"


@cache
def query(locale: str) -> str:
    return "?" + urlencode({"locale": locale})
