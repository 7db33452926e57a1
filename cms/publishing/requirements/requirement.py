"""What can be asked of pages of a type, and how it is found missing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

Look = Callable[..., Iterable["Gap"]]
"""Called with a page of the catalogue's model; a check also with codes."""
Level = Literal["must", "advised", "not_asked"]
Words = str | Promise
"""In the language of whoever reads them."""
LEVELS: dict[Level, Words] = {"must": _("Must be there"), "advised": _("Advised"), "not_asked": _("Not asked")}


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something a page lacks, or that is wrong with it.

    ``message`` says what, and what to do. ``place`` is the name of a field of the form; ``block`` the id of a block in
    it. ``passage`` stands for the words that it is about, empty for the page as a whole: what was waived of one passage
    is not waived of another.
    """

    code: str
    message: str
    place: str = ""
    block: str | None = None
    passage: str = ""
    why: str = ""
    """What it does to readers, where that needs saying."""
    is_hint: bool = False
    """The page would be better; nothing is wrong."""
    is_harmful: bool = False
    """Readers may come to harm by it: it is shown before the rest."""
    waiving: str = ""
    """What waiving it is called, where that is more than publishing without it."""
    is_of_page: bool = False
    """The page as a whole is meant; ``place`` is where one begins to mend it."""
    section: str | None = None
    """Id of the section that it stands in."""
    inside: str = ""
    """Where in the block: names of its fields and numbers of items, with slashes."""
    mending: tuple[str, str] | None = None
    """Words that stand there, and those that belong there. None where somebody has to think."""


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One thing that can be asked."""

    code: str
    label: Words
    """For the hospital's settings: what must be there."""
    usual: Level = "not_asked"
    """Where the hospital has not said otherwise."""
    usual_by_kind: Mapping[str, Level] = field(default_factory=dict)
    is_waivable: bool = True

    def usual_for(self, kind: str) -> Level:
        return self.usual_by_kind.get(kind, self.usual)


@dataclass(frozen=True, kw_only=True)
class Check:
    """A look at the words of a page that takes too long for every publication: it is taken where a hospital insists."""

    code: str
    label: Words
    group: Words


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All that can be asked of pages of a type."""

    model: type[Page]
    kinds: Mapping[str, Words]
    """Name to label; the empty name for pages of which no kind is said."""
    kind_of: Callable[..., str]
    requirements: tuple[Requirement, ...]
    find: Look
    """What a page lacks of all that can be asked. Every publication waits for it: it looks at what is loaded."""
    checks: tuple[Check, ...]
    check: Look
    """What the checks with these codes find; all of them where none is named."""

    @property
    def type(self) -> str:
        return str(self.model._meta.label_lower)

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def requirement(self, code: str) -> Requirement | None:
        return next((each for each in self.requirements if each.code == code), None)

    def label_of(self, code: str) -> str:
        listed: tuple[Check | Requirement, ...] = (*self.checks, *self.requirements)
        return str(next((each.label for each in listed if each.code == code), code))


_catalogues: dict[type, Catalogue] = {}


def register(catalogue: Catalogue) -> None:
    """From ``ready()`` of the app that owns the model."""
    _catalogues[catalogue.model] = catalogue


def catalogues() -> list[Catalogue]:
    return list(_catalogues.values())


def catalogue_of(instance: object) -> Catalogue | None:
    return _catalogues.get(type(instance))
