"""What lists answer: summaries, and the envelope with its page links."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from api.contract.base import ContractModel, LanguageTag, Slug, Text, Url
from api.contract.blocks import SectionKind
from api.contract.codes import Code
from api.contract.contacts import Address, Contact
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
from api.contract.roles import Repeated, Token, Value, Words
from api.contract.values import BodyArea, DocumentLink, DocumentTypeName, Image, Phone


class SummaryModel(ContractModel):
    """What every summary has."""

    type: DocumentTypeName
    id: UUID
    """The same in all translations."""
    locale: Annotated[LanguageTag, Token()]
    slug: Slug


class ProcedureSummary(SummaryModel):
    """A treatment in a list."""

    type: Literal["procedure"] = "procedure"
    path: Annotated[Text, Repeated()]
    url: Url
    title: Annotated[Text, Words("title")]
    summary: Annotated[str | None, Words("summary")]
    alternative_names: Annotated[list[Text], Words("other_name")]
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
        kinds = [kind for section in document.sections for kind in (section.kind, *section.also) if kind]
        return cls.model_construct(section_kinds=list(dict.fromkeys(kinds)), **_shared(cls, document))


class PageSummary(SummaryModel):
    """A page of information in a list."""

    type: Literal["page"] = "page"
    role: Literal["home", "treatments", "information"]
    path: Annotated[Text, Repeated()]
    url: Url
    title: Annotated[Text, Words("title")]
    summary: Annotated[str | None, Words("summary")]
    edition: EditionStamp

    @classmethod
    def of(cls, document: PageDocument) -> "PageSummary":
        return cls.model_construct(**_shared(cls, document))


class VocabularySummary(SummaryModel):
    name: Annotated[Text, Words("title")]
    title: Annotated[Text, Repeated()]
    """The same as ``name``."""
    path: Annotated[str | None, Repeated()]
    """Front-end path; null where there is no page."""
    url: Annotated[str | None, Value()]
    """Front-end address; null where there is no page."""


class SpecialtySummary(VocabularySummary):
    """A specialty in a list."""

    type: Literal["specialty"] = "specialty"
    image: Image | None
    contact: Contact | None
    edition: EditionStamp

    @classmethod
    def of(cls, document: SpecialtyDocument) -> "SpecialtySummary":
        return cls.model_construct(**_shared(cls, document))


class ConditionSummary(VocabularySummary):
    """A condition in a list."""

    type: Literal["condition"] = "condition"
    image: Image | None
    lay_names: Annotated[list[Text], Words("other_name")]
    codes: list[Code]
    edition: EditionStamp

    @classmethod
    def of(cls, document: ConditionDocument) -> "ConditionSummary":
        return cls.model_construct(**_shared(cls, document))


class ClinicianSummary(VocabularySummary):
    """A clinician in a list."""

    type: Literal["clinician"] = "clinician"
    credentials: Annotated[str | None, Words("note")]
    role: Annotated[str | None, Words("note")]
    image: Image | None
    specialties: list[DocumentLink]
    edition: EditionStamp

    @classmethod
    def of(cls, document: ClinicianDocument) -> "ClinicianSummary":
        return cls.model_construct(**_shared(cls, document))


class LocationSummary(VocabularySummary):
    """A place in a list."""

    type: Literal["location"] = "location"
    image: Image | None
    address: Address
    phone: Phone | None
    edition: EditionStamp

    @classmethod
    def of(cls, document: LocationDocument) -> "LocationSummary":
        return cls.model_construct(**_shared(cls, document))


class ListEnvelope(ContractModel):
    """One page of a list."""

    count: Annotated[int, Field(ge=0)]
    """How many there are in all."""
    next: Annotated[str | None, Value()]
    """Address of the next page; null on the last."""
    previous: Annotated[str | None, Value()]
    """Address of the page before; null on the first."""


class Counted(ContractModel):
    procedure_count: Annotated[int, Field(ge=0)]
    """How many published treatments in this language name it."""


class CodedList(ListEnvelope):
    codes_understood: Annotated[list[str], Value()]
    """The codes that were asked for, as their systems print them: ``icd-10-cm|M17.11`` for ``icd-10-cm|m1711``."""


class ProcedureList(CodedList):
    results: list[ProcedureSummary]


class PageList(ListEnvelope):
    results: list[PageSummary]


class SpecialtyEntry(SpecialtySummary, Counted):
    pass


class SpecialtyList(ListEnvelope):
    results: list[SpecialtyEntry]


class ConditionEntry(ConditionSummary, Counted):
    pass


class ConditionList(CodedList):
    results: list[ConditionEntry]


class ClinicianEntry(ClinicianSummary, Counted):
    pass


class ClinicianList(ListEnvelope):
    results: list[ClinicianEntry]


class LocationEntry(LocationSummary, Counted):
    pass


class LocationList(ListEnvelope):
    results: list[LocationEntry]


class SpecialtyOverview(ContractModel):
    """All that a page about a specialty shows. Of each list the first hundred by title, with how many there are."""

    document: SpecialtyDocument
    """The specialty."""
    procedures: ProcedureList
    """Its treatments."""
    conditions: ConditionList
    """Conditions that its treatments are for."""
    clinicians: ClinicianList
    """Its clinicians."""
    locations: LocationList
    """Where its treatments or clinicians are."""


class ConditionOverview(ContractModel):
    """All that a page about a condition shows. Of each list the first hundred by title, with how many there are."""

    document: ConditionDocument
    """The condition."""
    procedures: ProcedureList
    """Treatments for it."""
    specialties: SpecialtyList
    """Specialties with treatments for it."""


class ClinicianOverview(ContractModel):
    """All that a page about a clinician shows. Of each list the first hundred by title, with how many there are."""

    document: ClinicianDocument
    """The clinician."""
    procedures: ProcedureList
    """Treatments whose pages name the clinician."""


class LocationOverview(ContractModel):
    """All that a page about a place shows. Of each list the first hundred by title, with how many there are."""

    document: LocationDocument
    """The place."""
    procedures: ProcedureList
    """Treatments whose pages name it."""
    clinicians: ClinicianList
    """Clinicians who work there."""


OVERVIEWS: dict[str, type[ContractModel]] = {
    "specialty": SpecialtyOverview,
    "condition": ConditionOverview,
    "clinician": ClinicianOverview,
    "location": LocationOverview,
}
"""By the type of the document that they are about."""


def _shared(summary: type[ContractModel], document: ContractModel) -> dict[str, Any]:
    """The members a summary has in common with its document, by name. They are not checked again: the document was,
    unless another contract wrote it."""
    return {name: getattr(document, name) for name in summary.model_fields if name in type(document).model_fields}
