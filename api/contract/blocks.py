"""The blocks inside a section, told apart by ``type``: the closed list every front end can switch over.

Each class is filled by the Wagtail block of the same name, value by value; see ``docs/how-to/add-a-block.md``.
"""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, RootModel

from api.contract.base import ContractModel, Duration, Slug, Text, Url
from api.contract.contacts import ClinicianLink, Contact, LocationLink
from api.contract.roles import Repeated, Token, Value, Words
from api.contract.values import CallToAction, Citation, DocumentLink, Fact, Image, Phone, Qualifier, RichText


class BlockModel(ContractModel):
    """What every block has."""

    type: Annotated[str, Token()]
    """Which block it is; tells the members apart."""
    id: UUID
    """Stays the same while editors change the block's content or move it."""
    fallback: Annotated[str, Repeated()] = ""
    """What it says as plain text, a line for each part: for those who do not know its ``type``."""


class RichTextBlock(BlockModel):
    """Paragraphs, with sub-headings and lists where the editor wrote them."""

    type: Literal["rich_text"] = "rich_text"
    text: Annotated[RichText, Words("prose")]


class ListBlock(BlockModel):
    """A list with an optional sentence that leads into it."""

    type: Literal["list"] = "list"
    style: Literal["bullet", "number"]
    start: Annotated[int, Field(ge=1)] | None = None
    """The number of the first item where the list goes on with one above; null where it begins."""
    lead_in: Annotated[str | None, Words("introduction")]
    items: Annotated[list[RichText], Field(min_length=1), Words("item")]


class ImageBlock(BlockModel):
    """A picture with an optional caption."""

    type: Literal["image"] = "image"
    image: Image
    caption: Annotated[str | None, Words("caption")]


class VideoBlock(BlockModel):
    """A video. The transcript says everything the video says."""

    type: Literal["video"] = "video"
    title: Annotated[Text, Words("title")]
    url: Url
    poster: Image | None
    duration: Duration | None
    transcript: Annotated[RichText, Words("prose")]


class TableBlock(BlockModel):
    """A table without merged cells."""

    type: Literal["table"] = "table"
    caption: Annotated[Text, Words("caption")]
    columns: Annotated[list[Text], Field(min_length=2), Words("label")]
    """Column headers."""
    first_column_is_header: bool
    rows: Annotated[list[list[str]], Field(min_length=1), Words("item")]
    """Plain-text cells; every row has as many cells as there are columns."""


class QuotationBlock(BlockModel):
    """Somebody's words."""

    type: Literal["quotation"] = "quotation"
    quote: Annotated[Text, Words("quotation")]
    attribution: Annotated[Text, Words("name")]
    role: Annotated[str | None, Words("note")]


class CallToActionBlock(CallToAction, BlockModel):
    """An invitation to do the next thing, inside a section."""

    type: Literal["call_to_action"] = "call_to_action"
    style: Literal["primary", "secondary"]


class ContactBlock(BlockModel):
    """A line to call or write to, shared with other pages."""

    type: Literal["contact"] = "contact"
    contact: Contact


class Definition(ContractModel):
    term: Annotated[Text, Words("term")]
    definition: Annotated[RichText, Words("prose")]
    pronunciation: Annotated[str | None, Words("pronunciation")]


class DefinitionsBlock(BlockModel):
    """Terms and what they mean, or kinds of a treatment and what each is."""

    type: Literal["definitions"] = "definitions"
    items: Annotated[list[Definition], Field(min_length=1)]


class Question(ContractModel):
    id: UUID
    question: Annotated[Text, Words("question")]
    answer: Annotated[RichText, Words("prose")]


class FaqBlock(BlockModel):
    """Questions patients ask, each with its answer."""

    type: Literal["faq"] = "faq"
    items: Annotated[list[Question], Field(min_length=1)]


class Criterion(ContractModel):
    text: Annotated[Text, Words("item")]
    note: Annotated[str | None, Words("note")]


