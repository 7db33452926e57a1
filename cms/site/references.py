"""What the kernel's own things become in the contract: links to pages, images, contact lines."""

from typing import cast

from wagtail.models import Page

from api.contract.contacts import Contact
from api.contract.values import DocumentLink, DocumentTypeName, Image
from cms.publishing.publications.registry import publication_of
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.images import build_image
from cms.publishing.rendering.keys import key_of
from cms.publishing.rendering.references import reference
from cms.publishing.rendering.values import postal_address
from cms.site.contacts import Contact as ContactSnippet
from cms.site.images import ContentImage
from cms.site.snippets import PublishedSnippet, language_tags
from cms.values.hours.kept import contract_hours
from cms.values.phones import parse_phone


@reference(ContentImage, becomes=Image)
def image(instance: ContentImage, context: Context) -> Image | None:
    if not context.is_shown(instance):
        return None
    around = context.surroundings
    return build_image(instance, around.renditions, address_of=around.address_of_file, is_looking=around.is_looking)


@reference(ContactSnippet, becomes=Contact)
def contact(instance: ContactSnippet, context: Context) -> Contact | None:
    if not instance.live:
        return None
    return Contact(
        id=instance.translation_key,
        label=instance.label,
        text=context.rich_text(instance.text),
        phone=parse_phone(instance.phone, extension=instance.extension) if instance.phone else None,
        email=instance.email or None,
        hours=instance.hours_in(instance.locale.language_code),
        opening_hours=contract_hours(instance.opening_hours),
        hours_note=instance.hours or None,
        address=postal_address(instance) if instance.street else None,
        response_time=instance.response_time or None,
        languages=language_tags(instance.languages),
        locale=context.language_of(instance),
    )


@reference(Page, becomes=DocumentLink)
def page_link(instance: Page, context: Context) -> DocumentLink | None:
    """Pages chosen in rich text and choosers. A page of another language is linked as it is."""
    page = instance.specific
    publication = publication_of(page)
    context.note(key_of(page))
    address = context.address_of(page)
    if publication is None or address is None or not context.is_public(page):
        return None
    return DocumentLink(
        type=cast(DocumentTypeName, publication.document_type.name),
        id=page.translation_key,
        slug=page.slug,
        path=address[2],
        title=page.title,
        locale=context.language_of(page),
    )


@reference(PublishedSnippet, becomes=DocumentLink)
def snippet_link(instance: PublishedSnippet, context: Context) -> DocumentLink | None:
    publication = publication_of(instance)
    if publication is None or not context.is_public(instance):
        return None
    kind, language = publication.document_type.name, context.language_of(instance)
    page = context.page_about(kind, language=language, slug=instance.slug)
    return DocumentLink(
        type=cast(DocumentTypeName, publication.document_type.name),
        id=instance.translation_key,
        slug=instance.slug,
        path=page.path if page else None,
        title=instance.name,
        locale=language,
    )
