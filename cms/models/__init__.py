from cms.models.contact import Contact
from cms.models.images import ContentImage, ContentRendition
from cms.models.pages import HomePage, InformationPage

__all__ = ["Contact", "ContentImage", "ContentRendition", "HomePage", "InformationPage"]
