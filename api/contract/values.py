"""Values that documents and blocks are made of: rich text, phones, images, codes, links to other documents."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, RootModel, StringConstraints

from api.contract.base import ContractModel, Duration, LanguageTag, Slug, Text

DocumentTypeName = Literal["procedure", "page", "specialty", "condition", "clinician", "location"]


class RichText(ContractModel):
    """Formatted text."""

    html: Text
    """Safe, semantic HTML from a closed list of tags. A link to another document carries the document's type and id in
    ``data-type`` and ``data-id`` beside its front-end path in ``href``."""


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
    """Address of the fallback (JPEG or PNG); relative to this API's host where media is served by the same host."""
    width: int
    """Pixels of ``src``."""
    height: int
    srcset: Text
    """Candidates of the fallback format."""
    sources: list[ImageSource]
    """Better formats, best first."""
    focal_point: FocalPoint | None
    placeholder: Annotated[str, StringConstraints(pattern=r"^data:image/")]
    """A tiny blurred version as a data URI, to show while the picture loads."""
    credit: str | None


CodeSystem = Literal["icd-10-cm", "icd-10-pcs", "cpt", "hcpcs", "snomed-ct", "mesh", "loinc", "rxnorm"]


class Code(ContractModel):
    """A clinical code."""

    system: CodeSystem
    oid: Text
    """The code system's HL7 object identifier."""
    code: Text


class BodyArea(ContractModel):
    """The part of the body a treatment is about."""

    slug: Slug
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
