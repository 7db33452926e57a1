"""The pieces that a document's words come in, and where each stands. Tuples, because there are hundreds of them."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from api.contract.roles import Role, Whose
from api.text.rich_text import Paragraph, Run, read_lines, read_paragraphs

Path = tuple[str | int, ...]
"""As in the document's JSON: ``("sections", 2, "blocks", 0, "items", 1)``."""


PassageRole = Role | Literal["value", "unknown"]


Model = type[BaseModel]


class Place(NamedTuple):
    """A section, or a subsection, which has the kinds of the section around it."""

    id: str
    kind: str
    also: tuple[str, ...]
    heading: str
    anchor: str


class Holder(NamedTuple):
    """An object of the document's JSON with the words in it: the document, a section, a block, an item, a link."""

    path: Path
    id: str
    """Empty where it has none."""
    type: str
    """Empty where it has none."""
    model: Model | None
    """Of the contract; None for what the present contract does not know."""
    whose: Whose
    is_block: bool
    parent: "Holder | None"
    section: Place | None
    subsection: Place | None
    value: Any
    """The object itself: a model, or a mapping."""

    @property
    def around(self) -> "Iterator[Holder]":
        """Itself and what it stands in, the nearest first."""
        holder: Holder | None = self
        while holder is not None:
            yield holder
            holder = holder.parent

    @property
    def block(self) -> "Holder | None":
        """The block it is, or stands in."""
        return next((holder for holder in self.around if holder.is_block), None)


class Passage(NamedTuple):
    """The words of one member, or of one item of a list: as much as an editor writes in one field."""

    path: Path
    role: PassageRole
    """``value``: not words, but of interest (see ``walker.told_by``). ``unknown``: the contract of today does not know
    the member, so that nothing is known of it but what it says."""
    words: str
    """Plain text in one line, never empty."""
    html: str
    """Where it is rich text, its HTML; else empty."""
    value: Any
    """As in the document."""
    language: str
    """BCP 47 tag of the document's language; empty where a part of a document was asked for."""
    holder: Holder

    @property
    def whose(self) -> Whose:
        return self.holder.whose

    @property
    def section(self) -> Place | None:
        return self.holder.section

    @property
    def subsection(self) -> Place | None:
        return self.holder.subsection

    @property
    def part(self) -> Place | None:
        """The subsection or section whose heading stands above it."""
        return self.holder.subsection or self.holder.section

    @property
    def block_id(self) -> str:
        return self.holder.block.id if self.holder.block else ""

    @property
    def block_type(self) -> str:
        return self.holder.block.type if self.holder.block else ""

    @property
    def id(self) -> str:
        """Of the nearest item, block or section that has one."""
        return next((holder.id for holder in self.holder.around if holder.id), "")

    @property
    def name(self) -> str:
        """Of the member it stands in."""
        return next(str(step) for step in reversed(self.path) if isinstance(step, str))

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Rich text taken apart; of plain text, one paragraph."""
        return read_paragraphs(self.html) if self.html else [Paragraph((Run(self.words),))]

    @property
    def lines(self) -> list[str]:
        """What each of them says."""
        return read_lines(self.html) if self.html else [self.words]
