from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    """The project and its publishing kernel; pages of the site as a whole."""

    name = "cms"
    verbose_name = "Site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.documents import get_document_model

        from api.catalogue import PAGE
        from cms import checks, purging  # noqa: F401  each registers what it does
        from cms.content import page_content
        from cms.models import Contact, ContentImage, HomePage, InformationPage
        from cms.publishing import links  # noqa: F401  registers what choosers become
        from cms.publishing.capture import install_triggers
        from cms.publishing.registry import Publication
        from cms.publishing.signals import connect_dependency, connect_wagtail, publish_as

        for model in (HomePage, InformationPage):
            publish_as(Publication(model=model, document_type=PAGE, content=page_content))
        for dependency in (Contact, ContentImage, get_document_model()):
            connect_dependency(dependency)
        connect_wagtail()
        post_migrate.connect(install_triggers, sender=self)
