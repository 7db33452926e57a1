"""What an edition is made with: it notes a key for everything that is looked at beyond the page's own fields."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ValidationError
from wagtail.blocks import StructValue
from wagtail.models import CollectionMember, Page, TranslatableMixin

from api.contract.blocks import BlockModel
from api.contract.values import HtmlText, RichText
from api.representations.fallbacks import fallback_of
from cms.publishing.rendering.forbidden import ForbiddenPartError
from cms.publishing.rendering.keys import DEFAULT_SITE, addresses_key, key_of
from cms.publishing.rendering.references import find
from cms.publishing.rendering.renditions import LostFilesError, is_stored
from cms.publishing.rendering.rich_text import clean
from cms.publishing.rows.surroundings import NamedPage, Surroundings
from cms.streamfield.blocks import ContractBlock


@dataclass(frozen=True)
class LostLink:
    """A link in rich text that leads nowhere: readers get its words alone."""

    words: str
    reason: str | Promise
    """For editors, after “because”, in the language of whoever reads it."""


class Context:
    """One serialisation. Nothing in it knows a request, a host of the machine, or of the clock more than the day."""

    def __init__(self, *, locale: str, surroundings: Surroundings | None = None) -> None:
        self.locale = locale
        self.surroundings = surroundings or Surroundings()
        self.keys: set[str] = set()
        self.lost_links: list[LostLink] = []
        """Links in the page's own rich text that were taken away."""

    def note(self, *keys: str) -> None:
        self.keys.update(keys)

    def address_of(self, page: Page) -> tuple[int, str, str] | None:
        """Id of the site, its root address, and the page's path; None when it is below no site's root."""
        address = self.surroundings.address_of(page)
        if address is not None:
            self.note(f"site:{address[0]}")
        return address

    def page_about(self, kind: str, *, language: str, slug: str) -> NamedPage | None:
        """Where front ends have the page about a row of a vocabulary; None where the hospital gives it none."""
        self.note(addresses_key(kind), DEFAULT_SITE)
        page = self.surroundings.page_about(kind, language=language, slug=slug)
        if page is not None:
            self.note(f"site:{page.site}")
        return page

    def language_of(self, instance: TranslatableMixin) -> str:
        """Of what is chosen, which may be another than that of whoever chose it."""
        return self.surroundings.languages[instance.locale_id]

    def is_public(self, instance: Model) -> bool:
        return self.surroundings.is_public(instance)

    def is_shown(self, item: CollectionMember) -> bool:
        """Whether the collection of an image or document is open to everybody."""
        self.note(f"collection:{item.collection_id}")
        return self.surroundings.is_shown(item)

    def look_at(self, file: FieldFile, title: str) -> None:
        """Raise LostFilesError where nothing is made, only looked at, and a file that is linked is not there."""
        if self.surroundings.is_looking and not is_stored(file.storage, str(file.name)):
            raise LostFilesError(
                format_lazy(_("the file of the document “{title}” is lost. Upload it again"), title=title)
            )

    def reference(self, instance: Model) -> BaseModel | None:
        """Noted even when it is not public: the document must follow once it becomes so."""
        self.note(key_of(instance))
        built = self.surroundings.built
        identity = (type(instance), instance.pk, self.locale, *words_given_here(instance))
        if identity not in built:
            context = self.for_what_is_chosen()
            built[identity] = build(instance, context), context.keys
        value, keys = built[identity]
        self.note(*keys)
        return value

    def for_what_is_chosen(self) -> "Context":
        """It notes keys of its own, which are kept with what is built."""
        return Context(locale=self.locale, surroundings=self.surroundings)

    def references(self, instances: Iterable[Model]) -> list[BaseModel]:
        """Those that are public, in the order given."""
        built = (self.reference(instance) for instance in instances)
        return [value for value in built if value is not None]

    def lose_link(self, words: str, *, reason: str | Promise) -> None:
        self.lost_links.append(LostLink(words, reason))

    def rich_text(self, source: str) -> RichText | None:
        html = clean(source, self)
        return RichText(HtmlText(html=html)) if html else None

    def assemble(self, block: ContractBlock, value: StructValue, members: dict[str, object]) -> BaseModel | None:
        """Raise ForbiddenPartError."""
        try:
            made = block.assemble(value, members, self)
        except ValidationError as error:
            raise ForbiddenPartError(error, block=block, value=value) from error
        return with_fallback(made, locale=self.locale) if isinstance(made, BlockModel) else made


def with_fallback(block: BlockModel, *, locale: str) -> BlockModel:
    """Written once, so that reading costs nothing more."""
    return block.model_copy(update={"fallback": fallback_of(block, locale=locale)})


def build(instance: Model, context: Context) -> BaseModel | None:
    found = find(type(instance))
    if found is None:
        raise LookupError(f"Nobody says what a {type(instance).__name__} becomes in the contract.")
    try:
        return found.build(instance, context)
    except ValidationError as error:
        raise ForbiddenPartError(error, chosen=instance) from error


def words_given_here(instance: Model) -> tuple[object, ...]:
    """What ImageBlock adds to an image: its description may differ from place to place."""
    return getattr(instance, "contextual_alt_text", None), getattr(instance, "decorative", None)
