from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The project and its publishing kernel; pages of the site as a whole."""

    name = "cms"
    verbose_name = _("Site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms import checks, names  # noqa: F401  the first registers them
        from cms.admin.redirects import connect_redirects
        from cms.admin.together import mentions
        from cms.database_roles import give_rights
        from cms.media.reach import install_rule
        from cms.previews import tokens
        from cms.publishing import ended_reviews
        from cms.publishing.draft_forms import register_fields
        from cms.publishing.following.capture import install_triggers
        from cms.publishing.schedule import install_alarms
        from cms.publishing.sharing import copies
        from cms.publishing.signals import connect, connect_wagtail
        from cms.publishing.upgrading import tell_if_due
        from cms.purging import files, purges  # noqa: F401  the second listens to publishing
        from cms.site.publications import DEPENDENCIES, PUBLICATIONS

        names.translate()
        register_fields()
        connect_redirects()
        connect(PUBLICATIONS, dependencies=DEPENDENCIES)
        connect_wagtail()
        copies.connect()
        files.connect()
        tokens.connect()
        mentions.connect()
        ended_reviews.connect()
        post_migrate.connect(install_triggers, sender=self)
        post_migrate.connect(install_alarms, sender=self)
        post_migrate.connect(install_rule, sender=self)
        post_migrate.connect(give_rights, sender=self)
        post_migrate.connect(tell_if_due, sender=self)
