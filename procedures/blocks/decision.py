"""What a patient weighs: who it is for, what it treats, what can go wrong, which other treatments there are."""

from typing import TypedDict

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from api.contract import blocks as shapes
from cms.blocks.base import PATIENTS, EditorBlock, first, refuse
from cms.streamfield.blocks import Context

SEVERITIES = [
    ("minor", _("Minor: passes by itself")),
    ("moderate", _("Moderate: needs treatment")),
    ("serious", _("Serious")),
]
FREQUENCIES = [
    ("very_common", _("Very common: more than 1 in 10")),
    ("common", _("Common: 1 in 10 to 1 in 100")),
    ("uncommon", _("Uncommon: 1 in 100 to 1 in 1,000")),
    ("rare", _("Rare: 1 in 1,000 to 1 in 10,000")),
    ("very_rare", _("Very rare: less than 1 in 10,000")),
    ("unknown", _("Not known")),
]
REVERSIBLE = [("yes", _("It passes")), ("no", _("It may stay")), ("unknown", _("Not known"))]
RELATIONS = [
    ("alternative", _("Instead of this one")),
    ("next_step", _("If this one does not help")),
    ("combined", _("Together with this one")),
    ("comparison", _("To compare")),
]


class CriterionBlock(EditorBlock):
    text = blocks.TextBlock(rows=2, help_text=_("One condition, in words a patient can check."))
    note = blocks.CharBlock(required=False, help_text=_("A short explanation, if it needs one."))

    class Meta:
        contract = shapes.Criterion
        label = _("Criterion")
        icon = "check"


class CriteriaValue(TypedDict):
    must: ListValue
    may: ListValue
    must_not: ListValue


class CriteriaBlock(EditorBlock):
    lead_in = blocks.TextBlock(
        rows=2,
        required=False,
        label=_("Introduction"),
        help_text=_("The sentence before the list. Name this treatment, not another."),
    )
    match = blocks.ChoiceBlock(
        choices=[("all", _("All of them are needed")), ("any", _("Any of them is enough"))],
        default="any",
        help_text=_("How the first list is meant."),
    )
    must = blocks.ListBlock(CriterionBlock(), default=[], label=_("You need"))
    may = blocks.ListBlock(CriterionBlock(), default=[], label=_("It may suit you if"))
    must_not = blocks.ListBlock(
        CriterionBlock(),
        default=[],
        label=_("It is not for you if"),
        help_text=_("Patients look for this. Say it plainly."),
    )
    disclaimer = blocks.CharBlock(required=False, help_text=_("For example: Only your care team can tell for sure."))

    def check_finished(self, value: CriteriaValue) -> None:
        if not (value["must"] or value["may"] or value["must_not"]):
            raise StructBlockValidationError(non_block_errors=[gettext("Add at least one criterion.")])

    class Meta:
        contract = shapes.CriteriaBlock
        outline = ("{lead_in}", "{must}", "{may}", "{must_not}")
        label = _("Criteria")
        icon = "tasks"
        group = PATIENTS
        description = _("Who the treatment is for, and who it is not for.")
        preview_value = {
            "lead_in": "You may be a candidate if:",
            "match": "all",
            "must": [{"text": "Your pain is on one side"}],
            "may": [],
            "must_not": [{"text": "You cannot lie flat"}],
        }


class IndicationBlock(EditorBlock):
    condition = SnippetChooserBlock(
        "procedures.Condition", required=False, help_text=_("Links to the shared condition and its codes.")
    )
    label = blocks.CharBlock(help_text=_("The condition, as patients say it."))
    note = blocks.CharBlock(required=False, help_text=_("For whom, or how much it helps."))
    evidence = blocks.ChoiceBlock(
        choices=[("established", _("Established")), ("investigational", _("Still being studied"))],
        default="established",
        help_text=_("Studied is not the same as established. Patients must see which."),
    )

    class Meta:
        contract = shapes.Indication
        outline = ("{label}",)
        label = _("Condition")
        icon = "tag"


