"""What surrounds the pages of the sample hospital: menus, alerts, site information, redirects, words, picks."""

from typing import Any

from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from cms.models import Alert, Menu, SiteInformation, Synonyms, UrgentHelp
from cms.site import urgent
from cms.site.snippets import PublishedSnippet
from procedures.sample.build import Builder, Data
from procedures.sample.library import Shelf, View, read

SNIPPETS = (("site", SiteInformation), ("menus", Menu), ("alerts", Alert), ("synonyms", Synonyms))
CRISIS_NUMBER = "988"


def load_site_content(shelf: Shelf) -> None:
    """After the pages, so that there is something to lead to."""
    for name, model in SNIPPETS:
        for entry in read(name):
            spanish = entry.pop("es", None)
            first = write(model, entry, shelf, "en")
            if spanish:
                write(model, entry | spanish, shelf, "es", translation_key=first.translation_key)
    crisis_line(shelf)
    view = shelf.in_language("en")
    for entry in read("redirects"):
        redirect(view, **entry)
    for entry in read("picks"):
        pick(view, **entry)


def crisis_line(shelf: Shelf) -> None:
    """The sample hospital has what every new site has, and the number of its country for those who think of suicide."""
    for locale in shelf.locales.values():
        urgent.create_defaults(locale)
        for each in UrgentHelp.objects.filter(locale=locale, phrases__contains="suicid"):
            each.emergency_number = CRISIS_NUMBER
            each.save_revision().publish()


def write(model: type[PublishedSnippet], entry: Data, shelf: Shelf, language: str, **more: object) -> PublishedSnippet:
    view = shelf.in_language(language)
    fields = {name: field(model, name, value, view, entry["name"]) for name, value in entry.items()}
    instance = model(locale=shelf.locales[language], live=False, **fields, **more)
    instance.full_clean(exclude=["slug"])
    instance.save()
    instance.save_revision().publish()
    return instance


def field(model: type[Model], name: str, value: Any, view: View, where: str) -> object:
    block = getattr(model._meta.get_field(name), "stream_block", None)
    if block is None:
        return view.field(model, name, value)
    return Builder(view, f"{where} ({view.language})").clean(block, value, name)


def redirect(view: View, *, old_path: str, page: str = "", link: str = "", is_permanent: bool = True) -> None:
    target = view.page(page.partition(":")[2]) if page else link
    Redirect.add_redirect(old_path, redirect_to=target, is_permanent=is_permanent)


def pick(view: View, *, query: str, items: list[dict[str, str]]) -> None:
    asked = Query.get(query)
    for place, item in enumerate(items):
        page = view.page(item["page"].partition(":")[2])
        SearchPromotion.objects.create(query=asked, page=page, description=item["description"], sort_order=place)
