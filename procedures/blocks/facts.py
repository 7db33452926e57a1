"""Key figures: how long it takes, how long the stay is."""

from decimal import Decimal

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from api.contract import blocks as shapes
from api.contract import values
from cms.blocks.base import PATIENTS, EditorBlock, refuse
from cms.streamfield.blocks import Context
from cms.values.durations import iso_duration
from procedures.values.fact_words import Figure, fact_text, kind_label

KINDS = [
    ("procedure_length", _("Length of the procedure")),
    ("hospital_stay", _("Hospital stay")),
    ("recovery", _("Recovery")),
    ("return_to_work", _("Back to work")),
    ("return_to_driving", _("Back to driving")),
    ("device_life", _("Life of the device")),
    ("refill_interval", _("Time between refills")),
    ("trial_length", _("Length of the trial")),
    ("follow_up", _("First follow-up visit")),
    ("anaesthesia", _("Anesthesia")),
]
QUALIFIERS = [
    ("exactly", _("exactly")),
    ("about", _("about")),
    ("up_to", _("up to")),
    ("at_least", _("at least")),
    ("usually", _("usually")),
]
UNITS = [
    ("minutes", _("minutes")),
    ("hours", pgettext_lazy("unit of time", "hours")),
    ("days", _("days")),
    ("weeks", _("weeks")),
    ("months", _("months")),
    ("years", _("years")),
]
SETTINGS = [
    ("inpatient", _("In hospital")),
    ("outpatient", _("Without a bed")),
    ("day_case", _("In and out on one day")),
]


class FactValue(Figure):
    kind: str
    words: str


class FactBlock(EditorBlock):
    kind = blocks.ChoiceBlock(choices=KINDS, help_text=_("What the figure is about."))
    qualifier = blocks.ChoiceBlock(choices=QUALIFIERS, required=False, help_text=_("How exact it is."))
    minimum = blocks.DecimalBlock(
        required=False, min_value=0, label=_("From"), help_text=_("The figure, or the lower one.")
    )
    maximum = blocks.DecimalBlock(required=False, min_value=0, label=_("To"), help_text=_("Only for a range."))
    unit = blocks.ChoiceBlock(choices=UNITS, default="days", help_text=_("Unit of the figures."))
    setting = blocks.ChoiceBlock(choices=SETTINGS, required=False, help_text=_("Where, if the figure depends on it."))
    words = blocks.CharBlock(
        required=False, help_text=_("Instead of a figure, or when the figure needs its own wording: usually general.")
    )

    def check_finished(self, value: FactValue) -> None:
        low, high = value["minimum"], value["maximum"]
        if low is None and not value["words"]:
            raise refuse("minimum", gettext("Give the figure, or say it in words below."))
        if high is not None and (low is None or high <= low):
            raise refuse("maximum", gettext("The second figure must be larger than the first."))
        if any(has_odd_fraction(amount, value["unit"]) for amount in (low, high)):
            raise refuse("unit", gettext("Choose a smaller unit, so that the figure needs no fraction."))

    def compute(self, value: FactValue, context: Context) -> dict[str, object]:
        return {
            "minimum": iso_duration(value["minimum"], value["unit"]),
            "maximum": iso_duration(value["maximum"], value["unit"]),
            "label": kind_label(value["kind"], locale=context.locale),
            "text": value["words"] or fact_text(value, locale=context.locale),
        }

    class Meta:
        contract = values.Fact
        outline = (
            _("{kind}: {words}"),
            _("{kind}: {qualifier} {minimum} to {maximum} {unit}"),
            _("{kind}: {minimum} to {maximum} {unit}"),
            _("{kind}: {qualifier} {minimum} {unit}"),
            _("{kind}: {minimum} {unit}"),
            "{kind}",
        )
        computed = ("minimum", "maximum", "label", "text")
        inputs = ("minimum", "maximum", "unit", "words")
        label = _("Key figure")
        icon = "time"
        group = PATIENTS
        description = _("One figure, such as the length of the stay.")
        preview_value = {"kind": "hospital_stay", "qualifier": "usually", "minimum": Decimal(1), "unit": "days"}


class FactsBlock(EditorBlock):
    facts = blocks.ListBlock(FactBlock(), min_num=1)

    class Meta:
        contract = shapes.FactsBlock
        label = _("Key figures")
        icon = "time"
        group = PATIENTS
        description = _("A panel of figures inside the text. Those at the top of the page are edited there.")
        preview_value = {
            "facts": [{"kind": "hospital_stay", "qualifier": "usually", "minimum": Decimal(1), "unit": "days"}]
        }


class PageFacts(blocks.StreamBlock):
    """The panel at the top of a treatment."""

    fact = FactBlock()

    class Meta:
        required = False


def has_odd_fraction(amount: Decimal | None, unit: str) -> bool:
    try:
        iso_duration(amount, unit)
    except ValueError:
        return True
    return False
