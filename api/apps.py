import logging

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The delivery API: the public contract, the log of editions, and the views over it. Knows no Wagtail."""

    name = "api"
    verbose_name = "Delivery API"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from api.http.problems import is_unlogged

        logging.getLogger("django.request").addFilter(is_unlogged)
