"""What the text rests on: figures with their source, sources, regulators, cost."""

from datetime import date
from decimal import Decimal
from typing import TypedDict

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from api.contract import blocks as shapes
from cms.blocks.base import EVIDENCE, INLINE, EditorBlock, first, refuse

STATISTIC_UNITS = [
    ("percent", "percent"),
    ("per_100", "in 100 people"),
    ("per_1000", "in 1,000 people"),
    ("days", "days"),
    ("weeks", "weeks"),
    ("months", "months"),
    ("years", "years"),
    ("points", "points on a scale"),
]


class StatisticValue(TypedDict):
    unit: str
    value: Decimal
    maximum: Decimal | None


class StatisticBlock(EditorBlock):
    value = blocks.DecimalBlock(help_text="The figure, or the lower one of a range.")
    maximum = blocks.DecimalBlock(required=False, label="To", help_text="Only for a range.")
    unit = blocks.ChoiceBlock(
        choices=STATISTIC_UNITS, default="per_100", help_text="“In 100 people” is easier to picture than percent."
    )
    bound = blocks.ChoiceBlock(
        choices=[
            ("exactly", "exactly"),
            ("about", "about"),
            ("up_to", "up to"),
            ("at_least", "at least"),
            ("usually", "usually"),
        ],
        default="about",
        help_text="Never drop the “up to” of the source.",
    )
    outcome = blocks.CharBlock(help_text="What happened: had less pain.")
    population = blocks.CharBlock(help_text="To whom: adults with cancer pain on one side.")
    time_point = blocks.CharBlock(required=False, help_text="When it was measured: six months later.")
    source = SnippetChooserBlock("procedures.Reference", required=False, help_text="Where the figure comes from.")
    as_of = blocks.DateBlock(required=False, help_text="When the figure was last looked up.")

    def check_finished(self, value: StatisticValue) -> None:
        if value["unit"] in ("percent", "per_100") and not 0 <= value["value"] <= 100:
            raise refuse("value", "Enter a figure from 0 to 100, or choose another unit.")
        if value["maximum"] is not None and value["maximum"] <= value["value"]:
            raise refuse("maximum", "The second figure must be larger than the first.")

    class Meta:
        contract = shapes.StatisticBlock
        outline = (
            "{bound} {value} to {maximum} {unit}: {outcome}",
            "{bound} {value} {unit}: {outcome}",
            "{bound} {value} to {maximum} {unit}",
            "{bound} {value} {unit}",
            "{outcome}",
        )
        label = "Figure from a study"
        icon = "order"
        group = EVIDENCE
        description = "A number with everything needed to read it rightly."
        preview_value = {
            "value": Decimal(80),
            "unit": "per_100",
            "bound": "up_to",
            "outcome": "had less pain",
            "population": "people with cancer pain on one side",
            "time_point": "right after the procedure",
        }


class CostBlock(EditorBlock):
    text = blocks.RichTextBlock(features=INLINE, help_text="What patients usually pay and who can tell them more.")
    prior_authorisation = blocks.ChoiceBlock(
        choices=[
            ("needed", "Needed"),
            ("sometimes", "Sometimes needed"),
            ("not_needed", "Not needed"),
            ("unknown", "Not known"),
        ],
        default="unknown",
        label="Prior authorization",
        help_text="Whether insurers ask to approve it first.",
    )
    payers = blocks.ListBlock(blocks.CharBlock(label="Payer"), default=[], help_text="Plans that usually cover it.")
    as_of = blocks.DateBlock(help_text="When this was last checked. Check again within a year.")

    class Meta:
        contract = shapes.CostBlock
        label = "Cost and cover"
        icon = "tag"
        group = EVIDENCE
        description = "What is known about cost and insurance."
        preview_value = {
            "text": "<p>Most plans cover it once your doctor has asked.</p>",
            "prior_authorisation": "needed",
            "as_of": date(2026, 1, 15),
        }


class RegulatoryStatusBlock(EditorBlock):
    body = blocks.CharBlock(help_text="For example: U.S. Food and Drug Administration.")
    status = blocks.ChoiceBlock(
        choices=[
            ("approved", "Approved"),
            ("cleared", "Cleared"),
            ("investigational", "Investigational"),
            ("not_regulated", "Not regulated"),
        ],
        help_text="The regulator's own word.",
    )
    indication = blocks.CharBlock(help_text="What exactly was approved.")
    date = blocks.DateBlock(help_text="When it was decided.")

    class Meta:
        contract = shapes.RegulatoryStatusBlock
        outline = ("{status}: {indication}", "{body}", "{indication}")
        label = "Regulator's decision"
        icon = "success"
        group = EVIDENCE
        description = "What a regulator has approved, and for what."
        preview_value = {
            "body": "U.S. Food and Drug Administration",
            "status": "approved",
            "indication": "Essential tremor",
            "date": date(1997, 7, 31),
        }


class ReferencesBlock(EditorBlock):
    references = blocks.ListBlock(SnippetChooserBlock("procedures.Reference"), min_num=1)

    def get_preview_value(self) -> blocks.StructValue:
        found = first("procedures.Reference")
        return self.to_python({"references": [found] if found else []})

    class Meta:
        contract = shapes.ReferencesBlock
        label = "Sources"
        icon = "openquote"
        group = EVIDENCE
        description = "Sources of this section. All sources of a page are listed at its end as well."
