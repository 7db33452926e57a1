"""What lists answer: summaries, and the envelope with its page links."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.contract.base import ContractModel, LanguageTag, Slug, Text
from api.contract.blocks import SectionKind
from api.contract.documents import (
    ClinicianDocument,
    ConditionDocument,
    EditionStamp,
    LocationDocument,
    PageDocument,
    ProcedureDocument,
    ProcedureType,
    Review,
    SpecialtyDocument,
)
from api.contract.values import Address, BodyArea, Code, Contact, DocumentLink, DocumentTypeName, Image, Phone


class SummaryModel(ContractModel):
    """What every summary has."""

    type: DocumentTypeName
    id: UUID
    """The same in all translations."""
    locale: LanguageTag
    slug: Slug


class ProcedureSummary(SummaryModel):
    """A treatment in a list."""

    type: Literal["procedure"] = "procedure"
    path: Text
    url: Text
    title: Text
    summary: str | None
    alternative_names: list[Text]
    procedure_type: ProcedureType | None
    body_area: BodyArea | None
    specialties: list[DocumentLink]
    conditions: list[DocumentLink]
    image: Image | None
    section_kinds: list[SectionKind]
    review: Review
    edition: EditionStamp

    @classmethod
    def of(cls, document: ProcedureDocument) -> "ProcedureSummary":
        kinds = [kind for section in document.sections for kind in (section.kind, *section.also)]
        return cls(section_kinds=list(dict.fromkeys(kinds)), **_shared(cls, document))


class PageSummary(SummaryModel):
    """A page of information in a list."""

    type: Literal["page"] = "page"
    role: Literal["home", "treatments", "information"]
    path: Text
    url: Text
    title: Text
    summary: str | None
    edition: EditionStamp

    @classmethod
    def of(cls, document: PageDocument) -> "PageSummary":
        return cls(**_shared(cls, document))


class VocabularySummary(SummaryModel):
    name: Text


class SpecialtySummary(VocabularySummary):
    """A specialty in a list."""

    type: Literal["specialty"] = "specialty"
    contact: Contact | None
    edition: EditionStamp

    @classmethod
    def of(cls, document: SpecialtyDocument) -> "SpecialtySummary":
        return cls(**_shared(cls, document))


class ConditionSummary(VocabularySummary):
    """A condition in a list."""

    type: Literal["condition"] = "condition"
    lay_names: list[Text]
    codes: list[Code]
    edition: EditionStamp

    @classmethod
    def of(cls, document: ConditionDocument) -> "ConditionSummary":
        return cls(**_shared(cls, document))


class ClinicianSummary(VocabularySummary):
    """A clinician in a list."""

    type: Literal["clinician"] = "clinician"
    credentials: str | None
    role: str | None
    photo: Image | None
    specialties: list[DocumentLink]
    edition: EditionStamp

    @classmethod
    def of(cls, document: ClinicianDocument) -> "ClinicianSummary":
        return cls(**_shared(cls, document))


class LocationSummary(VocabularySummary):
    """A place in a list."""

    type: Literal["location"] = "location"
    address: Address
    phone: Phone | None
    edition: EditionStamp

    @classmethod
    def of(cls, document: LocationDocument) -> "LocationSummary":
        return cls(**_shared(cls, document))


class ListEnvelope(ContractModel):
    """One page of a list."""

    count: Annotated[int, Field(ge=0)]
    """How many there are in all."""
    next: str | None
    """Address of the next page; null on the last."""
    previous: str | None
    """Address of the page before; null on the first."""


class Counted(ContractModel):
    procedure_count: Annotated[int, Field(ge=0)]
    """How many published treatments in this language name it."""


class ProcedureList(ListEnvelope):
    results: list[ProcedureSummary]


class PageList(ListEnvelope):
    results: list[PageSummary]


class SpecialtyEntry(SpecialtySummary, Counted):
    pass


class SpecialtyList(ListEnvelope):
    results: list[SpecialtyEntry]


class ConditionEntry(ConditionSummary, Counted):
    pass


class ConditionList(ListEnvelope):
    results: list[ConditionEntry]


class ClinicianEntry(ClinicianSummary, Counted):
    pass


class ClinicianList(ListEnvelope):
    results: list[ClinicianEntry]


class LocationEntry(LocationSummary, Counted):
    pass


class LocationList(ListEnvelope):
    results: list[LocationEntry]


def _shared(summary: type[ContractModel], document: ContractModel) -> dict[str, object]:
    """The members a summary has in common with its document, by name."""
    return {name: getattr(document, name) for name in summary.model_fields if name in type(document).model_fields}
