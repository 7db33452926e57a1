"""The shared content of the sample: read from its files, saved, and found again by key and language."""

import io
import re
from pathlib import Path
from typing import Any

import yaml
from django.core.files.images import ImageFile
from django.db.models import Model
from wagtail.models import Locale, Page

from cms.models import Contact, ContentImage
from cms.site.snippets import SharedSnippet
from procedures.models import Clinician, Condition, Location, Reference, Specialty
from procedures.sample.build import Data
from procedures.sample.drawings import draw

FOLDER = Path(__file__).parent
LINK = re.compile(r'<a href="(treatment|page):([\w-]+)">')
FILES: dict[str, type[SharedSnippet]] = {
    "contacts": Contact,
    "specialties": Specialty,
    "conditions": Condition,
    "locations": Location,
    "clinicians": Clinician,
    "references": Reference,
}


def read(name: str) -> list[Data]:
    entries: list[Data] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return entries


class Shelf:
    """Everything loaded so far. ``in_language`` gives the view a page of one language has of it."""

    def __init__(self) -> None:
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.things: dict[tuple[type[Model], str, str], SharedSnippet] = {}
        self.pages: dict[tuple[str, str], Page] = {}
        self.images: dict[str, int] = {}

    def load(self, name: str) -> None:
        """One file of shared content, English first, then what is said in Spanish."""
        model = FILES[name]
        for entry in read(name):
            key, spanish = entry.pop("key"), entry.pop("es", None)
            first = self.save(model, key, "en", entry)
            if spanish:
                self.save(model, key, "es", entry | spanish, translation_key=first.translation_key)

    def save(self, model: type[SharedSnippet], key: str, language: str, fields: Data, **more: object) -> SharedSnippet:
        view = self.in_language(language)
        many = {name: fields[name] for name in ("specialties", "locations") if name in fields}
        plain = {name: view.field(model, name, value) for name, value in fields.items() if name not in many}
        instance = model(locale=self.locales[language], **plain, **more)
        for name, keys in many.items():
            related = model._meta.get_field(name).related_model
            setattr(instance, name, [view.find(related, one) for one in keys])
        instance.full_clean(exclude=["slug"])
        instance.save()
        self.things[(model, key, language)] = instance
        return instance

    def load_images(self) -> None:
        for entry in read("images"):
            key = entry.pop("key")
            image = ContentImage(file=ImageFile(io.BytesIO(draw(key)), name=f"{key}.png"), **entry)
            image.save()
            self.images[key] = image.pk

    def in_language(self, language: str) -> "View":
        return View(self, language)


class View:
    """The library as ``build.Builder`` asks for it, in one language; what has no translation is found in English."""

    def __init__(self, shelf: Shelf, language: str) -> None:
        self.shelf = shelf
        self.language = language

    def find(self, model: Any, key: str) -> Any:
        if issubclass(model, Page):
            return self.page(key.partition(":")[2] or key)
        if issubclass(model, ContentImage):
            return self.image(key)
        things = self.shelf.things
        return things.get((model, key, self.language)) or things[(model, key, "en")]

    def page(self, key: str) -> Page:
        return self.shelf.pages.get((key, self.language)) or self.shelf.pages[(key, "en")]

    def image(self, key: str) -> ContentImage:
        image: ContentImage = ContentImage.objects.get(pk=self.shelf.images[key])
        return image

    def rich_text(self, source: str) -> str:
        """Plain paragraphs become HTML; links by key become Wagtail's."""
        source = source.strip()
        if not source.startswith("<"):
            source = "".join(f"<p>{part.strip()}</p>" for part in source.split("\n\n"))
        return LINK.sub(lambda found: f'<a linktype="page" id="{self.page(found[2]).pk}">', source)

    def field(self, model: type[Model], name: str, value: Any) -> object:
        """A model field's value: keys become instances, lists become lines, rich text becomes HTML."""
        field = model._meta.get_field(name)
        if field.is_relation and isinstance(value, str):
            return self.find(field.related_model, value)
        if isinstance(value, list):
            return "\n".join(str(item) for item in value)
        if type(field).__name__ == "RichTextField":
            return self.rich_text(value)
        return value
