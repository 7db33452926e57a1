"""What a front end needs around its pages: menus, alerts, information about the site, redirects, words for search."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, RootModel

from api.contract.base import ContractModel, LanguageTag, Text, Url
from api.contract.contacts import Address, Contact
from api.contract.documents import DocumentModel, EditionStamp, VocabularyContent
from api.contract.lists import ListEnvelope
from api.contract.roles import Repeated, Value, Words
from api.contract.values import CallToAction, DocumentLink, Image, Phone, RichText, Target


class ListedWhole:
    """Small enough for lists to show all of it."""

    @classmethod
    def of(cls, document: Self) -> Self:
        return document


class MenuChild(ContractModel):
    """An entry of the second level."""

    id: UUID
    label: Annotated[Text, Words("link")]
    target: Target


class MenuItem(ContractModel):
    """An entry of a menu. What leads to a page that is not public is left out, with the entries below it."""

    id: UUID
    label: Annotated[Text, Words("link")]
    target: Target | None
    """Null: a heading that only opens the entries below it."""
    children: list[MenuChild]
    """In order; there is no third level."""


class MenuContent(VocabularyContent):
    type: Literal["menu"] = "menu"
    items: list[MenuItem]
    """In order."""


class MenuDocument(MenuContent, ListedWhole):
    """A menu of the site. ``slug`` says which: for example ``main`` or ``footer``."""

    edition: EditionStamp


class SiteScope(ContractModel):
    """The whole site."""

    type: Literal["site"] = "site"


class PageScope(ContractModel):
    """A page and everything below it."""

    type: Literal["page"] = "page"
    path: Url
    """Front-end path of the page. The alert holds for this path and for every path that begins with it."""
    document: DocumentLink


class AlertScope(RootModel[Annotated[SiteScope | PageScope, Field(discriminator="type")]]):
    """Where an alert is shown."""


Severity = Literal["information", "warning", "emergency"]


class AlertContent(DocumentModel):
    type: Literal["alert"] = "alert"
    title: Annotated[Text, Words("title")]
    text: Annotated[RichText | None, Words("prose")]
    severity: Severity
    """``information``: good to know; ``warning``: it changes what patients should do; ``emergency``: danger, show it
    first and above all else."""
    scope: AlertScope
    call_to_action: CallToAction | None
    contact: Contact | None


class AlertDocument(AlertContent, ListedWhole):
    """A notice to show above pages while it is published. Editors schedule its beginning and its end."""

    edition: EditionStamp


class SocialLink(ContractModel):
    """A page of the hospital in a social network."""

    network: Literal[
        "bluesky", "facebook", "instagram", "linkedin", "mastodon", "threads", "tiktok", "whatsapp", "x", "youtube"
    ]
    url: Annotated[str, Field(pattern=r"^https://"), Value()]
    label: Annotated[Text, Words("alternative")]
    """For screen readers, for example ``Larkmoor Hospital on YouTube``."""


class SiteLanguage(ContractModel):
    """A language in which the site is published."""

    whose = "named"
    formerly = {"name": "title"}

    locale: LanguageTag
    title: Annotated[Text, Words("name")]
    """The hospital's name in that language."""
    path: Annotated[str | None, Value()]
    """Front-end path of its home page; null where there is none."""


class SiteContent(VocabularyContent):
    type: Literal["site"] = "site"
    tagline: Annotated[str | None, Words("summary")]
    """A few words to show beside the name."""
    description: Annotated[str | None, Words("head")]
    """One or two sentences, for search engines and for sharing."""
    logo: Image | None
    image: Image | None
    """To show when a page without a picture is shared."""
    contact: Contact | None
    """The main line of the hospital."""
    address: Address | None
    emergency_text: Annotated[str | None, Words("prose")]
    """What to do in an emergency, in one sentence. Show it on every page."""
    emergency_number: Annotated[str | None, Value()]
    """Short number such as ``911``."""
    social_links: list[SocialLink]
    copyright: Annotated[str | None, Words("legal")]
    home: DocumentLink | None
    languages: list[SiteLanguage]
    """Every language in which site information is published, this one included."""


class SiteDocument(SiteContent, ListedWhole):
    """What holds for the whole site in one language."""

    edition: EditionStamp


