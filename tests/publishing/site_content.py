"""Menus, alerts, site information, redirects, words and picks for tests, made by the roads editors take."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Locale, Page

from cms.models import Alert, Menu, SiteInformation, Synonyms, UrgentHelp


def menu(*items, name="Main", **fields):
    """``items`` are raw blocks."""
    return saved(Menu(name=name, items=list(items), **fields))


def page_entry(page, label="", *children):
    return ("page", {"page": Page.objects.get(pk=page.pk), "label": label, "children": list(children)})


def page_child(page, label=""):
    return ("page", {"page": Page.objects.get(pk=page.pk), "label": label})


def address_entry(label, url="https://portal.example/", *children):
    return ("address", {"label": label, "url": url, "phone": "", "children": list(children)})


def heading(label, *children):
    return ("heading", {"label": label, "children": list(children)})


def alert(name="Clinic closed", **fields):
    return saved(Alert(name=name, **fields))


def site_information(name="Larkmoor Hospital", **fields):
    return saved(SiteInformation(name=name, **fields))


def synonyms(name, *terms, **fields):
    return saved(Synonyms(name=name, terms="\n".join(terms), **fields))


def urgent(name, *phrases, text="Call now.", **fields):
    return saved(UrgentHelp(name=name, text=text, phrases="\n".join(phrases), **fields))


def redirect(old_path, target, **fields):
    """``target`` is a page, or an address."""
    return Redirect.add_redirect(old_path, redirect_to=target, **fields)


def pick(query, *pages, description=""):
    asked = Query.get(query)
    for place, page in enumerate(pages):
        SearchPromotion.objects.create(
            query=asked, page=Page.objects.get(pk=page.pk), sort_order=place, description=description
        )
    return asked


def saved(snippet):
    if snippet.locale_id is None:
        snippet.locale = Locale.get_default()
    snippet.full_clean(exclude=["slug"])
    snippet.save()
    return snippet
