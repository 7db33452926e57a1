"""Values that documents and blocks are made of: rich text, phones, images, codes, links to other documents."""

import re
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, RootModel, StringConstraints

from api.contract.base import ContractModel, Duration, LanguageTag, Opaque, Slug, Text, Url
from api.contract.roles import Repeated, Token, Value, Words

DocumentTypeName = Literal[
    "procedure",
    "page",
    "specialty",
    "condition",
    "clinician",
    "location",
    "menu",
    "alert",
    "site",
    "redirect",
    "synonyms",
    "pick",
    "urgent",
]


class HtmlText(ContractModel):
    """Formatted text as HTML: what is served unless ``rich_text`` asks for another form."""

    format: Literal["html"] = "html"
    html: Annotated[Text, Words("prose")]
    """Safe, semantic HTML from a closed list of tags: ``p h4 h5 ul ol li strong em a br sup sub abbr``. A link to
    another document carries the document's type and id in ``data-type`` and ``data-id`` beside its front-end path in
    ``href``."""


class PortableTextForm(ContractModel):
    """Formatted text as Portable Text (https://portabletext.org), for existing renderers."""

    format: Literal["portable-text"] = "portable-text"
    portable_text: Annotated[list["PortableTextBlock"], Field(min_length=1)]


class MarkdownText(ContractModel):
    """Formatted text as Markdown (CommonMark). Superscripts, subscripts and abbreviations are HTML inside it."""

    format: Literal["markdown"] = "markdown"
    markdown: Annotated[Text, Words("prose")]


class PlainText(ContractModel):
    """Formatted text as plain text: lists with dashes and numbers, links followed by their address."""

    format: Literal["text"] = "text"
    text: Annotated[Text, Words("prose")]


class RichText(
    RootModel[Annotated[HtmlText | PortableTextForm | MarkdownText | PlainText, Field(discriminator="format")]]
):
    """Formatted text in the form that the parameter ``rich_text`` asks for; ``format`` tells which."""


class PortableTextModel(ContractModel):
    """An object of Portable Text. ``_key`` is unique within its array, and the same whenever the text is."""

    model_config = ConfigDict(validate_by_alias=True, validate_by_name=True, serialize_by_alias=True)

    key: Annotated[Opaque, Field(alias="_key")]


class Span(PortableTextModel):
    """A run of text. A line break is a newline."""

    kind: Annotated[Literal["span"], Field(alias="_type")] = "span"
    text: Annotated[str, Words("prose")]
    marks: list[Opaque]
    """``strong``, ``em``, ``sup``, ``sub``, or the ``_key`` of one of the block's ``markDefs``."""


class LinkedDocument(ContractModel):
    """A document of this API, named."""

    type: DocumentTypeName
    id: UUID


class LinkMark(PortableTextModel):
    """A link."""

    kind: Annotated[Literal["link"], Field(alias="_type")] = "link"
    href: Url
    """A front-end path, an anchor on the page, or an address with its scheme."""
    document: LinkedDocument | None
    """Which document it leads to; null where it leads elsewhere."""


class AbbreviationMark(PortableTextModel):
    """An abbreviation."""

    kind: Annotated[Literal["abbr"], Field(alias="_type")] = "abbr"
    title: Annotated[str, Words("note")]
    """What it stands for."""


class MarkDefinition(RootModel[Annotated[LinkMark | AbbreviationMark, Field(discriminator="kind")]]):
    """What a mark that is neither a style nor a position means; ``_type`` tells which."""


class TextBlock(PortableTextModel):
    """A paragraph or a heading."""

    kind: Annotated[Literal["block"], Field(alias="_type")] = "block"
    style: Literal["normal", "h4", "h5"]
    children: list[Span]
    mark_definitions: Annotated[list[MarkDefinition], Field(alias="markDefs")]


class ListItemBlock(TextBlock):
    """An item of a list. Items that follow each other make the list."""

    list_item: Annotated[Literal["bullet", "number"], Field(alias="listItem")]
    level: Annotated[int, Field(ge=1)]
    """1 for a list, 2 for a list inside an item of it."""


class PortableTextBlock(RootModel[ListItemBlock | TextBlock]):
    """A paragraph, a heading, or an item of a list, which has ``listItem`` and ``level``."""


def tel_uri(phone: dict[str, str | None]) -> str:
    """Of a number with its extension, of which only digits are dialled."""
    extension = re.sub("[^0-9]", "", phone.get("extension") or "")
    return f"tel:{phone.get('number', '')}" + (f";ext={extension}" if extension else "")


class Phone(ContractModel):
    """A telephone number."""

    number: Annotated[str, StringConstraints(pattern=r"^(\+[1-9]\d{6,14}|\d{3,6})$"), Value()]
    """E.164, or the digits of a short number such as 988."""
    display: Annotated[Text, Value()]
    """As people of the region write it, without the extension."""
    extension: Annotated[str | None, Value()]
    """Digits to dial once connected."""
    uri: Annotated[str, StringConstraints(pattern=r"^tel:"), Repeated()] = Field(default_factory=tel_uri)
    """For links: ``tel:`` with the number and, where there is one, the extension (RFC 3966)."""


