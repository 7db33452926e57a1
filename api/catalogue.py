"""The closed list of document types: the contract models of each, and the collection that serves it."""

from dataclasses import dataclass

from api.contract import documents, lists


@dataclass(frozen=True, kw_only=True)
class DocumentType:
    """How one type of document is shaped and where it is served."""

    name: str
    """As in the document's ``type``."""
    collection: str
    """Last part of the list's address."""
    content: type[documents.DocumentModel]
    document: type[documents.DocumentModel]
    summary: type[lists.SummaryModel]
    listing: type[lists.ListEnvelope]


PROCEDURE = DocumentType(
    name="procedure",
    collection="procedures",
    content=documents.ProcedureContent,
    document=documents.ProcedureDocument,
    summary=lists.ProcedureSummary,
    listing=lists.ProcedureList,
)
PAGE = DocumentType(
    name="page",
    collection="pages",
    content=documents.PageContent,
    document=documents.PageDocument,
    summary=lists.PageSummary,
    listing=lists.PageList,
)
SPECIALTY = DocumentType(
    name="specialty",
    collection="specialties",
    content=documents.SpecialtyContent,
    document=documents.SpecialtyDocument,
    summary=lists.SpecialtySummary,
    listing=lists.SpecialtyList,
)
CONDITION = DocumentType(
    name="condition",
    collection="conditions",
    content=documents.ConditionContent,
    document=documents.ConditionDocument,
    summary=lists.ConditionSummary,
    listing=lists.ConditionList,
)
CLINICIAN = DocumentType(
    name="clinician",
    collection="clinicians",
    content=documents.ClinicianContent,
    document=documents.ClinicianDocument,
    summary=lists.ClinicianSummary,
    listing=lists.ClinicianList,
)
LOCATION = DocumentType(
    name="location",
    collection="locations",
    content=documents.LocationContent,
    document=documents.LocationDocument,
    summary=lists.LocationSummary,
    listing=lists.LocationList,
)

CATALOGUE = {kind.name: kind for kind in (PROCEDURE, PAGE, SPECIALTY, CONDITION, CLINICIAN, LOCATION)}
VOCABULARIES = (SPECIALTY, CONDITION, CLINICIAN, LOCATION)
