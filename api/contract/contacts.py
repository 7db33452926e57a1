"""How to reach the hospital: addresses, hours, contact lines; and the people and places that documents name."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from api.contract.base import ContractModel, LanguageTag, Slug, Text
from api.contract.roles import Repeated, Token, Value, Words
from api.contract.values import Image, Phone, RichText, title_of

Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
TIME_OF_DAY = r"^([01]\d|2[0-3]):[0-5]\d$"


class Address(ContractModel):
    street: Annotated[Text, Words("address")]
    city: Annotated[Text, Words("address")]
    region: Annotated[str | None, Words("address")]
    postal_code: Annotated[str | None, Value()]
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), Value()]
    """ISO 3166-1 alpha-2."""


class OpeningHours(ContractModel):
    """Days on which it opens and closes at the same times, as in schema.org's ``OpeningHoursSpecification``."""

    day_of_week: Annotated[list[Weekday], Field(min_length=1)]
    opens: Annotated[str, StringConstraints(pattern=TIME_OF_DAY), Repeated()]
    """``08:00``, in the hospital's time."""
    closes: Annotated[str, StringConstraints(pattern=TIME_OF_DAY), Repeated()]
    """``17:00``; on the next day where it is before ``opens``. ``00:00`` to ``23:59`` is the whole day."""


class Contact(ContractModel):
    """A line patients can call or write to. The hospital edits it once; every document that shows it follows."""

    whose = "shown"

    id: UUID
    label: Annotated[Text, Words("heading")]
    """A heading to show above it."""
    text: Annotated[RichText | None, Words("prose")]
    """One or two sentences: what the line is for."""
    phone: Phone | None
    email: Annotated[str | None, Value()]
    hours: Annotated[str | None, Words("note")]
    """When somebody answers, in words: all of ``opening_hours`` and ``hours_note``."""
    opening_hours: list[OpeningHours] = Field(default_factory=list)
    """The same as days and times, for a table or to say whether it is open now. Empty: only ``hours`` says it."""
    hours_note: Annotated[str | None, Repeated()] = None
    """What of ``hours`` days and times cannot say."""
    response_time: Annotated[str | None, Words("note")]
    """How soon a message is answered, in words."""
    languages: list[LanguageTag]
    """Languages spoken on the line."""
    address: Address | None = None
    """Where to write or to go."""
    locale: Annotated[LanguageTag, Token()]
    """The language of what is said here."""


class ClinicianLink(ContractModel):
    """A clinician, as shown beside other content."""

    whose = "named"
    formerly = {"photo": "image"}

    type: Literal["clinician"] = "clinician"
    id: UUID
    slug: Slug
    path: Annotated[str | None, Value()] = None
    """Front-end path; null where clinicians have no pages."""
    name: Annotated[Text, Words("name")]
    title: Annotated[Text, Repeated()] = Field(default_factory=title_of)
    """The same as ``name``."""
    credentials: Annotated[str | None, Words("note")]
    role: Annotated[str | None, Words("note")]
    image: Image | None
    locale: Annotated[LanguageTag, Token()]
    """The language of what is said here."""


class LocationLink(ContractModel):
    """A place, as shown beside other content."""

    whose = "named"

    type: Literal["location"] = "location"
    id: UUID
    slug: Slug
    path: Annotated[str | None, Value()] = None
    """Front-end path; null where locations have no pages."""
    name: Annotated[Text, Words("name")]
    title: Annotated[Text, Repeated()] = Field(default_factory=title_of)
    """The same as ``name``."""
    address: Address
    phone: Phone | None
    image: Image | None = None
    locale: Annotated[LanguageTag, Token()]
    """The language of what is said here."""
