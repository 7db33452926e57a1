"""What all page documents have in common."""

from typing import Protocol, TypedDict
from uuid import UUID

from django.db.models import Model
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage
from wagtail.models import Locale, Page

from api.contract.blocks import Section
from api.contract.documents import Breadcrumb, Seo, TranslatedFrom, Translation
from api.contract.values import DocumentLink
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.keys import key_of, said_key, translations_key
from cms.publishing.rows.identity import identification_of
from cms.publishing.translating.states import source_of, translated_from
from cms.streamfield.blocks import Context as References
from cms.streamfield.walker import fill


class Addressed(Protocol):
    """A row with an address among its translations."""

    translation_key: UUID
    locale: Locale
    slug: str


class Named(Addressed, Protocol):
    name: str


class Members(TypedDict):
    id: UUID
    locale: str
    slug: str


class NamedMembers(Members):
    name: str


class PageMembers(Members):
    """The members of ``PublishedPage``."""

    path: str
    url: str
    canonical: str
    title: str
    summary: str | None
    image: BaseModel | None
    sections: list[Section]
    breadcrumbs: list[Breadcrumb]
    translations: list[Translation]
    translation: TranslatedFrom | None
    seo: Seo


def page_members(
    page: Page, context: Context, *, summary: str, image: AbstractImage | None, sections: StreamValue
) -> PageMembers:
    address = context.address_of(page)
    if address is None:
        raise ValueError(format_lazy(_("“{page}” is below no site's root, so it has no address."), page=page))
    _site, root_url, path = address
    return {
        "id": page.translation_key,
        "locale": page.locale.language_code,
        "slug": page.slug,
        "path": path,
        "url": f"{root_url}{path}",
        "canonical": canonical_path(page, context) or path,
        "title": page.title,
        "summary": summary or None,
        "image": context.reference(image) if image else None,
        "sections": unique_anchors(fill(sections.stream_block, sections, context)),
        "breadcrumbs": breadcrumbs(page, context),
        "translations": translations(page, context),
        "translation": translation(page, context) if context.surroundings.translations(page) else None,
        "seo": Seo(title=page.seo_title or page.title, description=page.search_description or summary or None),
    }


def canonical_path(page: Page, context: Context) -> str | None:
    """Path of the page that an alias repeats; None for an original.

    While the original may not be seen, the first of its aliases in the language that may be seen is taken for it, and
    the others repeat that one.
    """
    if page.alias_of_id is None:
        return None
    aliases = Page.objects.filter(alias_of=page.alias_of_id, locale=page.locale_id).order_by("pk")
    for each in filter(None, (page.alias_of, *aliases)):
        context.note(key_of(each))
        address = context.address_of(each) if context.is_public(each) else None
        if address is not None:
            return None if each.pk == page.pk else address[2]
    return None


def breadcrumbs(page: Page, context: Context) -> list[Breadcrumb]:
    """Public pages above, and the page itself."""
    crumbs = []
    for each in (*context.surroundings.ancestors(page), page):
        context.note(key_of(each))
        address = context.address_of(each)
        if each.live and address is not None:
            crumbs.append(Breadcrumb(title=each.title, path=address[2], url=f"{address[1]}{address[2]}"))
    return crumbs


def translations(page: Page, context: Context) -> list[Translation]:
    context.note(translations_key(page))
    keys = context.surroundings.translations(page)
    others = Page.objects.select_related("locale").in_bulk(keys).values() if keys else ()
    found = (
        Translation(
            locale=other.locale.language_code, slug=other.slug, path=address[2], url=f"{address[1]}{address[2]}"
        )
        for other in (page, *others)
        if (other.pk == page.pk or context.is_public(other)) and (address := context.address_of(other))
    )
    return sorted(found, key=lambda translation: translation.locale)


def translation(page: Page, context: Context) -> TranslatedFrom | None:
    """None for what is no translation, or of which nobody has said what it was made from."""
    source = source_of(page)
    if source is None:
        return None
    context.note(said_key(page.translation_key, source.source_locale))
    return translated_from(source, page)


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


def linked(page: Page | None, context: References) -> DocumentLink | None:
    """None for no page, and for one that is not public."""
    value = context.reference(page) if page is not None else None
    return value if isinstance(value, DocumentLink) else None


def members(snippet: Addressed) -> Members:
    return {"id": snippet.translation_key, "locale": snippet.locale.language_code, "slug": snippet.slug}


def named_members(snippet: Named) -> NamedMembers:
    return {**members(snippet), "name": snippet.name}


def numbered_members(row: Model) -> Members:
    """For rows without slug and translations."""
    document_id, locale = identification_of(type(row)).identify(row)
    return {"id": document_id, "locale": locale, "slug": str(row.pk)}
