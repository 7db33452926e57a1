"""What of the treatments becomes documents, and what documents are made from besides."""

from api.contract import catalogue
from cms.publishing.publications.registry import Publication
from cms.site.pages import page_content
from procedures.content import references  # noqa: F401  registers what choosers become
from procedures.content.people_and_places import clinician_content, location_content
from procedures.content.treatments import procedure_content
from procedures.content.vocabularies import condition_content, specialty_content
from procedures.models import (
    Clinician,
    Condition,
    Location,
    ProcedureIndexPage,
    ProcedurePage,
    Reference,
    Specialty,
)

PUBLICATIONS = (
    Publication(model=ProcedurePage, document_type=catalogue.PROCEDURE, content=procedure_content),
    Publication(model=ProcedureIndexPage, document_type=catalogue.PAGE, content=page_content),
    Publication(model=Specialty, document_type=catalogue.SPECIALTY, content=specialty_content),
    Publication(model=Condition, document_type=catalogue.CONDITION, content=condition_content),
    Publication(model=Clinician, document_type=catalogue.CLINICIAN, content=clinician_content),
    Publication(model=Location, document_type=catalogue.LOCATION, content=location_content),
)
DEPENDENCIES = (Reference,)
"""What has no documents of its own, and is shown in those of others."""
