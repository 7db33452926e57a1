"""Loads the sample hospital into an empty site, through the roads editors take."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.models import HomePage, InformationPage, PageAddress
from cms.publishing.following.catching_up import catch_up_entirely
from cms.publishing.rows.addresses import SLUG
from cms.publishing.translating.states import begin
from procedures.models import ProcedureIndexPage, ProcedurePage, ProcedureReviewer
from procedures.sample.build import Builder, Data
from procedures.sample.library import FILES, FOLDER, Shelf, View, read
from procedures.sample.site import load_site_content

Progress = Callable[[str], None]

ROLES: dict[str, type[Page]] = {
    "home": HomePage,
    "treatments": ProcedureIndexPage,
    "information": InformationPage,
}
STREAMS = ("facts", "sections")
ADDRESSES = {
    "en": {
        "specialty": "/specialties/",
        "condition": "/conditions/",
        "clinician": "/clinicians/",
        "location": "/locations/",
    },
    "es": {
        "specialty": "/es/especialidades/",
        "condition": "/es/afecciones/",
        "clinician": "/es/especialistas/",
        "location": "/es/sedes/",
    },
}
"""Folders of pages, by language and type."""


def site_is_empty() -> bool:
    """Nobody has made a home page yet."""
    return not HomePage.objects.exists()


def give_addresses() -> None:
    """The sample hospital has pages about specialties, conditions, clinicians and places."""
    for language, folders in ADDRESSES.items():
        locale = Locale.objects.get(language_code=language)
        for name, folder in folders.items():
            PageAddress.objects.create(type=name, locale=locale, pattern=f"{folder}{SLUG}/")


@transaction.atomic
def load(*, port: int, progress: Progress) -> None:
    """Everything or nothing. Raise SampleError where the sample does not fit the blocks."""
    for code in ("en", "es"):
        Locale.objects.get_or_create(language_code=code)
    give_addresses()
    shelf = Shelf()
    progress("Drawing pictures")
    shelf.load_images()
    for name in FILES:
        progress(f"Writing {name}")
        shelf.load(name)
    entries = list(page_entries()) + list(treatment_entries())
    progress("Planting the page tree")
    for entry in entries:
        shelf.pages[(entry["key"], entry["language"])] = plant(entry, shelf)
    make_default_site(shelf, port=port)
    for entry in entries:
        progress(f"Publishing {entry['title']}")
        publish(entry, shelf)
    progress("Writing menus, alerts and redirects")
    load_site_content(shelf)
    progress("Linking the pages that were published before what they mention")
    for _ in catch_up_entirely():
        pass
    for page in (page for (_, language), page in shelf.pages.items() if language != "en"):
        begin(page, source_locale="en")
    for _ in catch_up_entirely():
        pass


def page_entries() -> Iterator[Data]:
    for entry in read("pages"):
        spanish = entry.pop("es", None)
        yield entry | {"language": "en"}
        if spanish:
            yield (
                {name: entry[name] for name in ("key", "role", "image") if name in entry} | spanish | {"language": "es"}
            )


def treatment_entries() -> Iterator[Data]:
    """English first, so that translations find their originals."""
    files = sorted((FOLDER / "treatments").glob("*.yaml"), key=lambda file: (".es." in file.name, file.name))
    for file in files:
        yield read_treatment(file)


def read_treatment(file: Path) -> Data:
    language = "es" if file.name.endswith(".es.yaml") else "en"
    entry: Data = yaml.safe_load(file.read_text(encoding="utf-8"))
    return entry | {"role": "treatment", "language": language}


def plant(entry: Data, shelf: Shelf) -> Page:
    """An empty draft in its place, so that pages can refer to each other before any is written."""
    language = entry["language"]
    model = ROLES.get(entry["role"], ProcedurePage)
    page = model(title=entry["title"], slug=entry["slug"], locale=shelf.locales[language], live=False)
    original = shelf.pages.get((entry["key"], "en"))
    if original is not None:
        page.translation_key = original.translation_key
    parent_of(entry, shelf).add_child(instance=page)
    return page


def parent_of(entry: Data, shelf: Shelf) -> Page:
    if entry["role"] == "home":
        return Page.objects.get(depth=1)
    above = "treatments" if entry["role"] == "treatment" else "home"
    return Page.objects.get(pk=shelf.pages[(above, entry["language"])].pk)


def make_default_site(shelf: Shelf, *, port: int) -> None:
    """Wagtail's own first page gives way."""
    home = shelf.pages[("home", "en")]
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": port, "root_page": home, "site_name": "Larkmoor Hospital"},
    )
    for page in Page.objects.filter(depth=2).exclude(locale__isnull=True):
        if type(page.specific) is Page:
            page.delete()


def publish(entry: Data, shelf: Shelf) -> None:
    page = shelf.pages[(entry["key"], entry["language"])]
    page = type(page).objects.get(pk=page.pk)
    write(page, entry, shelf.in_language(entry["language"]))
    page.full_clean()
    page.save_revision().publish()


def write(page: Any, entry: Data, view: View) -> None:
    """The entry's fields onto the page."""
    builder = Builder(view, f"{entry['key']} (en)")  # sections keep their ids when they are translated
    for name, value in entry.items():
        if name in STREAMS:
            block = type(page)._meta.get_field(name).stream_block
            setattr(page, name, builder.clean(block, value, name))
        elif name in ("specialties", "conditions"):
            related = type(page)._meta.get_field(name).related_model
            setattr(page, name, [view.find(related, key) for key in value])
        elif name == "reviewers":
            people = [view.find(ProcedureReviewer._meta.get_field("clinician").related_model, key) for key in value]
            page.reviewers = [ProcedureReviewer(clinician=person, sort_order=n) for n, person in enumerate(people)]
        elif name not in ("key", "role", "language", "slug"):
            setattr(page, name, view.field(type(page), name, value))
