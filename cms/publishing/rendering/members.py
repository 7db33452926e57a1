"""What all page documents have in common."""

from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

from api.contract.blocks import Section
from api.contract.documents import Breadcrumb, Seo, Translation
from api.contract.values import DocumentLink
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.keys import key_of, translations_key
from cms.publishing.rows.identity import identification_of
from cms.streamfield.walker import fill


def page_members(page: Any, context: Context) -> dict[str, Any]:
    """The members of ``PublishedPage`` for a page with ``summary``, ``image`` and ``sections``."""
    address = context.address_of(page)
    if address is None:
        raise ValueError(f"“{page}” is below no site's root, so it has no address.")
    _, root_url, path = address
    return {
        "id": page.translation_key,
        "locale": page.locale.language_code,
        "slug": page.slug,
        "path": path,
        "url": f"{root_url}{path}",
        "canonical": canonical_path(page, context) or path,
        "title": page.title,
        "summary": page.summary or None,
        "image": context.reference(page.image) if page.image else None,
        "sections": unique_anchors(fill(page.sections.stream_block, page.sections, context)),
        "breadcrumbs": breadcrumbs(page, context),
        "translations": translations(page, context),
        "seo": Seo(title=page.seo_title or page.title, description=page.search_description or page.summary or None),
    }


def canonical_path(page: Page, context: Context) -> str | None:
    """Path of the page that an alias repeats; None for an original.

    While the original may not be seen, the first of its aliases in the language that may be seen is taken for it, and
    the others repeat that one.
    """
    if page.alias_of_id is None:
        return None
    for each in (page.alias_of, *Page.objects.filter(alias_of=page.alias_of_id, locale=page.locale_id).order_by("pk")):
        context.note(key_of(each))
        address = context.address_of(each) if context.is_public(each) else None
        if address is not None:
            return None if each.pk == page.pk else address[2]
    return None


def breadcrumbs(page: Page, context: Context) -> list[Breadcrumb]:
    """Public pages above."""
    crumbs = []
    for ancestor in context.surroundings.ancestors(page):
        context.note(key_of(ancestor))
        address = context.address_of(ancestor)
        if ancestor.live and address is not None:
            crumbs.append(Breadcrumb(title=ancestor.title, path=address[2]))
    return crumbs


def translations(page: Any, context: Context) -> list[Translation]:
    context.note(translations_key(page))
    keys = context.surroundings.translations(page)
    others = Page.objects.select_related("locale").in_bulk(keys).values() if keys else ()
    found = (
        Translation(locale=other.locale.language_code, slug=other.slug, path=address[2])
        for other in others
        if context.is_public(other) and (address := context.address_of(other))
    )
    return sorted(found, key=lambda translation: translation.locale)


def unique_anchors(sections: list[Section]) -> list[Section]:
    """Two sections with the same heading get different anchors, in the order of the page."""
    taken: set[str] = set()
    return [
        section.model_copy(
            update={
                "anchor": free_anchor(section.anchor, taken),
                "subsections": [
                    part.model_copy(update={"anchor": free_anchor(part.anchor, taken)}) for part in section.subsections
                ],
            }
        )
        for section in sections
    ]


def free_anchor(anchor: str, taken: set[str]) -> str:
    candidate, number = anchor, 2
    while candidate in taken:
        candidate, number = f"{anchor}-{number}", number + 1
    taken.add(candidate)
    return candidate


def anchor_of(heading: str) -> str:
    return slugify(heading) or "section"


def linked(page: Any, context: Context) -> DocumentLink | None:
    """None for no page, and for one that is not public."""
    value = context.reference(page) if page is not None else None
    return value if isinstance(value, DocumentLink) else None


def members(snippet: Any) -> dict[str, Any]:
    return {"id": snippet.translation_key, "locale": snippet.locale.language_code, "slug": snippet.slug}


def named_members(snippet: Any) -> dict[str, Any]:
    return members(snippet) | {"name": snippet.name}


def numbered_members(row: Any) -> dict[str, Any]:
    """For rows without slug and translations."""
    document_id, locale = identification_of(type(row)).identify(row)
    return {"id": document_id, "locale": locale, "slug": str(row.pk)}
