"""The sections of a treatment: one block for each question patients ask, so that the chooser guides the editor."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks import Block, BlockGroup, CharBlock, MultipleChoiceBlock, StreamBlock
from wagtail.blocks import ListBlock as RepeatedBlock
from wagtail.blocks.stream_block import StreamBlockAdapter

from cms.blocks.sections import ContentBlocks, SectionBlock, SectionValue, SubsectionBlock, is_empty
from cms.streamfield.blocks import Context
from cms.streamfield.closed import ClosedAtFirst
from procedures.blocks.decision import CriteriaBlock, IndicationsBlock, RelatedTreatmentsBlock, RisksBlock
from procedures.blocks.evidence import CostBlock, ReferencesBlock, RegulatoryStatusBlock, StatisticBlock
from procedures.blocks.facts import FactsBlock
from procedures.blocks.people import CliniciansBlock, LocationsBlock
from procedures.blocks.questions import QUESTIONS, is_only_asked

ABOUT = _("About the treatment")
DECIDING = _("Deciding")
DAY = _("Before and during")
AFTERWARDS = _("Afterwards")
MORE = _("More")

# kind: (label, group, icon, what belongs there)
KINDS: dict[str, tuple[Promise, Promise, str, Promise]] = {
    "what": (_("What it is"), ABOUT, "help", _("What the treatment is, in a few plain sentences.")),
    "how_it_works": (_("How it works"), ABOUT, "cogs", _("Why it helps.")),
    "indications": (_("What it is used for"), ABOUT, "tag", _("Conditions it treats.")),
    "types": (_("Kinds"), ABOUT, "list-ul", _("Techniques or devices, and how they differ.")),
    "candidacy": (_("Who it is for"), DECIDING, "tasks", _("Who it is for, and who it is not for.")),
    "benefits": (_("Benefits"), DECIDING, "success", _("What patients can hope for, with figures and their sources.")),
    "risks": (
        _("Risks"),
        DECIDING,
        "warning",
        _("What can go wrong, and how often. Every treatment needs this section."),
    ),
    "alternatives": (_("Alternatives"), DECIDING, "link", _("Other treatments, and doing nothing.")),
    "evidence": (_("Evidence"), DECIDING, "order", _("What studies and regulators say.")),
    "cost": (_("Cost and cover"), DECIDING, "tag", _("What is known about cost and insurance.")),
    "questions_to_ask": (_("Questions to ask"), DECIDING, "comment", _("Questions to bring to the visit.")),
    "prepare": (_("Getting ready"), DAY, "date", _("Tests, medicines, eating and drinking, what to bring.")),
    "during": (_("What happens"), DAY, "time", _("Step by step, on the day.")),
    "after": (_("What to expect after"), AFTERWARDS, "home", _("The first hours and days.")),
    "recovery": (_("Recovery"), AFTERWARDS, "rotate", _("Work, driving, sport: when, and what helps.")),
    "results": (_("Results"), AFTERWARDS, "order", _("When it shows, how long it lasts.")),
    "follow_up": (_("Follow-up"), AFTERWARDS, "calendar", _("Visits and checks.")),
    "when_to_call": (
        _("When to call"),
        AFTERWARDS,
        "warning",
        _("Signs that need help. Every treatment needs this section."),
    ),
    "living_with": (_("Living with it"), AFTERWARDS, "user", _("Everyday life with the result or the device.")),
    "faq": (_("Questions and answers"), MORE, "help", _("What patients also ask.")),
    "other": (_("Another section"), MORE, "title", _("Anything that fits no other kind.")),
}
CHOICES = [(kind, label) for kind, (label, *_) in KINDS.items()]


class TreatmentBlocks(ContentBlocks):
    """What may stand in a section of a treatment."""

    criteria = CriteriaBlock()
    indications = IndicationsBlock()
    risks = RisksBlock()
    related_treatments = RelatedTreatmentsBlock()
    facts = FactsBlock()
    statistic = StatisticBlock()
    clinicians = CliniciansBlock()
    locations = LocationsBlock()
    cost = CostBlock()
    regulatory_status = RegulatoryStatusBlock()
    references = ReferencesBlock()

    class Meta:
        partial = False
        required = False


class TreatmentSubsectionBlock(SubsectionBlock):
    blocks = TreatmentBlocks(label=_("Content"))


class TreatmentSectionValue(SectionValue):
    also: list[str] | None


class TreatmentSectionBlock(ClosedAtFirst, SectionBlock):
    heading = CharBlock(max_length=160, help_text=_("Best as the question a patient would ask."))
    blocks = TreatmentBlocks(label=_("Content"))
    subsections = RepeatedBlock(
        TreatmentSubsectionBlock(),
        default=[],
        collapsed=True,
        help_text=_("Only if the section is long. They follow the content."),
    )
    also = MultipleChoiceBlock(
        choices=CHOICES,
        required=False,
        label=_("What else it answers"),
        help_text=_("Only if one heading covers several questions."),
    )

    def is_untouched(self, value: TreatmentSectionValue) -> bool:
        return is_empty(value) and is_only_asked(self.name, value["heading"])

    def compute(self, value: TreatmentSectionValue, context: Context) -> dict[str, object]:  # type: ignore[override]
        return super().compute(value, context) | {"also": [kind for kind in value["also"] or [] if kind != self.name]}

    class Meta:
        inputs = ("also",)
        form_layout = BlockGroup(children=["heading", "blocks", "subsections"], settings=["also"])


def section_of(kind: str) -> TreatmentSectionBlock:
    label, group, icon, description = KINDS[kind]
    return TreatmentSectionBlock(label=label, group=group, icon=icon, description=description, help_text=description)


class TreatmentSections(StreamBlock):
    """The sections of a treatment, each named by its kind."""

    def __init__(self, local_blocks: Iterable[tuple[str, Block]] | None = None, **options: Any) -> None:
        super().__init__(local_blocks or [(kind, section_of(kind)) for kind in KINDS], **options)

    class Meta:
        required = False


class TreatmentSectionsAdapter(StreamBlockAdapter):
    """A section that is added has the question of its kind as heading, in the language of the page.

    The form's script finds that beside the field; the definitions of blocks are the same for all languages.
    """

    js_constructor = "procedures.blocks.TreatmentSections"

    def js_args(self, block: TreatmentSections) -> list[object]:
        *others, meta = super().js_args(block)
        return [*others, meta | {"questions": QUESTIONS}]

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[versioned_static("procedures/admin/sections.js")])


register(TreatmentSectionsAdapter(), TreatmentSections)