class CriteriaBlock(BlockModel):
    """Who a treatment may or may not be for. Material for a talk with a doctor, never a verdict."""

    type: Literal["criteria"] = "criteria"
    lead_in: Annotated[str | None, Words("introduction")]
    match: Literal["all", "any"]
    """Whether all of ``must`` are needed or any of them."""
    must: list[Criterion]
    """Needed to be a candidate."""
    may: list[Criterion]
    """Speak for it."""
    must_not: list[Criterion]
    """Speak against it."""
    disclaimer: Annotated[str | None, Words("legal")]


class Step(ContractModel):
    id: UUID
    title: Annotated[Text, Words("title")]
    text: Annotated[RichText | None, Words("prose")]
    duration: Duration | None
    image: Image | None


class StepsBlock(BlockModel):
    """What happens, in order."""

    type: Literal["steps"] = "steps"
    phase: Literal["before", "during", "after"]
    steps: Annotated[list[Step], Field(min_length=1)]


class FactsBlock(BlockModel):
    """Key figures, for a fact panel."""

    type: Literal["facts"] = "facts"
    facts: Annotated[list[Fact], Field(min_length=1)]


class StatisticBlock(BlockModel):
    """A figure from a study, with all that is needed to read it rightly. Show the qualifier with the number, always."""

    formerly = {"bound": "qualifier"}

    type: Literal["statistic"] = "statistic"
    value: float
    maximum: float | None
    """Set for a range: ``value`` to ``maximum``."""
    unit: Literal["percent", "per_100", "per_1000", "days", "weeks", "months", "years", "points"]
    qualifier: Qualifier
    outcome: Annotated[Text, Words("figure")]
    """What happened, for example ``had less pain``."""
    population: Annotated[Text, Words("note")]
    """To whom, for example ``adults with cancer pain on one side``."""
    time_point: Annotated[str | None, Words("note")]
    """When it was measured."""
    source: Citation | None
    as_of: date | None


class Risk(ContractModel):
    id: UUID
    name: Annotated[Text, Words("name")]
    severity: Literal["minor", "moderate", "serious"]
    frequency: Literal["very_common", "common", "uncommon", "rare", "very_rare", "unknown"]
    """Bands of the Council for International Organizations of Medical Sciences: more than 1 in 10, up to 1 in 10,
    1 in 100, 1 in 1,000, 1 in 10,000."""
    frequency_text: Annotated[str | None, Words("figure")]
    """As the source says it, for example ``about 3 in 100 people``."""
    timing: Annotated[str | None, Words("note")]
    reversible: bool | None
    """Null: not known."""
    what_we_do: Annotated[str | None, Words("prose")]


class RisksBlock(BlockModel):
    """What can go wrong."""

    type: Literal["risks"] = "risks"
    lead_in: Annotated[str | None, Words("introduction")]
    risks: list[Risk]
    none_stated_reason: Annotated[str | None, Words("prose")]
    """Set exactly when ``risks`` is empty: why none is named."""


class CareCardBlock(BlockModel):
    """When to get help, and how. Never hide it in an accordion."""

    type: Literal["care_card"] = "care_card"
    level: Literal["emergency", "urgent", "routine"]
    region: Annotated[str, Field(pattern=r"^[A-Z]{2}$"), Value()]
    """ISO 3166-1 alpha-2 country whose emergency number is meant."""
    title: Annotated[Text, Words("title")]
    when: Annotated[list[Text], Field(min_length=1), Words("item")]
    """Signs, each on its own line."""
    action: Annotated[Text, Words("prose")]
    """What to do."""
    emergency_number: Annotated[str | None, Value()]
    """Short number such as ``911``; set for every ``emergency`` card."""
    phone: Phone | None


