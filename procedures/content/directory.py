"""What documents have that are pages where the hospital says so: specialties, conditions, clinicians, places."""

from typing import TypedDict

from wagtail.models import Page

from api.contract.catalogue import DocumentType
from api.contract.documents import Breadcrumb, Seo, Translation
from api.contract.values import HtmlText
from api.representations.plain_text import to_plain_text
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.keys import translations_key
from cms.publishing.rendering.members import NamedMembers, breadcrumbs, named_members
from cms.publishing.rows.surroundings import NamedPage
from cms.site.snippets import PublishedSnippet


class AddressMembers(TypedDict, total=False):
    path: str
    url: str
    breadcrumbs: list[Breadcrumb]
    translations: list[Translation]
    seo: Seo


class DirectoryMembers(NamedMembers, AddressMembers):
    """The members of ``DirectoryContent``."""


def directory_members(
    snippet: PublishedSnippet, context: Context, kind: DocumentType, *, about: str
) -> DirectoryMembers:
    """``about`` is rich text that says who or what it is."""
    page = page_about(snippet, context, kind)
    at: AddressMembers = address_members(snippet, context, kind, page, about=about) if page else {}
    return {**named_members(snippet), **at}


def page_about(snippet: PublishedSnippet, context: Context, kind: DocumentType) -> NamedPage | None:
    language = context.language_of(snippet)
    return context.page_about(kind.name, language=language, slug=snippet.slug)


def address_members(
    snippet: PublishedSnippet, context: Context, kind: DocumentType, page: NamedPage, *, about: str
) -> AddressMembers:
    own = Breadcrumb(title=snippet.name, path=page.path, url=page.url)
    return {
        "path": page.path,
        "url": page.url,
        "breadcrumbs": [*above(page, context), own],
        "translations": translations(snippet, context, kind),
        "seo": Seo(title=snippet.name, description=in_words(about, context)),
    }


def above(page: NamedPage, context: Context) -> list[Breadcrumb]:
    """The page that lists such pages, and those above it."""
    parent = Page.objects.filter(pk=page.parent).first() if page.parent else None
    return breadcrumbs(parent, context) if parent is not None else []


def translations(snippet: PublishedSnippet, context: Context, kind: DocumentType) -> list[Translation]:
    """Those that are public and have a page, the snippet's own included."""
    context.note(translations_key(snippet))
    rows = type(snippet)._default_manager.filter(translation_key=snippet.translation_key)
    found = (
        Translation(locale=context.language_of(row), slug=row.slug, path=page.path, url=page.url)
        for row in rows
        if (row.pk == snippet.pk or context.is_public(row)) and (page := page_about(row, context, kind))
    )
    return sorted(found, key=lambda translation: translation.locale)


def in_words(about: str, context: Context) -> str | None:
    text = context.rich_text(about)
    return to_plain_text(text.root.html) if text and isinstance(text.root, HtmlText) else None
