"""Pictures and video."""

from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock as WagtailImageBlock

from api.contract import blocks as shapes
from cms.blocks.base import MEDIA, PARAGRAPHS, EditorBlock, first
from cms.blocks.fields import WebAddressBlock
from cms.streamfield.blocks import Context
from cms.values.durations import iso_duration


class ImageBlock(EditorBlock):
    image = WagtailImageBlock(
        help_text=_("Describe what it shows, or mark it as decoration."), label_format="{alt_text}"
    )
    caption = blocks.CharBlock(required=False, help_text=_("Shown below. Not a copy of the description."))

    def get_preview_value(self) -> blocks.StructValue:
        picture = {"image": first("cms.ContentImage"), "alt_text": gettext("A bed below a lamp")}
        return self.to_python({"image": picture, "caption": gettext("The treatment room")})

    class Meta:
        contract = shapes.ImageBlock
        outline = ("{image}", "{caption}")
        label = _("Picture")
        icon = "image"
        group = MEDIA
        description = _("A picture with an optional caption.")


class VideoValue(TypedDict):
    length: int | None
    unit: str


class VideoBlock(EditorBlock):
    title = blocks.CharBlock(help_text=_("What the video is about."))
    url = WebAddressBlock(label=_("Address"), help_text=_("Where the video plays, starting with https://."))
    poster = WagtailImageBlock(required=False, help_text=_("Shown before it plays."), label_format="{alt_text}")
    length = blocks.IntegerBlock(required=False, min_value=1, help_text=_("How long it is."))
    unit = blocks.ChoiceBlock(
        choices=[("seconds", _("seconds")), ("minutes", _("minutes"))],
        default="minutes",
        help_text=_("Unit of the length."),
    )
    transcript = blocks.RichTextBlock(
        features=PARAGRAPHS, help_text=_("Everything that is said or shown, for people who cannot hear or see it.")
    )

    def compute(self, value: VideoValue, context: Context) -> dict[str, object]:
        return {"duration": iso_duration(value["length"], value["unit"])}

    class Meta:
        contract = shapes.VideoBlock
        computed = ("duration",)
        inputs = ("length", "unit")
        label = _("Video")
        icon = "media"
        group = MEDIA
        description = _("A video with its transcript.")
        preview_value = {
            "title": "How the day goes",
            "url": "https://video.example.org/day",
            "length": 3,
            "unit": "minutes",
            "transcript": "<p>A nurse meets you at the door.</p>",
        }
