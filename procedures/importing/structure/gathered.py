"""Sections while they are being gathered."""

from dataclasses import dataclass, field

from procedures.importing.headings.meaning import HeadingMeaning
from procedures.importing.pieces import Heading
from procedures.importing.structure.care import Content


@dataclass
class SectionDraft:
    """A section being gathered. ``heading`` is None for what the source gives no heading."""

    heading: Heading | None
    meaning: HeadingMeaning
    pieces: list[Content] = field(default_factory=list)
    parts: list["SectionDraft"] = field(default_factory=list)
    only_enumerated: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.pieces and not self.parts

    @property
    def contents(self) -> tuple[Content, ...]:
        return (*(() if self.heading is None else (self.heading,)), *self.pieces)

    @property
    def newest(self) -> "SectionDraft":
        return self.parts[-1] if self.parts else self
