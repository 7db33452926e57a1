"""Pages of the site as a whole, and what front ends show around pages, as contract models."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri
from wagtail.models import Page, Site

from api.contract.documents import PageContent
from api.contract.site import (
    AlertContent,
    AlertScope,
    MenuContent,
    MenuItem,
    PageScope,
    PickContent,
    PickItem,
    RedirectContent,
    SiteContent,
    SiteLanguage,
    SiteScope,
    SynonymsContent,
)
from api.contract.values import Address, CallToAction, DocumentLink
from api.paths import old_path
from cms.blocks.care import target_of
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.keys import key_of
from cms.publishing.rendering.members import page_members
from cms.publishing.rows.identity import identification_of
from cms.site.alerts import Alert
from cms.site.information import SiteInformation
from cms.site.snippets import lines_of
from cms.streamfield.walker import fill


def page_content(page: Any, context: Context) -> PageContent:
    """For every ``SectionedPage``; its ``role`` says which."""
    contact = context.reference(page.contact) if page.contact else None
    return PageContent(**page_members(page, context), role=page.role, contact=contact)


def menu_content(menu: Any, context: Context) -> MenuContent:
    items: list[MenuItem] = fill(menu.items.stream_block, menu.items, context)
    # A heading whose entries have all gone opens nothing.
    return MenuContent(**named_members(menu), items=[item for item in items if item.target or item.children])


def alert_content(alert: Any, context: Context) -> AlertContent | None:
    """None while the page that it is about is not public."""
    scope = scope_of(alert, context)
    if scope is None:
        return None
    return AlertContent(
        **members(alert),
        title=alert.name,
        text=context.rich_text(alert.text),
        severity=alert.severity,
        scope=AlertScope(scope),
        call_to_action=call_to_action(alert, context),
        contact=context.reference(alert.contact) if alert.contact else None,
    )


def scope_of(alert: Any, context: Context) -> SiteScope | PageScope | None:
    if alert.place == Alert.Place.SITE:
        return SiteScope()
    document = linked(alert.page, context)
    return PageScope(path=document.path, document=document) if document and document.path else None


def call_to_action(instance: Any, context: Context) -> CallToAction | None:
    if not instance.action_text:
        return None
    target = target_of(context, page=instance.action_page, url=instance.action_url, phone=None)
    return CallToAction(text=instance.action_text, target=target)


def site_content(information: Any, context: Context) -> SiteContent:
    return SiteContent(
        **named_members(information),
        tagline=information.tagline or None,
        description=information.description or None,
        logo=context.reference(information.logo) if information.logo else None,
        image=context.reference(information.image) if information.image else None,
        contact=context.reference(information.contact) if information.contact else None,
        address=address_of(information),
        emergency_text=information.emergency_text or None,
        emergency_number=information.emergency_number or None,
        social_links=fill(information.social_links.stream_block, information.social_links, context),
        copyright=information.copyright or None,
        home=home_in(information.locale, context),
        languages=list(languages(context)),
    )


def address_of(information: Any) -> Address | None:
    if not information.street:
        return None
    return Address(
        street=information.street,
        city=information.city,
        region=information.region or None,
        postal_code=information.postal_code or None,
        country=information.country,
    )


def languages(context: Context) -> Iterator[SiteLanguage]:
    for each in SiteInformation.objects.filter(live=True).select_related("locale").order_by("locale__language_code"):
        context.note(key_of(each), f"translations:{each.translation_key}")
        if context.is_public(each):
            home = home_in(each.locale, context)
            yield SiteLanguage(locale=each.locale.language_code, name=each.name, path=home.path if home else None)


def home_in(locale: Any, context: Context) -> DocumentLink | None:
    """The first page of the default site in a language."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return None
    context.note(f"site:{site.pk}", f"translations:{site.root_page.translation_key}")
    same = Page.objects.filter(translation_key=site.root_page.translation_key, locale=locale)
    return linked(same.first(), context)


def redirect_content(redirect: Any, context: Context) -> RedirectContent | None:
    """None where it leads nowhere, because its page is not public, and for other sites than the default one."""
    if redirect.site_id is not None:
        context.note(f"site:{redirect.site_id}")
        if not redirect.site.is_default_site:
            return None
    document = linked(redirect.redirect_page, context)
    location = document.path if document else redirect.redirect_link
    if not location or (redirect.redirect_page_id and not document):
        return None
    return RedirectContent(
        **numbered_members(redirect),
        path=old_path(redirect.old_path),
        location=location if document else without_own_host(location, context),
        permanent=redirect.is_permanent,
        document=document,
        site=redirect.site.hostname if redirect.site else None,
    )


def without_own_host(url: str, context: Context) -> str:
    """Addresses of the default site as paths: front ends know where they stand."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return url
    context.note(f"site:{site.pk}")
    parts = urlsplit(iri_to_uri(url))
    return parts._replace(scheme="", netloc="").geturl() or "/" if parts.hostname == site.hostname else parts.geturl()


def synonyms_content(synonyms: Any, context: Context) -> SynonymsContent:
    return SynonymsContent(**members(synonyms), terms=lines_of(synonyms.terms))


def pick_content(query: Any, context: Context) -> PickContent | None:
    """None for what people searched without editors recommending anything that is public."""
    rows = query.editors_picks.select_related("page").order_by("sort_order", "pk")
    items = [item for row in rows if (item := pick_item(row, context))]
    if not items:
        return None
    return PickContent(**numbered_members(query), query=query.query_string, items=items)


def pick_item(row: Any, context: Context) -> PickItem | None:
    description = row.description or None
    if row.page_id is None:
        title = row.external_link_text or row.external_link_url
        return PickItem(document=None, url=row.external_link_url, title=title, description=description)
    document = linked(row.page, context)
    if document is None or document.path is None:
        return None
    return PickItem(document=document, url=document.path, title=document.title, description=description)


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
