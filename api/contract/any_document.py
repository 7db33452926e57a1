"""The documents of all types, as one union."""

from typing import Annotated

from pydantic import Field, RootModel

from api.contract.documents import (
    ClinicianDocument,
    ConditionDocument,
    LocationDocument,
    PageDocument,
    ProcedureDocument,
    SpecialtyDocument,
)
from api.contract.site import (
    AlertDocument,
    MenuDocument,
    Moved,
    PickDocument,
    RedirectDocument,
    SiteDocument,
    SynonymsDocument,
    UrgentDocument,
)

AnyDocument = (
    ProcedureDocument
    | PageDocument
    | SpecialtyDocument
    | ConditionDocument
    | ClinicianDocument
    | LocationDocument
    | MenuDocument
    | AlertDocument
    | SiteDocument
    | RedirectDocument
    | SynonymsDocument
    | UrgentDocument
    | PickDocument
)


class Document(RootModel[Annotated[AnyDocument, Field(discriminator="type")]]):
    """A document of any type; ``type`` tells which."""


Page = ProcedureDocument | PageDocument | SpecialtyDocument | ConditionDocument | ClinicianDocument | LocationDocument


class Resolution(RootModel[Annotated[Page | Moved, Field(discriminator="type")]]):
    """What a front-end path means: a document, or where it moved."""