class IndicationsBlock(EditorBlock):
    lead_in = blocks.CharBlock(
        required=False, label=_("Introduction"), help_text=_("The sentence before the list, ending with a colon.")
    )
    items = blocks.ListBlock(IndicationBlock(), min_num=1, label=_("Conditions"))

    class Meta:
        contract = shapes.IndicationsBlock
        label = _("Conditions treated")
        icon = "tag"
        group = PATIENTS
        description = _("What the treatment is used for. Keep studied apart from established.")
        preview_value = {"items": [{"label": "Cancer pain", "evidence": "established"}]}


class RiskValue(TypedDict):
    reversible: str


class RiskBlock(EditorBlock):
    name = blocks.CharBlock(help_text=_("What can happen, in plain words."))
    severity = blocks.ChoiceBlock(choices=SEVERITIES, default="moderate", help_text=_("How bad it is if it happens."))
    frequency = blocks.ChoiceBlock(choices=FREQUENCIES, default="unknown", help_text=_("How often it happens."))
    frequency_text = blocks.CharBlock(required=False, help_text=_("As the source says it: about 3 in 100 people."))
    timing = blocks.CharBlock(required=False, help_text=_("When it shows: in the first week."))
    reversible = blocks.ChoiceBlock(
        choices=REVERSIBLE,
        default="unknown",
        label=_("Does it pass?"),
        help_text=_("Whether patients recover from it."),
    )
    what_we_do = blocks.CharBlock(required=False, help_text=_("How we prevent or treat it."))

    def compute(self, value: RiskValue, context: Context) -> dict[str, object]:
        return {"reversible": {"yes": True, "no": False}.get(value["reversible"])}

    class Meta:
        contract = shapes.Risk
        computed = ("reversible",)
        inputs = ("reversible",)
        label = _("Risk")
        icon = "warning"


class RisksValue(TypedDict):
    risks: ListValue
    none_stated_reason: str


class RisksBlock(EditorBlock):
    lead_in = blocks.TextBlock(
        rows=2, required=False, label=_("Introduction"), help_text=_("A sentence that puts the risks in proportion.")
    )
    risks = blocks.ListBlock(RiskBlock(), default=[], help_text=_("The most frequent first."))
    none_stated_reason = blocks.CharBlock(
        required=False,
        label=_("Why none is listed"),
        help_text=_("Only if you list none: say why, for example: a talk with no physical risk."),
    )

    def check_finished(self, value: RisksValue) -> None:
        if bool(value["risks"]) == bool(value["none_stated_reason"]):
            raise refuse(
                "none_stated_reason", gettext("List at least one risk, or say here why none is listed. Not both.")
            )

    class Meta:
        contract = shapes.RisksBlock
        outline = ("{risks}", "{lead_in}", "{none_stated_reason}")
        label = _("Risks")
        icon = "warning"
        group = PATIENTS
        description = _("What can go wrong, how often, and what we do about it.")
        preview_value = {
            "risks": [{"name": "Headache", "severity": "minor", "frequency": "common", "reversible": "yes"}]
        }


class RelatedTreatmentBlock(EditorBlock):
    procedure = blocks.PageChooserBlock(page_type="procedures.ProcedurePage", help_text=_("A page of this site."))
    relation = blocks.ChoiceBlock(choices=RELATIONS, default="alternative", help_text=_("When it comes into question."))
    note = blocks.CharBlock(required=False, help_text=_("How they differ, in one sentence."))

    class Meta:
        contract = shapes.RelatedTreatment
        outline = ("{procedure}",)
        label = _("Treatment")
        icon = "doc-full"


class RelatedTreatmentsBlock(EditorBlock):
    items = blocks.ListBlock(RelatedTreatmentBlock(), min_num=1, label=_("Treatments"))

    def get_preview_value(self) -> blocks.StructValue:
        page = first("procedures.ProcedurePage", live=True)
        return self.to_python({"items": [{"procedure": page, "relation": "alternative"}] if page else []})

    class Meta:
        contract = shapes.RelatedTreatmentsBlock
        label = _("Related treatments")
        icon = "link"
        group = PATIENTS
        description = _("Other treatments, and how each relates to this one. Hidden until they are published.")