class Indication(ContractModel):
    condition: DocumentLink | None
    label: Annotated[Text, Words("item")]
    """The condition in words."""
    note: Annotated[str | None, Words("note")]
    evidence: Literal["established", "investigational"]


class IndicationsBlock(BlockModel):
    """Conditions the treatment is used for."""

    type: Literal["indications"] = "indications"
    lead_in: Annotated[str | None, Words("introduction")]
    items: Annotated[list[Indication], Field(min_length=1)]


class RelatedTreatment(ContractModel):
    procedure: DocumentLink
    relation: Literal["alternative", "next_step", "combined", "comparison"]
    note: Annotated[str | None, Words("note")]


class RelatedTreatmentsBlock(BlockModel):
    """Other treatments, and how each relates to this one. Only published ones are listed."""

    type: Literal["related_treatments"] = "related_treatments"
    items: list[RelatedTreatment]


class CliniciansBlock(BlockModel):
    """People who give the treatment."""

    type: Literal["clinicians"] = "clinicians"
    lead_in: Annotated[str | None, Words("introduction")]
    clinicians: list[ClinicianLink]


class LocationsBlock(BlockModel):
    """Places where the treatment is given."""

    type: Literal["locations"] = "locations"
    lead_in: Annotated[str | None, Words("introduction")]
    locations: list[LocationLink]


class CostBlock(BlockModel):
    """What is known about cost and cover."""

    type: Literal["cost"] = "cost"
    text: Annotated[RichText, Words("prose")]
    prior_authorisation: Literal["needed", "sometimes", "not_needed", "unknown"]
    payers: Annotated[list[Text], Words("name")]
    as_of: date


class RegulatoryStatusBlock(BlockModel):
    """What a regulator has decided."""

    type: Literal["regulatory_status"] = "regulatory_status"
    body: Annotated[Text, Words("name")]
    status: Literal["approved", "cleared", "investigational", "not_regulated"]
    indication: Annotated[Text, Words("prose")]
    date: date


class ReferencesBlock(BlockModel):
    """Sources, listed where the text needs them."""

    type: Literal["references"] = "references"
    references: list[Citation]


AnyBlock = (
    RichTextBlock
    | ListBlock
    | ImageBlock
    | VideoBlock
    | TableBlock
    | QuotationBlock
    | CallToActionBlock
    | ContactBlock
    | DefinitionsBlock
    | FaqBlock
    | CriteriaBlock
    | StepsBlock
    | FactsBlock
    | StatisticBlock
    | RisksBlock
    | CareCardBlock
    | IndicationsBlock
    | RelatedTreatmentsBlock
    | CliniciansBlock
    | LocationsBlock
    | CostBlock
    | RegulatoryStatusBlock
    | ReferencesBlock
)


class Block(RootModel[Annotated[AnyBlock, Field(discriminator="type")]]):
    """A block of any type; ``type`` tells which."""


SectionKind = Literal[
    "what",
    "how_it_works",
    "indications",
    "candidacy",
    "types",
    "benefits",
    "risks",
    "alternatives",
    "prepare",
    "during",
    "after",
    "recovery",
    "results",
    "follow_up",
    "when_to_call",
    "living_with",
    "cost",
    "questions_to_ask",
    "faq",
    "evidence",
    "other",
]


class Subsection(ContractModel):
    """A part of a section under a heading of its own."""

    id: UUID
    heading: Annotated[Text, Words("heading")]
    anchor: Slug
    blocks: list[Block]


class Section(ContractModel):
    """A part of a page that answers one of the patient's questions."""

    id: UUID
    kind: SectionKind
    """What it answers, whatever its heading says."""
    also: list[SectionKind]
    """Further kinds the same section answers, for example risks and alternatives."""
    heading: Annotated[Text, Words("heading")]
    anchor: Slug
    """Unique in the document; for the ``id`` of the heading."""
    blocks: list[Block]
    """Shown first."""
    subsections: list[Subsection]
    """Shown after ``blocks``."""
