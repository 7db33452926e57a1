"""What the text rests on: figures with their source, sources, regulators, cost."""

from datetime import date
from decimal import Decimal
from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from api.contract import blocks as shapes
from cms.blocks.base import EVIDENCE, INLINE, EditorBlock, first, refuse
from cms.blocks.fields import LineBlock
from cms.streamfield.blocks import Context

STATISTIC_UNITS = [
    ("percent", _("percent")),
    ("per_100", _("in 100 people")),
    ("per_1000", _("in 1,000 people")),
    ("days", _("days")),
    ("weeks", _("weeks")),
    ("months", _("months")),
    ("years", _("years")),
    ("points", _("points on a scale")),
]


class StatisticValue(TypedDict):
    bound: str
    unit: str
    value: Decimal
    maximum: Decimal | None


class StatisticBlock(EditorBlock):
    value = blocks.DecimalBlock(help_text=_("The figure, or the lower one of a range."))
    maximum = blocks.DecimalBlock(required=False, label=_("To"), help_text=_("Only for a range."))
    unit = blocks.ChoiceBlock(
        choices=STATISTIC_UNITS, default="per_100", help_text=_("“In 100 people” is easier to picture than percent.")
    )
    bound = blocks.ChoiceBlock(
        choices=[
            ("exactly", _("exactly")),
            ("about", _("about")),
            ("up_to", _("up to")),
            ("at_least", _("at least")),
            ("usually", _("usually")),
        ],
        default="about",
        help_text=_("Never drop the “up to” of the source."),
    )
    outcome = blocks.CharBlock(help_text=_("What happened: had less pain."))
    population = blocks.CharBlock(help_text=_("To whom: adults with cancer pain on one side."))
    time_point = blocks.CharBlock(required=False, help_text=_("When it was measured: six months later."))
    source = SnippetChooserBlock("procedures.Reference", required=False, help_text=_("Where the figure comes from."))
    as_of = blocks.DateBlock(required=False, help_text=_("When the figure was last looked up."))

    def compute(self, value: StatisticValue, context: Context) -> dict[str, object]:
        return {"qualifier": value["bound"]}

    def check_finished(self, value: StatisticValue) -> None:
        if value["unit"] in ("percent", "per_100") and not 0 <= value["value"] <= 100:
            raise refuse("value", gettext("Enter a figure from 0 to 100, or choose another unit."))
        if value["maximum"] is not None and value["maximum"] <= value["value"]:
            raise refuse("maximum", gettext("The second figure must be larger than the first."))

    class Meta:
        contract = shapes.StatisticBlock
        computed = ("qualifier",)
        inputs = ("bound",)
        outline = (
            _("{bound} {value} to {maximum} {unit}: {outcome}"),
            _("{bound} {value} {unit}: {outcome}"),
            _("{bound} {value} to {maximum} {unit}"),
            _("{bound} {value} {unit}"),
            "{outcome}",
        )
        label = _("Figure from a study")
        icon = "order"
        group = EVIDENCE
        description = _("A number with everything needed to read it rightly.")
        preview_value = {
            "value": Decimal(80),
            "unit": "per_100",
            "bound": "up_to",
            "outcome": "had less pain",
            "population": "people with cancer pain on one side",
            "time_point": "right after the procedure",
        }


class CostBlock(EditorBlock):
    text = blocks.RichTextBlock(features=INLINE, help_text=_("What patients usually pay and who can tell them more."))
    prior_authorisation = blocks.ChoiceBlock(
        choices=[
            ("needed", _("Needed")),
            ("sometimes", _("Sometimes needed")),
            ("not_needed", _("Not needed")),
            ("unknown", _("Not known")),
        ],
        default="unknown",
        label=_("Prior authorization"),
        help_text=_("Whether insurers ask to approve it first."),
    )
    payers = blocks.ListBlock(LineBlock(label=_("Payer")), default=[], help_text=_("Plans that usually cover it."))
    as_of = blocks.DateBlock(help_text=_("When this was last checked. Check again within a year."))

    class Meta:
        contract = shapes.CostBlock
        label = _("Cost and cover")
        icon = "tag"
        group = EVIDENCE
        description = _("What is known about cost and insurance.")
        preview_value = {
            "text": "<p>Most plans cover it once your doctor has asked.</p>",
            "prior_authorisation": "needed",
            "as_of": date(2026, 1, 15),
        }


class RegulatoryStatusBlock(EditorBlock):
    body = blocks.CharBlock(help_text=_("For example: U.S. Food and Drug Administration."))
    status = blocks.ChoiceBlock(
        choices=[
            ("approved", _("Approved")),
            ("cleared", _("Cleared")),
            ("investigational", _("Investigational")),
            ("not_regulated", _("Not regulated")),
        ],
        help_text=_("The regulator's own word."),
    )
    indication = blocks.CharBlock(help_text=_("What exactly was approved."))
    date = blocks.DateBlock(help_text=_("When it was decided."))

    class Meta:
        contract = shapes.RegulatoryStatusBlock
        outline = (_("{status}: {indication}"), "{body}", "{indication}")
        label = _("Regulator's decision")
        icon = "success"
        group = EVIDENCE
        description = _("What a regulator has approved, and for what.")
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
        label = _("Sources")
        icon = "openquote"
        group = EVIDENCE
        description = _("Sources of this section. All sources of a page are listed at its end as well.")
