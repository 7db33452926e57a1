"""What of the site becomes documents, and what documents are made from besides."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query
from wagtail.documents import get_document_model

from api.contract import catalogue
from cms.publishing.publications.registry import Publication
from cms.site import references  # noqa: F401  registers what choosers become
from cms.site.alerts import Alert, alert_content
from cms.site.contacts import Contact
from cms.site.images import ContentImage
from cms.site.information import SiteInformation, site_content
from cms.site.menus import Menu, menu_content
from cms.site.pages import HomePage, InformationPage, page_content
from cms.site.picks import pick_content
from cms.site.redirects import redirect_content
from cms.site.synonyms import Synonyms, synonyms_content
from cms.site.urgent import UrgentHelp, urgent_content

PUBLICATIONS = (
    Publication(model=HomePage, document_type=catalogue.PAGE, content=page_content),
    Publication(model=InformationPage, document_type=catalogue.PAGE, content=page_content),
    Publication(model=Menu, document_type=catalogue.MENU, content=menu_content),
    Publication(model=SiteInformation, document_type=catalogue.SITE, content=site_content),
    Publication(model=Synonyms, document_type=catalogue.SYNONYMS, content=synonyms_content),
    Publication(model=UrgentHelp, document_type=catalogue.URGENT, content=urgent_content),
    Publication(model=Alert, document_type=catalogue.ALERT, content=alert_content, awaits=("page",)),
    Publication(
        model=Redirect, document_type=catalogue.REDIRECT, content=redirect_content, awaits=("redirect_page", "site")
    ),
    Publication(
        model=Query,
        document_type=catalogue.PICK,
        content=pick_content,
        parts=("editors_picks",),
        awaits=("editors_picks__page",),
    ),
)
DEPENDENCIES = (Contact, ContentImage, get_document_model())
"""What has no documents of its own, and is shown in those of others."""
