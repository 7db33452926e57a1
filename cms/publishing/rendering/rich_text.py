"""Rich text from Wagtail's database format to clean, safe HTML with links that lead somewhere."""

import re
from typing import Protocol
from urllib.parse import urlsplit

import nh3
from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel
from wagtail.documents import get_document_model
from wagtail.models import CollectionMember, Page

from api.contract.values import DocumentLink
from cms.publishing.rows.surroundings import Surroundings

TAGS = {"p", "h4", "h5", "ul", "ol", "li", "strong", "em", "a", "br", "sup", "sub", "abbr"}
ATTRIBUTES = {"a": {"href", "data-type", "data-id"}, "abbr": {"title"}}
SCHEMES = {"http", "https", "mailto", "tel"}
WITH_HOST = {"http", "https"}
# Backslashes, control characters, and what no reader sees, such as characters that turn the direction.
UNSAFE = re.compile(
    r"[\\\x00-\x1f\x7f-\xa0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)
RENAMED = {"b": "strong", "i": "em"}
RENAMED_TAG = re.compile(r"<(/?)([bi])>")
# Anything but text in the tags that editors use most, and elements without text: an opening tag before a closing one.
NEEDS_PARSING = re.compile(
    r"<(?!/?(?:p|b|i|strong|em|sup|sub|h4|h5|ul|ol|li|br/?)(?: data-block-key=\"\w*\")?>)"
    r"|<\w[^>]*>\s*</|^[^<]*$|&(?!amp;|lt;|gt;)"
)


class Links(Protocol):
    """What rich text asks of the ``Context`` that it is made in."""

    surroundings: Surroundings

    def note(self, *keys: str) -> None: ...

    def reference(self, instance: Model) -> BaseModel | None: ...

    def is_shown(self, item: CollectionMember) -> bool: ...

    def look_at(self, file: FieldFile, title: str) -> None: ...

    def lose_link(self, words: str, *, reason: str | Promise) -> None: ...


def clean(source: str, context: Links) -> str:
    """HTML of the closed list of tags; empty without text. A link to what is not public leaves its words."""
    if not NEEDS_PARSING.search(source):
        return purified(RENAMED_TAG.sub(lambda tag: f"<{tag[1]}{RENAMED[tag[2]]}>", source))
    soup = BeautifulSoup(source, "html.parser")
    for name, better in RENAMED.items():
        for tag in soup.find_all(name):
            tag.name = better
    for anchor in soup.find_all("a"):
        resolve(anchor, context)
    remove_empty(soup)
    if not soup.get_text().strip():
        return ""
    return purified(str(soup))


def purified(html: str) -> str:
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None).strip()


def resolve(anchor: Tag, context: Links) -> None:
    """Give the link its address, or take the link away, leave its words, and say so."""
    kind = anchor.get("linktype")
    if kind is None:
        anchor["href"] = href = str(anchor.get("href", "")).strip(" ")
        if not is_safe(href):
            lose(anchor, context, reason=format_lazy(_("“{href}” is not a web address"), href=href))
        return
    address = address_of(str(kind), str(anchor.get("id", "")), context)
    if not isinstance(address, dict):
        lose(anchor, context, reason=address)
    else:
        anchor.attrs = dict(address)


def lose(anchor: Tag, context: Links, *, reason: str | Promise) -> None:
    context.lose_link(" ".join(anchor.get_text().split()), reason=reason)
    anchor.unwrap()


def is_safe(href: str) -> bool:
    """An address with a scheme, a path of this site, or an anchor. Whatever else depends on where it stands.

    Browsers take out what is invisible, and read a backslash as a slash (https://url.spec.whatwg.org/#url-parsing), so
    that ``/\\evil.example`` leaves the site: no address needs either.
    """
    try:
        scheme, host, *_ = urlsplit(href)
    except ValueError:
        return False
    if UNSAFE.search(href) or scheme not in SCHEMES | {""}:
        return False
    if scheme in WITH_HOST:
        return host != ""
    return scheme != "" or (href.startswith(("#", "/")) and not href.startswith("//"))


def address_of(kind: str, identifier: str, context: Links) -> dict[str, str] | Promise | str:
    """The attributes of the link, or why there are none."""
    if kind == "page":
        return address_of_page(identifier, context)
    if kind == "document":
        return address_of_document(identifier, context)
    return format_lazy(_("links of the kind “{kind}” are not published"), kind=kind)


def address_of_page(identifier: str, context: Links) -> dict[str, str] | Promise | str:
    context.note(f"page:{identifier}")
    page = Page.objects.filter(pk=int(identifier)).first() if identifier.isdecimal() else None
    if page is None:
        return _("the page has been deleted")
    link = context.reference(page.specific)
    if not isinstance(link, DocumentLink) or link.path is None:
        return format_lazy(_("“{title}” is not public"), title=page.title)
    return {"href": link.path, "data-type": link.type, "data-id": str(link.id)}


def address_of_document(identifier: str, context: Links) -> dict[str, str] | Promise | str:
    context.note(f"document:{identifier}")
    try:
        document = get_document_model().objects.get(pk=int(identifier))
    except (ObjectDoesNotExist, ValueError):
        return _("the file has been deleted")
    if not context.is_shown(document):
        return format_lazy(_("the file “{title}” is private"), title=document.title)
    context.look_at(document.file, document.title)
    return {"href": context.surroundings.address_of_file(str(document.file.name))}


def remove_empty(soup: BeautifulSoup) -> None:
    """Paragraphs that editors leave behind by pressing Enter twice."""
    for tag in soup.find_all(["p", "h4", "h5", "li"]):
        if not tag.get_text().strip() and not tag.find("br"):
            tag.decompose()
