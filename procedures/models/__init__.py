from procedures.models.checked import CheckedTreatment
from procedures.models.clinician import Clinician
from procedures.models.condition import Condition
from procedures.models.location import Location
from procedures.models.pages import ProcedureIndexPage, ProcedurePage, ProcedureReviewer
from procedures.models.reference import Reference
from procedures.models.specialty import Specialty

__all__ = [
    "CheckedTreatment",
    "Clinician",
    "Condition",
    "Location",
    "ProcedureIndexPage",
    "ProcedurePage",
    "ProcedureReviewer",
    "Reference",
    "Specialty",
]