def path_of(said: dict[str, str]) -> str:
    return said.get("path", "")


class RedirectContent(DocumentModel):
    type: Literal["redirect"] = "redirect"
    path: Url
    """The old path, percent-encoded, without a slash at its end. It may have a query string, whose parts are sorted."""
    location: Url
    """Where it leads: a front-end path, or an address elsewhere."""
    permanent: bool
    """True: forget the old path (301, 308). False: it may come back (302, 307)."""
    title: Annotated[Text, Repeated()] = Field(default_factory=path_of)
    """The same as ``path``."""
    document: DocumentLink | None
    """The document at ``location``; null where it is no page of this site."""
    site: Annotated[str | None, Value()]
    """Host name of the site it holds for; null: for all."""


class RedirectDocument(RedirectContent, ListedWhole):
    """An old path and where it leads. Redirects have no language: they stand under the default one."""

    edition: EditionStamp


def in_a_line(said: dict[str, list[str]]) -> str:
    return ", ".join(said.get("terms", []))


class SynonymsContent(DocumentModel):
    type: Literal["synonyms"] = "synonyms"
    terms: Annotated[list[Text], Field(min_length=2), Words("keyword")]
    """Words and abbreviations, as people write them."""
    title: Annotated[Text, Repeated()] = Field(default_factory=in_a_line)
    """All of ``terms``, with commas between them."""


class SynonymsDocument(SynonymsContent, ListedWhole):
    """Words that mean the same for search."""

    edition: EditionStamp


class PickItem(ContractModel):
    """Something editors recommend: a page of this site, or an address elsewhere."""

    formerly = {"url": "location"}

    document: DocumentLink | None
    """Null: an address elsewhere."""
    location: Url
    """Where it leads, as in redirects: a front-end path, or an address elsewhere."""
    title: Annotated[Text, Words("link")]
    description: Annotated[str | None, Words("summary")]


def query_of(said: dict[str, str]) -> str:
    return said.get("query", "")


class PickContent(DocumentModel):
    type: Literal["pick"] = "pick"
    query: Annotated[Text, Words("keyword")]
    """What was searched for, in lower case."""
    title: Annotated[Text, Repeated()] = Field(default_factory=query_of)
    """The same as ``query``."""
    items: Annotated[list[PickItem], Field(min_length=1)]
    """The best first."""


class PickDocument(PickContent, ListedWhole):
    """What editors recommend for a search. Picks have no language: they stand under the default one."""

    edition: EditionStamp


class UrgentContent(DocumentModel):
    type: Literal["urgent"] = "urgent"
    title: Annotated[Text, Words("title")]
    text: Annotated[Text, Words("prose")]
    """What to do, in one or two sentences."""
    phone: Phone | None
    """The line to call."""
    emergency_number: Annotated[str | None, Value()]
    """Short number such as ``911``."""
    phrases: Annotated[list[Text], Field(min_length=1), Words("keyword")]
    """What people search for in such danger. Forms of the words make no difference, but ``not`` does. With a word that
    stands after a minus, a search means something else: ``stroke -risk``."""


class UrgentDocument(UrgentContent, ListedWhole):
    """Where somebody in danger finds help at once: shown above whatever they searched for."""

    edition: EditionStamp


class Moved(ContractModel):
    """A path that leads elsewhere: send visitors there. Chains are followed to their end."""

    type: Literal["redirect"] = "redirect"
    location: Url
    """Front-end path, or address elsewhere."""
    permanent: bool
    """True: answer 308 (or 301). False: 307 (or 302)."""
    document: DocumentLink | None
    """The page at ``location``; null where it is none of this API."""


class MenuList(ListEnvelope):
    results: list[MenuDocument]


class AlertList(ListEnvelope):
    """All of them, on one page."""

    results: list[AlertDocument]
    """The most severe first, then the newest."""


class RedirectList(ListEnvelope):
    results: list[RedirectDocument]


class SynonymsList(ListEnvelope):
    results: list[SynonymsDocument]


class PickList(ListEnvelope):
    results: list[PickDocument]


class UrgentList(ListEnvelope):
    results: list[UrgentDocument]
