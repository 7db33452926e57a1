from cms.models.contact import Contact
from cms.models.follow_ups import Change, FollowUp, StaleDocument
from cms.models.images import ContentImage, ContentRendition
from cms.models.pages import HomePage, InformationPage
from cms.models.recalls import Recall

__all__ = [
    "Change",
    "Contact",
    "ContentImage",
    "ContentRendition",
    "FollowUp",
    "HomePage",
    "InformationPage",
    "Recall",
    "StaleDocument",
]
