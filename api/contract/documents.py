"""The documents: one model for each type, as served at its address."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from api.contract.base import ContractModel, LanguageTag, Slug, Text, Url
from api.contract.blocks import Section
from api.contract.codes import Code
from api.contract.contacts import Address, Contact, LocationLink, OpeningHours
from api.contract.roles import Repeated, Token, Value, Words
from api.contract.values import (
    BodyArea,
    CallToAction,
    Citation,
    DocumentLink,
    DocumentTypeName,
    Fact,
    Image,
    Phone,
    RichText,
    title_of,
)


class EditionStamp(ContractModel):
    """Which published edition this is."""

    number: Annotated[int, Field(ge=1), Token()]
    """Grows with every publication in the whole hospital, in the order in which they took effect."""
    published_at: Annotated[datetime, Token()]
    """When this edition took effect."""
    first_published_at: Annotated[datetime, Token()]
    """When the document first became public."""
    expires_at: Annotated[datetime | None, Token()] = None
    """From then on the document is not served: copies of it end by themselves. Null: it stays until it is withdrawn."""
    digest: Annotated[str, StringConstraints(pattern=r"^sha256-[0-9a-f]{64}$"), Token()]
    """SHA-256 of this document's JSON without the member ``edition`` (compact separators, members in the order served,
    numbers as served, UTF-8)."""


class DocumentModel(ContractModel):
    """What every document has."""

    type: DocumentTypeName
    """Which kind of document it is; tells the members apart."""
    id: UUID
    """The same in all translations."""
    locale: Annotated[LanguageTag, Token()]
    slug: Slug

    @property
    def label(self) -> str:
        """What lists are sorted by, and editors know it by."""
        return getattr(self, "title", "") or getattr(self, "name", "")


class Breadcrumb(ContractModel):
    """A page on the way from the home page to this one, which is the last."""

    whose = "shown"

    title: Annotated[Text, Words("link")]
    path: Url
    url: Url
    """Front-end address."""


class Translation(ContractModel):
    """The same document in a language, this one included."""

    locale: Annotated[LanguageTag, Token()]
    slug: Slug
    path: Url
    url: Url
    """Front-end address, for ``hreflang``."""


class TranslatedFrom(ContractModel):
    """What a translation was made from, and whether that says something else since."""

    source_locale: Annotated[LanguageTag, Token()]
    source_edition: int | None
    """Number of the edition of the source that this document says; null where the source was not published then."""
    state: Literal["current", "behind"]
    """``behind``: the source says something else since, in sections or in what stands around them."""
    behind_sections: list[UUID]
    """Ids of the sections of the source that say something else now, new and gone ones included. Sections keep their
    ids when they are translated."""


class Seo(ContractModel):
    """For the ``<head>`` of the front end's page."""

    title: Annotated[Text, Words("head")]
    description: Annotated[str | None, Words("head")]


class Reviewer(ContractModel):
    """Somebody who has reviewed the content: a clinician of this API."""

    whose = "named"

    name: Annotated[Text, Words("name")]
    credentials: Annotated[str | None, Words("note")]
    id: UUID | None = None
    """Of the clinician's document."""
    slug: Annotated[str | None, Token()] = None
    path: Annotated[str | None, Value()] = None
    """Front-end path; null where clinicians have no pages."""


class Review(ContractModel):
    """The clinical review: who vouches for the content, and until when."""

    last_reviewed: date | None
    next_review: date | None
    reviewed_by: list[Reviewer]
    state: Literal["current", "due", "overdue", "lapsed"] | None
    """``due``: the next review is near. ``overdue``: its day has passed. ``lapsed``: sections say something else than
    was reviewed. Changed by an edition of its own when the day comes. Null: nobody has reviewed it."""


ProcedureType = Literal["noninvasive", "percutaneous", "surgical"]


class PublishedPage(DocumentModel):
    """What documents with a front-end page have."""

    path: Annotated[Text, Repeated()]
    """Front-end path."""
    url: Url
    """Front-end address."""
    canonical: Annotated[Text, Repeated()]
    """Front-end path of the original: the same as ``path`` unless this page is an alias."""
    title: Annotated[Text, Words("title")]
    summary: Annotated[str | None, Words("summary")]
    """One or two plain sentences."""
    image: Image | None
    sections: list[Section]
    breadcrumbs: list[Breadcrumb]
    """From the home page down to this page."""
    translations: list[Translation]
    """In every language in which it is published, this one included."""
    translation: TranslatedFrom | None
    """Of a translation; null for what was written in this language, and where nobody has said what it was made from."""
    seo: Seo


