"""Values that documents and blocks are made of: rich text, phones, images, codes, links to other documents."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field, RootModel, StringConstraints

from api.contract.base import ContractModel, Duration, LanguageTag, Slug, Text

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
]


class HtmlText(ContractModel):
    """Formatted text as HTML: what is served unless ``rich_text`` asks for another form."""

    format: Literal["html"] = "html"
    html: Text
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
    markdown: Text


class PlainText(ContractModel):
    """Formatted text as plain text: lists with dashes and numbers, links followed by their address."""

    format: Literal["text"] = "text"
    text: Text


class RichText(
    RootModel[Annotated[HtmlText | PortableTextForm | MarkdownText | PlainText, Field(discriminator="format")]]
):
    """Formatted text in the form that the parameter ``rich_text`` asks for; ``format`` tells which."""


class PortableTextModel(ContractModel):
    """An object of Portable Text. ``_key`` is unique within its array, and the same whenever the text is."""

    model_config = ConfigDict(validate_by_alias=True, validate_by_name=True, serialize_by_alias=True)

    key: Annotated[Text, Field(alias="_key")]


class Span(PortableTextModel):
    """A run of text. A line break is a newline."""

    kind: Annotated[Literal["span"], Field(alias="_type")] = "span"
    text: str
    marks: list[Text]
    """``strong``, ``em``, ``sup``, ``sub``, or the ``_key`` of one of the block's ``markDefs``."""


class LinkedDocument(ContractModel):
    """A document of this API, named."""

    type: DocumentTypeName
    id: UUID


class LinkMark(PortableTextModel):
    """A link."""

    kind: Annotated[Literal["link"], Field(alias="_type")] = "link"
    href: Text
    """A front-end path, an anchor on the page, or an address with its scheme."""
    document: LinkedDocument | None
    """Which document it leads to; null where it leads elsewhere."""


class AbbreviationMark(PortableTextModel):
    """An abbreviation."""

    kind: Annotated[Literal["abbr"], Field(alias="_type")] = "abbr"
    title: str
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


class Phone(ContractModel):
    """A telephone number."""

    number: Annotated[str, StringConstraints(pattern=r"^\+[1-9]\d{6,14}$")]
    """E.164, ready for a ``tel:`` link."""
    display: Text
    """As people of the region write it."""
    extension: str | None
    """Digits to dial once connected."""


class Contact(ContractModel):
    """A line patients can call or write to. The hospital edits it once; every document that shows it follows."""

    id: UUID
    label: Text
    """A heading to show above it."""
    text: RichText | None
    """One or two sentences: what the line is for."""
    phone: Phone | None
    email: str | None
    hours: str | None
    """When somebody answers, in words."""
    response_time: str | None
    """How soon a message is answered, in words."""
    languages: list[LanguageTag]
    """Languages spoken on the line."""


class DocumentLink(ContractModel):
    """Another document of this API."""

    type: DocumentTypeName
    id: UUID
    """The same in all translations."""
    slug: Slug
    path: str | None
    """Its front-end path; null where the document has no page of its own."""
    title: Text


class DocumentTarget(ContractModel):
    """Leads to another document."""

    type: Literal["document"] = "document"
    document: DocumentLink


class UrlTarget(ContractModel):
    """Leads to an address outside this API."""

    type: Literal["url"] = "url"
    url: Annotated[str, StringConstraints(pattern=r"^https?://")]


class PhoneTarget(ContractModel):
    """Leads to a call."""

    type: Literal["phone"] = "phone"
    phone: Phone


class Target(RootModel[Annotated[DocumentTarget | UrlTarget | PhoneTarget, Field(discriminator="type")]]):
    """Where a call to action leads."""


class ImageSource(ContractModel):
    """One format of an image, for a ``<source>`` element."""

    type: Literal["image/avif", "image/webp"]
    srcset: Text
    """Candidates with width descriptors, ready for the ``srcset`` attribute."""


class FocalPoint(ContractModel):
    """The point to keep in view when cropping, as fractions of width and height from the top left."""

    x: Annotated[float, Field(ge=0, le=1)]
    y: Annotated[float, Field(ge=0, le=1)]


class Image(ContractModel):
    """A picture, ready to show."""

    id: int
    alt: str
    """Alternative text; empty exactly when ``decorative``."""
    decorative: bool
    """True: the picture says nothing the text does not; screen readers skip it."""
    src: Text
    """Address of the fallback: JPEG, or PNG where the picture has transparent parts. Relative to this API's host where
    media is served by the same host."""
    width: int
    """Pixels of ``src``."""
    height: int
    srcset: Text
    """Candidates of the fallback format."""
    sizes: Text
    """For the ``sizes`` attribute, where a layout says nothing better: as wide as the screen, up to its own width."""
    sources: list[ImageSource]
    """Better formats, best first."""
    focal_point: FocalPoint | None
    placeholder: Annotated[str, StringConstraints(pattern=r"^data:image/")]
    """A tiny blurred version as a data URI, to show while the picture loads."""
    credit: str | None


CodeSystem = Literal["icd-10-cm", "icd-10-pcs", "cpt", "hcpcs", "snomed-ct", "mesh", "loinc", "rxnorm"]
CODE_SYSTEM_OIDS: dict[CodeSystem, str] = {
    "icd-10-cm": "2.16.840.1.113883.6.90",
    "icd-10-pcs": "2.16.840.1.113883.6.4",
    "cpt": "2.16.840.1.113883.6.12",
    "hcpcs": "2.16.840.1.113883.6.285",
    "snomed-ct": "2.16.840.1.113883.6.96",
    "mesh": "2.16.840.1.113883.6.177",
    "loinc": "2.16.840.1.113883.6.1",
    "rxnorm": "2.16.840.1.113883.6.88",
}
"""HL7 object identifiers, from the HL7 OID registry."""


class Code(ContractModel):
    """A clinical code."""

    system: CodeSystem
    oid: Text
    """The code system's HL7 object identifier."""
    code: Text


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

    slug: BodyAreaSlug
    name: Text


class Citation(ContractModel):
    """A source the text relies on."""

    id: UUID
    title: Text
    authors: str | None
    publisher: str | None
    year: int | None
    doi: str | None
    url: str | None
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

    kind: FactKind
    label: Text
    """The kind in the document's language."""
    minimum: Duration | None
    maximum: Duration | None
    qualifier: Qualifier | None
    setting: Literal["inpatient", "outpatient", "day_case"] | None
    text: Text
    """The whole fact in words, in the document's language, for example ``about 1 to 2 hours``."""


class ClinicianLink(ContractModel):
    """A clinician, as shown beside other content."""

    id: UUID
    slug: Slug
    name: Text
    credentials: str | None
    role: str | None
    photo: Image | None


class Address(ContractModel):
    street: Text
    city: Text
    region: str | None
    postal_code: str | None
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1 alpha-2."""


class LocationLink(ContractModel):
    """A place, as shown beside other content."""

    id: UUID
    slug: Slug
    name: Text
    address: Address
    phone: Phone | None


class CallToAction(ContractModel):
    """An invitation to do the next thing."""

    text: Text
    target: Target | None
    """Null when the hospital has not chosen yet where it leads: show the text without a button."""
