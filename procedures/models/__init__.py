from procedures.models.checked import CheckedTreatment
from procedures.models.clinician import Clinician
from procedures.models.condition import Condition
from procedures.models.location import Location
from procedures.models.pages import ProcedureIndexPage, ProcedurePage, ProcedureReviewer
from procedures.models.reference import Reference
from procedures.models.review_task import ClinicalReviewTask
from procedures.models.reviews import ClinicalReview, ReviewPolicy, ReviewStanding
from procedures.models.specialty import Specialty

__all__ = [
    "CheckedTreatment",
    "ClinicalReview",
    "ClinicalReviewTask",
    "Clinician",
    "Condition",
    "Location",
    "ProcedureIndexPage",
    "ProcedurePage",
    "ProcedureReviewer",
    "Reference",
    "ReviewPolicy",
    "ReviewStanding",
    "Specialty",
]