class ProcedureContent(PublishedPage):
    """A treatment page without its edition stamp: exactly what the digest covers."""

    type: Literal["procedure"] = "procedure"
    alternative_names: Annotated[list[Text], Words("other_name")]
    keywords: Annotated[list[Text], Words("keyword")]
    """Words patients use for what it treats, such as the lay names of its conditions."""
    procedure_type: ProcedureType | None
    codes: list[Code]
    body_area: BodyArea | None
    specialties: list[DocumentLink]
    conditions: list[DocumentLink]
    contact: Contact | None
    call_to_action: CallToAction | None
    facts: list[Fact]
    references: Annotated[list[Citation], Repeated()]
    review: Review
    related: Annotated[list[DocumentLink], Repeated()]
    """Other treatments named by this page, each with what a card shows."""


class ProcedureDocument(ProcedureContent):
    """A treatment page."""

    edition: EditionStamp


class PageContent(PublishedPage):
    type: Literal["page"] = "page"
    role: Literal["home", "treatments", "information"]
    """Which page of the site it is: the home page, the index of treatments, or a page of information."""
    contact: Contact | None


class PageDocument(PageContent):
    """A page of information, such as how to prepare for a first appointment."""

    edition: EditionStamp


class VocabularyContent(DocumentModel):
    name: Annotated[Text, Words("title")]
    title: Annotated[Text, Repeated()] = Field(default_factory=title_of)
    """The same as ``name``: every document has a title."""


class DirectoryContent(VocabularyContent):
    """What has a page in front ends where the hospital has said at which address."""

    path: Annotated[str | None, Repeated()] = None
    """Front-end path; null where the hospital gives such documents no page in this language. Then nothing leads there:
    show the name without a link."""
    url: Annotated[str | None, Value()] = None
    """Front-end address; null where there is no page."""
    breadcrumbs: list[Breadcrumb] = []
    """From the home page down to this page; empty where there is no page."""
    translations: list[Translation] = []
    """In every language in which it is published and has a page, this one included."""
    seo: Seo | None = None
    """Null where there is no page."""


class SpecialtyContent(DirectoryContent):
    type: Literal["specialty"] = "specialty"
    image: Image | None = None
    description: Annotated[RichText | None, Words("summary")]
    contact: Contact | None


class SpecialtyDocument(SpecialtyContent):
    """A specialty or programme of the hospital."""

    edition: EditionStamp


class ConditionContent(DirectoryContent):
    type: Literal["condition"] = "condition"
    image: Image | None = None
    lay_names: Annotated[list[Text], Words("other_name")]
    """What patients call it."""
    description: Annotated[RichText | None, Words("summary")]
    codes: list[Code]


class ConditionDocument(ConditionContent):
    """A condition that treatments are used for."""

    edition: EditionStamp


class ClinicianContent(DirectoryContent):
    formerly = {"photo": "image"}

    type: Literal["clinician"] = "clinician"
    credentials: Annotated[str | None, Words("note")]
    role: Annotated[str | None, Words("note")]
    biography: Annotated[RichText | None, Words("prose")]
    image: Image | None
    languages: list[LanguageTag]
    specialties: list[DocumentLink]
    locations: list[LocationLink]


class ClinicianDocument(ClinicianContent):
    """A person who treats patients."""

    edition: EditionStamp


class LocationContent(DirectoryContent):
    type: Literal["location"] = "location"
    image: Image | None = None
    address: Address
    latitude: float | None
    longitude: float | None
    phone: Phone | None
    hours: Annotated[str | None, Words("note")]
    """When it is open, in words: all of ``opening_hours`` and ``hours_note``."""
    opening_hours: list[OpeningHours] = Field(default_factory=list)
    hours_note: Annotated[str | None, Repeated()] = None
    """What of ``hours`` days and times cannot say."""
    directions: Annotated[RichText | None, Words("prose")]


class LocationDocument(LocationContent):
    """A place where patients are seen."""

    edition: EditionStamp
