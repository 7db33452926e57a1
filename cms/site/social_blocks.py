"""Pages of the hospital in social networks."""

from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from api.contract.site import SocialLink
from cms.blocks.base import EditorBlock, refuse
from cms.blocks.fields import WebAddressBlock

NETWORKS = [
    ("bluesky", "Bluesky"),
    ("facebook", "Facebook"),
    ("instagram", "Instagram"),
    ("linkedin", "LinkedIn"),
    ("mastodon", "Mastodon"),
    ("threads", "Threads"),
    ("tiktok", "TikTok"),
    ("whatsapp", "WhatsApp"),
    ("x", "X"),
    ("youtube", "YouTube"),
]


class SocialLinkValue(TypedDict):
    url: str


class SocialLinkBlock(EditorBlock):
    network = blocks.ChoiceBlock(choices=NETWORKS, help_text=_("Decides which sign is shown."))
    url = WebAddressBlock(label=_("Web address"), help_text=_("Starts with https://."))
    label = blocks.CharBlock(max_length=120, help_text=_("What screen readers say, for example: Our films on YouTube."))

    def check_finished(self, value: SocialLinkValue) -> None:
        if not value["url"].startswith("https://"):
            raise refuse("url", gettext("Give an address that starts with https://."))

    class Meta:
        contract = SocialLink
        outline = ("{network}",)
        label = _("Social network")
        icon = "globe"
        group = _("Around pages")
        description = _("A page of the hospital in a social network.")
        preview_value = {"network": "youtube", "url": "https://youtube.com/@hospital", "label": "Our films on YouTube"}


class SocialLinks(blocks.StreamBlock):
    link = SocialLinkBlock()

    class Meta:
        required = False
