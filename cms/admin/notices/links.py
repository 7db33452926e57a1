"""Links that lead nowhere are told to whoever makes them so: readers never get a dead link, editors never lose one
unseen."""

import re
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from pydantic import BaseModel
from wagtail.admin import messages
from wagtail.models import Page

from api.models import Document
from cms.publishing.publications.registry import publication_of
from cms.publishing.rendering.context import Context, LostLink, build
from cms.publishing.rendering.keys import key_of
from cms.site.snippets import SharedSnippet

TYPED = re.compile(r'<a href="(?P<href>[#/][^"]*)">(?P<words>.*?)</a>')
"""Links to a place of this site that somebody has typed. Chosen ones name their document and are never dead."""
MOST_TOLD = 5


def tell_lost_links(request: HttpRequest, instance: SharedSnippet | Page) -> None:
    """After a page or snippet was published."""
    lost = lost_links(instance)
    if not lost:
        return
    told = "; ".join(
        _("“{words}”, because {reason}").format(words=link.words, reason=link.reason) for link in lost[:MOST_TOLD]
    )
    more = _("; and {number} more").format(number=len(lost) - MOST_TOLD) if len(lost) > MOST_TOLD else ""
    messages.warning(
        request,
        _("Links in “{instance}” that lead nowhere: {told}{more}. Choose other pages, or publish these.").format(
            instance=instance, told=told, more=more
        ),
    )


def tell_who_linked_here(request: HttpRequest, page: Page) -> None:
    """After a page was unpublished or deleted: links to it become plain words."""
    holders = Document.objects.filter(dependencies__contains=[key_of(page)]).exclude(document_id=page.translation_key)
    titles = [document.edition.title for document in holders.select_related("edition").order_by("sort_title")]
    if not titles:
        return
    shown = [f"“{title}”" for title in titles[:MOST_TOLD]]
    shown += [_("{number} more").format(number=len(titles) - MOST_TOLD)] if len(titles) > MOST_TOLD else []
    messages.warning(
        request,
        _("Links to “{page}” are taken away from {titles}.").format(page=page, titles=get_text_list(shown, _("and"))),
    )


def lost_links(instance: SharedSnippet | Page) -> list[LostLink]:
    """Those of the instance as the database has it."""
    publication = publication_of(instance)
    context = Context(locale=instance.locale.language_code)
    if isinstance(instance, Page) and context.address_of(instance) is None:
        return []  # below no site's root, so it is no document
    content = publication.content(instance, context) if publication else build(instance, context)
    if content is None:
        return []
    typed = [found for html in html_in(content.model_dump(mode="json")) for found in TYPED.finditer(html)]
    return [*context.lost_links, *lost_anchors(content, typed), *lost_paths(typed)]


def html_in(value: object) -> Iterator[str]:
    """Every rich text of a document."""
    if isinstance(value, list):
        for item in value:
            yield from html_in(item)
    elif isinstance(value, dict):
        if isinstance(value.get("html"), str):
            yield value["html"]
        for member in value.values():
            yield from html_in(member)


def lost_anchors(content: BaseModel, typed: Iterable[re.Match[str]]) -> Iterator[LostLink]:
    sections = getattr(content, "sections", [])
    there = {part.anchor for section in sections for part in (section, *section.subsections)}
    for found in typed:
        anchor = found["href"].removeprefix("#")
        if found["href"].startswith("#") and anchor not in there:
            yield LostLink(
                strip_tags(found["words"]), _("no heading of the page has the anchor “{anchor}”").format(anchor=anchor)
            )


def lost_paths(typed: Iterable[re.Match[str]]) -> Iterator[LostLink]:
    """Not those below the addresses of uploaded files, which are no pages."""
    paths = {found: re.split("[?#]", found["href"])[0] for found in typed if found["href"].startswith("/")}
    paths = {found: path for found, path in paths.items() if not path.startswith(settings.MEDIA_URL)}
    there = set(Document.objects.filter(path__in=paths.values()).values_list("path", flat=True)) if paths else set()
    for found, path in paths.items():
        if path not in there:
            yield LostLink(strip_tags(found["words"]), _("no page has the address {path}").format(path=path))
