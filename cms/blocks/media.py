"""Pictures and video."""

from typing import TypedDict

from wagtail import blocks
from wagtail.images.blocks import ImageBlock as WagtailImageBlock

from api.contract import blocks as shapes
from cms.blocks.base import MEDIA, PARAGRAPHS, EditorBlock, first
from cms.blocks.fields import WebAddressBlock
from cms.streamfield.blocks import Context
from cms.values.durations import iso_duration


class ImageBlock(EditorBlock):
    image = WagtailImageBlock(help_text="Describe what it shows, or mark it as decoration.", label_format="{alt_text}")
    caption = blocks.CharBlock(required=False, help_text="Shown below. Not a copy of the description.")

    def get_preview_value(self) -> blocks.StructValue:
        picture = {"image": first("cms.ContentImage"), "alt_text": "A bed below a lamp"}
        return self.to_python({"image": picture, "caption": "The treatment room"})

    class Meta:
        contract = shapes.ImageBlock
        outline = ("{image}", "{caption}")
        label = "Picture"
        icon = "image"
        group = MEDIA
        description = "A picture with an optional caption."


class VideoValue(TypedDict):
    length: int | None
    unit: str


class VideoBlock(EditorBlock):
    title = blocks.CharBlock(help_text="What the video is about.")
    url = WebAddressBlock(label="Address", help_text="Where the video plays, starting with https://.")
    poster = WagtailImageBlock(required=False, help_text="Shown before it plays.", label_format="{alt_text}")
    length = blocks.IntegerBlock(required=False, min_value=1, help_text="How long it is.")
    unit = blocks.ChoiceBlock(
        choices=[(unit, unit) for unit in ("seconds", "minutes")], default="minutes", help_text="Unit of the length."
    )
    transcript = blocks.RichTextBlock(
        features=PARAGRAPHS, help_text="Everything that is said or shown, for people who cannot hear or see it."
    )

    def compute(self, value: VideoValue, context: Context) -> dict[str, object]:
        return {"duration": iso_duration(value["length"], value["unit"])}

    class Meta:
        contract = shapes.VideoBlock
        computed = ("duration",)
        inputs = ("length", "unit")
        label = "Video"
        icon = "media"
        group = MEDIA
        description = "A video with its transcript."
        preview_value = {
            "title": "How the day goes",
            "url": "https://video.example.org/day",
            "length": 3,
            "unit": "minutes",
            "transcript": "<p>A nurse meets you at the door.</p>",
        }
