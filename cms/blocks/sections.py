"""Sections: a heading, blocks under it, and at most one level of subsections."""

from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StreamValue
from wagtail.blocks import ListBlock as RepeatedBlock
from wagtail.blocks.list_block import ListValue

from api.contract import blocks as shapes
from cms.blocks.base import PATIENTS, EditorBlock, refuse
from cms.blocks.care import CallToActionBlock, CareCardBlock, ContactBlock, StepsBlock
from cms.blocks.media import ImageBlock, VideoBlock
from cms.blocks.text import DefinitionsBlock, FaqBlock, ListBlock, QuotationBlock, RichTextBlock, TableBlock
from cms.publishing.rendering.members import anchor_of
from cms.streamfield.blocks import Context


class ContentBlocks(StreamBlock):
    """What may stand in a section of any page."""

    rich_text = RichTextBlock()
    list = ListBlock()
    steps = StepsBlock()
    faq = FaqBlock()
    definitions = DefinitionsBlock()
    table = TableBlock()
    quotation = QuotationBlock()
    image = ImageBlock()
    video = VideoBlock()
    call_to_action = CallToActionBlock()
    contact = ContactBlock()
    care_card = CareCardBlock()

    class Meta:
        partial = True
        required = False


class Headed(TypedDict):
    heading: str


class SectionValue(Headed):
    blocks: StreamValue
    subsections: ListValue


def is_empty(value: SectionValue) -> bool:
    """Nothing stands below its heading."""
    return not value["blocks"] and not value["subsections"]


class AnchoredBlock(EditorBlock):
    """A heading with an anchor made from it."""

    def compute(self, value: Headed, context: Context) -> dict[str, object]:
        return {"anchor": anchor_of(value["heading"])}


class SubsectionBlock(AnchoredBlock):
    heading = CharBlock(max_length=160, help_text=_("Short; it stands below the section's own heading."))
    blocks = ContentBlocks(label=_("Content"))

    class Meta:
        contract = shapes.Subsection
        computed = ("anchor",)
        label = _("Subsection")
        label_format = "{heading}"
        icon = "title"


class SectionBlock(AnchoredBlock):
    """Its name in the stream is its kind."""

    heading = CharBlock(max_length=160, help_text=_("Best as the question a patient would ask."))
    blocks = ContentBlocks(label=_("Content"))
    subsections = RepeatedBlock(
        SubsectionBlock(),
        default=[],
        collapsed=True,
        help_text=_("Only if the section is long. They follow the content."),
    )

    def check_finished(self, value: SectionValue) -> None:
        if is_empty(value):
            raise refuse(
                "heading", gettext("This section is empty. Add content below its heading, or delete the section.")
            )

    def compute(self, value: Headed, context: Context) -> dict[str, object]:
        return super().compute(value, context) | {"kind": self.name, "also": []}

    class Meta:
        contract = shapes.Section
        computed = ("anchor", "kind", "also")
        label = _("Section")
        label_format = "{heading}"
        icon = "title"
        group = PATIENTS
        description = _("A heading and what belongs under it.")
        preview_value = {
            "heading": "Where do I park?",
            "blocks": [{"type": "rich_text", "value": {"text": "<p>The garage is on the left of the main door.</p>"}}],
        }


class PageSections(StreamBlock):
    """Sections of a page of information."""

    other = SectionBlock(label=_("Section"))

    class Meta:
        required = False
