from cms.models.alerts import Alert
from cms.models.contact import Contact
from cms.models.images import ContentImage, ContentRendition
from cms.models.menus import Menu
from cms.models.pages import HomePage, InformationPage
from cms.models.site_information import SiteInformation
from cms.models.synonyms import Synonyms
from cms.publishing.following.models import Change, FollowUp, StaleDocument
from cms.publishing.recalls.models import Recall

__all__ = [
    "Alert",
    "Change",
    "Contact",
    "ContentImage",
    "ContentRendition",
    "FollowUp",
    "HomePage",
    "InformationPage",
    "Menu",
    "Recall",
    "SiteInformation",
    "StaleDocument",
    "Synonyms",
]
