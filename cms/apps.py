from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    """The project and its publishing kernel; pages of the site as a whole."""

    name = "cms"
    verbose_name = "Site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms import checks  # noqa: F401  registers them
        from cms.publishing.draft_forms import register_fields
        from cms.publishing.following.capture import install_triggers
        from cms.publishing.signals import connect, connect_wagtail
        from cms.purging import purges  # noqa: F401  listens to publishing
        from cms.site.publications import DEPENDENCIES, PUBLICATIONS

        register_fields()
        connect(PUBLICATIONS, dependencies=DEPENDENCIES)
        connect_wagtail()
        post_migrate.connect(install_triggers, sender=self)
