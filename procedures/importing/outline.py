"""The result of reading a file: a treatment page's parts, each with where it stands in the source.

Nothing here formats or stores. ``confidence`` is 0 to 1: how sure the importer is that the part is what it says; below
``REVIEW_BELOW`` an editor should look.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from api.contract.blocks import SectionKind
from procedures.importing.findings import Finding

REVIEW_BELOW = 0.7


@dataclass(frozen=True)
class Span:
    """Lines of the source, first and last included, counted from 1."""

    first: int
    last: int

    def to(self, other: "Span") -> "Span":
        """The lines from this one to ``other``."""
        return Span(min(self.first, other.first), max(self.last, other.last))


@dataclass(frozen=True)
class Text:
    """Plain text on one line, and the lines it was read from."""

    text: str
    span: Span


@dataclass(frozen=True)
class Phone:
    """A telephone number: E.164 for dialling, and as the source writes it."""

    number: str
    display: str
    extension: str | None
    line: int


@dataclass(frozen=True)
class Prose:
    """Paragraphs that follow each other."""

    paragraphs: tuple[Text, ...]
    confidence: float


@dataclass(frozen=True)
class ItemList:
    """A list. ``is_nested``: the source had lists within it, which are flattened here."""

    style: Literal["bullet", "number"]
    lead_in: Text | None
    items: tuple[Text, ...]
    confidence: float
    is_nested: bool = False


@dataclass(frozen=True)
class Criteria:
    """Who the treatment is for: ``must`` needed, ``may`` speaks for it, ``must_not`` speaks against it."""

    role: Literal["must", "may", "must_not"]
    lead_in: Text | None
    items: tuple[Text, ...]
    disclaimer: Text | None
    confidence: float


@dataclass(frozen=True)
class Steps:
    """Things that happen in this order."""

    phase: Literal["before", "during", "after"]
    lead_in: Text | None
    items: tuple[Text, ...]
    confidence: float


@dataclass(frozen=True)
class Question:
    """A question with its answer; the answer is empty where the source has none."""

    question: Text
    answer: tuple[Prose | ItemList, ...]


@dataclass(frozen=True)
class Faq:
    items: tuple[Question, ...]
    confidence: float


@dataclass(frozen=True)
class Definition:
    term: Text
    text: Text


@dataclass(frozen=True)
class Definitions:
    """Names with what each means: kinds of a treatment, or key facts."""

    lead_in: Text | None
    items: tuple[Definition, ...]
    confidence: float


Block = Prose | ItemList | Criteria | Steps | Faq | Definitions


@dataclass(frozen=True)
class Subsection:
    heading: Text
    blocks: tuple[Block, ...]
    confidence: float


@dataclass(frozen=True)
class OutlineSection:
    """A section. ``heading`` is None where the source has none; ``span`` covers the heading and everything under it."""

    kind: SectionKind
    also: tuple[SectionKind, ...]
    heading: Text | None
    blocks: tuple[Block, ...]
    subsections: tuple[Subsection, ...]
    span: Span
    confidence: float

    @property
    def kinds(self) -> tuple[SectionKind, ...]:
        return (self.kind, *self.also)


@dataclass(frozen=True)
class Contact:
    """A line to call or write to that the page carries a copy of: content to share, not to repeat."""

    heading: Text | None
    paragraphs: tuple[Text, ...]
    phones: tuple[Phone, ...]
    confidence: float


@dataclass(frozen=True)
class CallToAction:
    """An invitation to do the next thing. Plain text says what, not where to: the target is the editor's to choose."""

    text: Text
    phones: tuple[Phone, ...]
    confidence: float


SetAsideReason = Literal[
    "above_title",
    "breadcrumb",
    "caption",
    "contents",
    "empty_heading",
    "list_marker",
    "navigation",
    "page_number",
    "running_header",
    "tagline",
    "title_repeated",
    "umbrella",
    "unplaced",
]


@dataclass(frozen=True)
class SetAside:
    """Words of the source that are not in the page, and why.

    ``detail`` is set for a contents entry that differs from its heading: that heading, empty where there is none.
    """

    text: Text
    reason: SetAsideReason
    detail: str | None = None


@dataclass(frozen=True)
class Title:
    """``span`` is None when no line of the source is the title, so that it was inferred."""

    text: str
    confidence: float
    span: Span | None


@dataclass(frozen=True)
class Outline:
    """A treatment page as read. ``names`` are the treatment's names seen in title, headings and file name."""

    title: Title
    names: tuple[str, ...]
    summary: tuple[Text, ...]
    contact: Contact | None
    sections: tuple[OutlineSection, ...]
    call_to_action: CallToAction | None
    set_aside: tuple[SetAside, ...]
    findings: tuple[Finding, ...] = ()


def texts_of_block(block: Block) -> Iterator[Text]:
    """Every text of a block, in the order of the source."""
    match block:
        case Prose():
            yield from block.paragraphs
        case Faq():
            for question in block.items:
                yield question.question
                for part in question.answer:
                    yield from texts_of_block(part)
        case Definitions():
            yield from _present(block.lead_in)
            for item in block.items:
                yield from (item.term, item.text)
        case Criteria():
            yield from (*_present(block.lead_in), *block.items, *_present(block.disclaimer))
        case ItemList() | Steps():
            yield from (*_present(block.lead_in), *block.items)


def texts_of_section(section: OutlineSection, *, with_headings: bool = True) -> Iterator[Text]:
    """Every text of a section and its subsections."""
    if with_headings:
        yield from _present(section.heading)
    for block in section.blocks:
        yield from texts_of_block(block)
    for subsection in section.subsections:
        if with_headings:
            yield subsection.heading
        for block in subsection.blocks:
            yield from texts_of_block(block)


def texts_of_outline(outline: Outline) -> Iterator[Text]:
    """Every text the page would hold, headings and title included; what was set aside is not among it."""
    if outline.title.span is not None:
        yield Text(outline.title.text, outline.title.span)
    if outline.contact is not None:
        yield from (*_present(outline.contact.heading), *outline.contact.paragraphs)
    yield from outline.summary
    for section in outline.sections:
        yield from texts_of_section(section)
    if outline.call_to_action is not None:
        yield outline.call_to_action.text


def _present(text: Text | None) -> tuple[Text, ...]:
    return () if text is None else (text,)
