"""The closed list of document types: the contract models of each, and the collection that serves it."""

from dataclasses import dataclass

from api.contract import documents, lists, site
from api.contract.base import ContractModel


@dataclass(frozen=True, kw_only=True)
class DocumentType:
    """How one type of document is shaped and where it is served."""

    name: str
    """As in the document's ``type``."""
    collection: str
    """First part of its addresses."""
    content: type[documents.DocumentModel]
    document: type[documents.DocumentModel]
    summary: type[ContractModel]
    """What lists show of a document; made by its class method ``of``."""
    listing: type[lists.ListEnvelope] | None = None
    """Answer of the list at the collection's address; None where another view answers there."""
    only_slug: str | None = None
    """Set where there is one document for each language: it stands at the collection's address."""


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
MENU = DocumentType(
    name="menu",
    collection="navigation",
    content=site.MenuContent,
    document=site.MenuDocument,
    summary=site.MenuDocument,
    listing=site.MenuList,
)
ALERT = DocumentType(
    name="alert",
    collection="alerts",
    content=site.AlertContent,
    document=site.AlertDocument,
    summary=site.AlertDocument,
)
SITE = DocumentType(
    name="site",
    collection="site",
    content=site.SiteContent,
    document=site.SiteDocument,
    summary=site.SiteDocument,
    only_slug="site",
)
REDIRECT = DocumentType(
    name="redirect",
    collection="redirects",
    content=site.RedirectContent,
    document=site.RedirectDocument,
    summary=site.RedirectDocument,
    listing=site.RedirectList,
)
SYNONYMS = DocumentType(
    name="synonyms",
    collection="synonyms",
    content=site.SynonymsContent,
    document=site.SynonymsDocument,
    summary=site.SynonymsDocument,
    listing=site.SynonymsList,
)
PICK = DocumentType(
    name="pick",
    collection="picks",
    content=site.PickContent,
    document=site.PickDocument,
    summary=site.PickDocument,
    listing=site.PickList,
)
URGENT = DocumentType(
    name="urgent",
    collection="urgent",
    content=site.UrgentContent,
    document=site.UrgentDocument,
    summary=site.UrgentDocument,
    listing=site.UrgentList,
)

CATALOGUE = {
    kind.name: kind
    for kind in (
        PROCEDURE,
        PAGE,
        SPECIALTY,
        CONDITION,
        CLINICIAN,
        LOCATION,
        MENU,
        ALERT,
        SITE,
        REDIRECT,
        SYNONYMS,
        PICK,
        URGENT,
    )
}
VOCABULARIES = (SPECIALTY, CONDITION, CLINICIAN, LOCATION)
PAGES = (PROCEDURE, PAGE, *VOCABULARIES)
"""Types whose documents have a page in front ends; those of vocabularies where the hospital gives them one."""
