"""Links that lead nowhere, to a place of the program, or to another language."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from api.text.walker import passages_of
from procedures.checks.check import Found, check
from procedures.checks.editors import Told, _, gettext_noop
from procedures.checks.page import Page, Place, pointer

NOWHERE = gettext_noop("Readers who follow it find nothing, and some do not come back.")
_INSIDE = re.compile(
    r"^(?:https?://(?:localhost\b|127\.|10\.|192\.168\.|[^/]*\.(?:local|internal|test)(?:[:/]|$))|file:|javascript:|about:|data:)",
    re.IGNORECASE,
)
_OF_EDITORS = re.compile(
    r"^(?:https?://(?!cms\.gov\b)(?:staging|dev|preview|cms|admin)[.-]|.*/(?:wp-admin|admin/pages)/)", re.IGNORECASE
)
"""By its name a place of a program or for trying out; it may be open to all."""
_UNREAL = re.compile(
    r"^(?:#|https?:/*|www\.?|/\s*#|https?://(?:www\.)?(?:example\.(?:com|org|net)|yourdomain\.\w+|domain\.com)(?:/.*)?|\s*|http://http.*)$",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"^(?:click here|here|this link|link|read more|more|aquí|haga clic aquí|más|este enlace)\W*$", re.IGNORECASE
)
_BARE = re.compile(r"(?<![\w@/])(?:https?://|www\.)[^\s)>\]]{3,}", re.IGNORECASE)


class Link(NamedTuple):
    words: str
    href: str
    is_document: bool
    place: Place


@check("dead-link", severity="error", why=NOWHERE)
def dead_link(page: Page) -> Iterator[Found]:
    """An address that is none, one that only the hospital's computers reach, or a part of the page that is missing."""
    anchors = _anchors(page)
    for link in _links(page):
        if wrong := _is_dead(link, anchors):
            yield Found(
                message=wrong.format(words=link.words, href=link.href),
                remedy=_("Choose where it leads."),
                at=link.place,
                severity="warning" if _OF_EDITORS.match(link.href) else None,
            )


def _is_dead(link: Link, anchors: set[str]) -> Told | None:
    if _UNREAL.match(link.href):
        return _("The link “{words}” has no real address: {href}")
    if _INSIDE.match(link.href) or _OF_EDITORS.match(link.href):
        return _("The link “{words}” leads to a place that readers cannot reach: {href}")
    if link.href.startswith("#") and link.href[1:] not in anchors:
        return _("The link “{words}” leads to a part of the page that is not there: {href}")
    return None


def _anchors(page: Page) -> set[str]:
    parts: list[Any] = [section.model for section in page.sections]
    parts += [part for section in page.sections for part in section.model.subsections]
    return (
        {part.anchor for part in parts}
        | {str(part.id) for part in parts}
        | {str(block.model.id) for block in page.blocks}
    )


@check(
    "link-other-language", severity="warning", why=gettext_noop("Readers land on a page that they may not understand.")
)
def link_other_language(page: Page) -> Iterator[Found]:
    """Leaves the part of the site in this page's language, by its path, and does not say so."""
    prefix = _language_of(page.content.path)
    if page.content.path and (found := next(_abroad(page, prefix), None)):
        words, place = found
        yield Found(
            message=_("“{words}” leads to a page in another language.").format(words=words),
            remedy=_("Link the translation, or say the language beside the link."),
            at=place,
        )


def _abroad(page: Page, prefix: str) -> Iterator[tuple[str, Place]]:
    for link in _links(page):
        if link.is_document and _language_of(link.href) != prefix:
            yield link.words, link.place
    for block in page.blocks if page.content.path else ():
        for index, item in enumerate(block.model.items if block.model.type == "related_treatments" else ()):
            if item.procedure.path and _language_of(item.procedure.path) != prefix and not _names_language(item.note):
                yield item.procedure.title, block.place_of(f"/items/{index}")


def _names_language(note: str | None) -> bool:
    return (
        note is not None
        and re.search(r"\b(?:en inglés|en español|in english|in spanish)\b", note, re.IGNORECASE) is not None
    )


def _language_of(path: str) -> str:
    """The first part of a front-end path, where it names a language."""
    match = re.match(r"/([a-z]{2})(?:-[a-z]{2})?/", path, re.IGNORECASE)
    return match[1].casefold() if match else ""


@check(
    "link-text",
    severity="hint",
    why=gettext_noop("People who hear links one after the other cannot tell where this one leads."),
)
def link_text(page: Page) -> Iterator[Found]:
    for link in _links(page):
        if _SAYS_NOTHING.match(link.words) or _BARE.match(link.words):
            yield Found(
                message=_("“{words}” does not say where it leads.").format(words=link.words),
                remedy=_("Name the page it leads to."),
                at=link.place,
            )


def _links(page: Page) -> tuple[Link, ...]:
    """In formatted text, with the words that are linked."""
    return page.once(_find_links)


def _find_links(page: Page) -> tuple[Link, ...]:
    return tuple(_read_links(page))


def _read_links(page: Page) -> Iterator[Link]:
    for passage in passages_of(page.content):
        if not passage.html or passage.whose != "own":
            continue
        for index, paragraph in enumerate(passage.paragraphs):
            place = Place(path=pointer(passage.path), block=passage.block_id or None, paragraph=index)
            for mark in paragraph.links:
                words = "".join(run.text for run in paragraph.runs if mark in run.marks)
                yield Link(" ".join(words.split()), mark.href, bool(mark.document_id), place)
