from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    """The project and its publishing kernel; pages of the site as a whole."""

    name = "cms"
    verbose_name = "Site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.contrib.redirects.models import Redirect
        from wagtail.contrib.search_promotions.models import Query
        from wagtail.documents import get_document_model

        from api import catalogue
        from cms import checks, models
        from cms.publishing.following.capture import install_triggers
        from cms.publishing.publications.registry import Publication
        from cms.publishing.signals import connect_dependency, connect_wagtail, publish_as
        from cms.purging import purges
        from cms.site import (
            content,  # noqa: F401  checks and purging register what they do
            references,  # noqa: F401  registers what choosers become
        )

        documents: Any = (
            (models.HomePage, catalogue.PAGE, content.page_content),
            (models.InformationPage, catalogue.PAGE, content.page_content),
            (models.Menu, catalogue.MENU, content.menu_content),
            (models.SiteInformation, catalogue.SITE, content.site_content),
            (models.Synonyms, catalogue.SYNONYMS, content.synonyms_content),
        )
        for model, document_type, build in documents:
            publish_as(Publication(model=model, document_type=document_type, content=build))
        publish_as(
            Publication(
                model=models.Alert, document_type=catalogue.ALERT, content=content.alert_content, awaits=("page",)
            )
        )
        publish_as(
            Publication(
                model=Redirect,
                document_type=catalogue.REDIRECT,
                content=content.redirect_content,
                awaits=("redirect_page", "site"),
            )
        )
        publish_as(
            Publication(
                model=Query,
                document_type=catalogue.PICK,
                content=content.pick_content,
                parts=("editors_picks",),
                awaits=("editors_picks__page",),
            )
        )
        for dependency in (models.Contact, models.ContentImage, get_document_model()):
            connect_dependency(dependency)
        connect_wagtail()
        post_migrate.connect(install_triggers, sender=self)
