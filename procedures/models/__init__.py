from procedures.models.checked import (
    CheckedTreatment,
    CheckRun,
    FindingCount,
    PublicFinding,
    open_findings,
    waivers_in_force,
)
from procedures.models.clinician import Clinician
from procedures.models.condition import Condition
from procedures.models.letters import WeeklyLetter
from procedures.models.location import Location
from procedures.models.pages import ProcedureIndexPage, ProcedurePage, ProcedureReviewer
from procedures.models.reference import Reference
from procedures.models.specialty import Specialty

__all__ = [
    "CheckRun",
    "CheckedTreatment",
    "Clinician",
    "Condition",
    "FindingCount",
    "Location",
    "ProcedureIndexPage",
    "ProcedurePage",
    "ProcedureReviewer",
    "PublicFinding",
    "Reference",
    "Specialty",
    "WeeklyLetter",
    "open_findings",
    "waivers_in_force",
]
