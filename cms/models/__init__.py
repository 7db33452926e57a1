from cms.models.alerts import Alert
from cms.models.contact import Contact
from cms.models.follow_ups import Change, FollowUp, StaleDocument
from cms.models.images import ContentImage, ContentRendition
from cms.models.menus import Menu
from cms.models.pages import HomePage, InformationPage
from cms.models.recalls import Recall
from cms.models.site_information import SiteInformation
from cms.models.synonyms import Synonyms

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
