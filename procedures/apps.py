from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Treatment content: what editors write about treatments, and how it fills the contract."""

    name = "procedures"
    verbose_name = "Treatments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from api import catalogue
        from cms.publishing.publications.registry import Publication
        from cms.publishing.signals import connect_dependency, publish_as
        from cms.site.content import page_content
        from procedures import content, models

        documents = (
            (models.ProcedurePage, catalogue.PROCEDURE, content.procedure_content),
            (models.ProcedureIndexPage, catalogue.PAGE, page_content),
            (models.Specialty, catalogue.SPECIALTY, content.specialty_content),
            (models.Condition, catalogue.CONDITION, content.condition_content),
            (models.Clinician, catalogue.CLINICIAN, content.clinician_content),
            (models.Location, catalogue.LOCATION, content.location_content),
        )
        for model, document_type, build in documents:
            publish_as(Publication(model=model, document_type=document_type, content=build))
        connect_dependency(models.Reference)
