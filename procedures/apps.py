from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    """Treatment content: what editors write about treatments, and how it fills the contract."""

    name = "procedures"
    verbose_name = _("Treatments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.publishing.requirements.requirement import register
        from cms.publishing.signals import connect
        from procedures.content.publications import DEPENDENCIES, PUBLICATIONS
        from procedures.due import foreseeing
        from procedures.models import only_reviewers, signing
        from procedures.requirements.catalogue import TREATMENTS
        from procedures.watching import checking

        only_reviewers.connect()
        signing.connect()
        checking.connect()
        foreseeing.connect()
        connect(PUBLICATIONS, dependencies=DEPENDENCIES)
        register(TREATMENTS)