def title_of(said: dict[str, str]) -> str:
    return said.get("name", "")


class ImageSource(ContractModel):
    """One format of an image, for a ``<source>`` element."""

    type: Literal["image/avif", "image/webp"]
    srcset: Opaque
    """Candidates with width descriptors, ready for the ``srcset`` attribute."""


class FocalPoint(ContractModel):
    """The point to keep in view when cropping, as fractions of width and height from the top left."""

    x: Annotated[float, Field(ge=0, le=1), Token()]
    y: Annotated[float, Field(ge=0, le=1), Token()]


class Image(ContractModel):
    """A picture, ready to show."""

    whose = "shown"

    id: int
    alt: Annotated[str, Words("alternative")]
    """Alternative text; empty exactly when ``decorative``."""
    decorative: Annotated[bool, Token()]
    """True: the picture says nothing the text does not; screen readers skip it."""
    src: Url
    """Address of the fallback: JPEG, or PNG where the picture has transparent parts. A whole
    address; relative to this API's host in development."""
    width: Annotated[int, Token()]
    """Pixels of ``src``."""
    height: Annotated[int, Token()]
    srcset: Opaque
    """Candidates of the fallback format."""
    sizes: Opaque
    """For the ``sizes`` attribute, where a layout says nothing better: as wide as the screen, up to its own width."""
    sources: list[ImageSource]
    """Better formats, best first."""
    focal_point: FocalPoint | None
    placeholder: Annotated[str, StringConstraints(pattern=r"^data:image/"), Token()]
    """A tiny blurred version as a data URI, to show while the picture loads."""
    credit: Annotated[str | None, Words("credit")]


class DocumentLink(ContractModel):
    """Another document of this API."""

    whose = "named"

    type: DocumentTypeName
    id: UUID
    """The same in all translations."""
    slug: Slug
    path: Annotated[str | None, Value()]
    """Its front-end path; null where the document has no page of its own."""
    title: Annotated[Text, Words("title")]
    locale: Annotated[LanguageTag, Token()]
    """The language it is in, which may be another than that of the document that links it."""
    summary: Annotated[str | None, Words("summary")] = None
    """For a card, in ``related``: one or two sentences. Null elsewhere, and where there is none."""
    image: Image | None = None
    """For a card, in ``related``. Null elsewhere, and where there is none."""


class DocumentTarget(ContractModel):
    """Leads to another document."""

    whose = "shown"

    type: Literal["document"] = "document"
    document: DocumentLink


class UrlTarget(ContractModel):
    """Leads to an address outside this API."""

    type: Literal["url"] = "url"
    url: Annotated[str, StringConstraints(pattern=r"^https?://"), Value()]


class PhoneTarget(ContractModel):
    """Leads to a call."""

    type: Literal["phone"] = "phone"
    phone: Phone


class Target(RootModel[Annotated[DocumentTarget | UrlTarget | PhoneTarget, Field(discriminator="type")]]):
    """Where a call to action leads."""


BodyAreaSlug = Literal[
    "brain",
    "spine",
    "head-and-neck",
    "heart",
    "chest",
    "abdomen",
    "pelvis",
    "shoulder",
    "arm-and-hand",
    "hip",
    "knee",
    "leg-and-foot",
    "skin",
    "whole-body",
]


class BodyArea(ContractModel):
    """The part of the body a treatment is about."""

    whose = "named"

    slug: Annotated[BodyAreaSlug, Token()]
    name: Annotated[Text, Words("name")]


class Citation(ContractModel):
    """A source the text relies on."""

    whose = "shown"

    id: UUID
    title: Annotated[Text, Words("title")]
    authors: Annotated[str | None, Words("credit")]
    publisher: Annotated[str | None, Words("credit")]
    year: int | None
    doi: Annotated[str | None, Value()]
    url: Annotated[str | None, Value()]
    checked_on: date | None
    """When the hospital last checked that it still says so."""


FactKind = Literal[
    "procedure_length",
    "hospital_stay",
    "recovery",
    "return_to_work",
    "return_to_driving",
    "device_life",
    "refill_interval",
    "trial_length",
    "follow_up",
    "anaesthesia",
]
Qualifier = Literal["exactly", "about", "up_to", "at_least", "usually"]


class Fact(ContractModel):
    """A key figure about a treatment, such as the length of the stay."""

    kind: Annotated[FactKind, Repeated()]
    label: Annotated[Text, Words("label")]
    """The kind in the document's language."""
    minimum: Annotated[Duration | None, Repeated()]
    maximum: Annotated[Duration | None, Repeated()]
    qualifier: Annotated[Qualifier | None, Repeated()]
    setting: Literal["inpatient", "outpatient", "day_case"] | None
    text: Annotated[Text, Words("figure")]
    """The whole fact in words, in the document's language, for example ``about 1 to 2 hours``."""


class CallToAction(ContractModel):
    """An invitation to do the next thing."""

    text: Annotated[Text, Words("link")]
    target: Target | None
    """Null when the hospital has not chosen yet where it leads: show the text without a button."""
