"""Rich text from Wagtail's database format to clean, safe HTML with links that lead somewhere."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import nh3
from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ObjectDoesNotExist
from wagtail.documents import get_document_model
from wagtail.models import Page

from api.contract.values import DocumentLink

if TYPE_CHECKING:
    from cms.publishing.context import Context

TAGS = {"p", "h4", "h5", "ul", "ol", "li", "strong", "em", "a", "br", "sup", "sub", "abbr"}
ATTRIBUTES = {"a": {"href", "data-type", "data-id"}, "abbr": {"title"}}
SCHEMES = {"http", "https", "mailto", "tel"}
RENAMED = {"b": "strong", "i": "em"}
RENAMED_TAG = re.compile(r"<(/?)([bi])>")
# Anything but text in the tags that editors use most, and elements without text: an opening tag before a closing one.
NEEDS_PARSING = re.compile(
    r"<(?!/?(?:p|b|i|h4|h5|ul|ol|li|br/?)(?: data-block-key=\"\w*\")?>)|<\w[^>]*>\s*</|^[^<]*$|&(?!amp;|lt;|gt;)"
)


def clean(source: str, context: "Context") -> str:
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


def resolve(anchor: Tag, context: "Context") -> None:
    """Give the link its address, or take the link away and leave its words."""
    kind = anchor.get("linktype")
    if kind is None:
        if not is_safe(str(anchor.get("href", ""))):
            anchor.unwrap()
        return
    address = address_of(str(kind), str(anchor.get("id", "")), context)
    if address is None:
        anchor.unwrap()
    else:
        anchor.attrs = dict(address)


def is_safe(href: str) -> bool:
    return urlsplit(href).scheme in SCHEMES or href.startswith(("#", "/"))


def address_of(kind: str, identifier: str, context: "Context") -> dict[str, str] | None:
    if kind == "page":
        return address_of_page(identifier, context)
    if kind == "document":
        return address_of_document(identifier, context)
    return None


def address_of_page(identifier: str, context: "Context") -> dict[str, str] | None:
    context.note(f"page:{identifier}")
    page = Page.objects.filter(pk=int(identifier)).first() if identifier.isdigit() else None
    link = context.reference(page.specific) if page else None
    if not isinstance(link, DocumentLink) or link.path is None:
        return None
    return {"href": link.path, "data-type": link.type, "data-id": str(link.id)}


def address_of_document(identifier: str, context: "Context") -> dict[str, str] | None:
    context.note(f"document:{identifier}")
    try:
        document = get_document_model().objects.get(pk=int(identifier))
    except (ObjectDoesNotExist, ValueError):
        return None
    if not context.is_shown(document):
        return None
    return {"href": document.file.url}


def remove_empty(soup: BeautifulSoup) -> None:
    """Paragraphs that editors leave behind by pressing Enter twice."""
    for tag in soup.find_all(["p", "h4", "h5", "li"]):
        if not tag.get_text().strip() and not tag.find("br"):
            tag.decompose()
