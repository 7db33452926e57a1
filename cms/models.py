from cms.media.models import LeftoverFile
from cms.previews.models import FrontEnd, PreviewGrant
from cms.publishing.following.models import Change, Followed, FollowUp, StaleDocument
from cms.publishing.recalls.models import Recall
from cms.publishing.refused import RefusedSchedule
from cms.publishing.requirements.models import Lack, PastLack, PublishingRules, Waiver
from cms.publishing.rows.addresses import PageAddress
from cms.publishing.translating.models import ComparedTranslation, TranslationSource
from cms.records.models import RecordExport
from cms.releases.models import Release, ReleaseMember
from cms.sharing.models import ShareLink
from cms.site.alerts import Alert
from cms.site.contacts import Contact
from cms.site.images import ContentImage, ContentRendition
from cms.site.information import SiteInformation
from cms.site.menus import Menu
from cms.site.pages import HomePage, InformationPage
from cms.site.synonyms import Synonyms
from cms.site.urgent import UrgentHelp

__all__ = [
    "Alert",
    "Change",
    "ComparedTranslation",
    "Contact",
    "ContentImage",
    "ContentRendition",
    "FollowUp",
    "Followed",
    "FrontEnd",
    "HomePage",
    "InformationPage",
    "Lack",
    "LeftoverFile",
    "Menu",
    "PageAddress",
    "PastLack",
    "PreviewGrant",
    "PublishingRules",
    "Recall",
    "RecordExport",
    "RefusedSchedule",
    "Release",
    "ReleaseMember",
    "ShareLink",
    "SiteInformation",
    "StaleDocument",
    "Synonyms",
    "TranslationSource",
    "UrgentHelp",
    "Waiver",
]
