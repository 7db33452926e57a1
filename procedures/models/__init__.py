from procedures.models.checked import (
    CheckedTreatment,
    CheckRun,
    FindingCount,
    PastFinding,
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
from procedures.models.review_task import ClinicalReviewTask
from procedures.models.reviews import ClinicalReview, ReviewPolicy, ReviewStanding
from procedures.models.specialty import Specialty

__all__ = [
    "CheckRun",
    "CheckedTreatment",
    "ClinicalReview",
    "ClinicalReviewTask",
    "Clinician",
    "Condition",
    "FindingCount",
    "Location",
    "PastFinding",
    "ProcedureIndexPage",
    "ProcedurePage",
    "ProcedureReviewer",
    "PublicFinding",
    "Reference",
    "ReviewPolicy",
    "ReviewStanding",
    "Specialty",
    "WeeklyLetter",
    "open_findings",
    "waivers_in_force",
]
