from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebhooksConfig(AppConfig):
    """Messages to other systems about what was published."""

    name = "cms.webhooks"
    label = "webhooks"
    verbose_name = _("Webhooks")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.publishing.log.events import editions_appended
        from cms.webhooks.outbox import on_editions_appended

        editions_appended.connect(on_editions_appended)
