"""What a check sees: the outline, its source, and views of them that several checks share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from api.contract.blocks import SectionKind
from procedures.importing.outline import (
    Block,
    Outline,
    OutlineSection,
    Text,
    texts_of_block,
    texts_of_section,
)
from procedures.importing.phones import DEFAULT_REGION
from procedures.importing.source import Source
from procedures.language.sentences import split_sentences


@dataclass(frozen=True)
class Examined:
    """A page under examination. ``region`` is the country of telephone numbers without a country code."""

    source: Source
    outline: Outline
    region: str = DEFAULT_REGION

    @cached_property
    def body(self) -> tuple[Text, ...]:
        """The page's own text without headings, contact and call to action."""
        sections = (texts_of_section(section, with_headings=False) for section in self.outline.sections)
        return (*self.outline.summary, *(text for texts in sections for text in texts))

    @cached_property
    def sentences(self) -> tuple[Text, ...]:
        """The body's sentences, each with the lines of its paragraph."""
        return tuple(Text(sentence, text.span) for text in self.body for sentence in split_sentences(text.text))

    @cached_property
    def headings(self) -> tuple[Text, ...]:
        sections = self.outline.sections
        own = (section.heading for section in sections if section.heading is not None)
        below = (subsection.heading for section in sections for subsection in section.subsections)
        return tuple(sorted((*own, *below), key=lambda text: text.span.first))

    @cached_property
    def kinds(self) -> frozenset[SectionKind]:
        return frozenset(kind for section in self.outline.sections for kind in section.kinds)

    def sections_of(self, *kinds: SectionKind) -> tuple[OutlineSection, ...]:
        return tuple(section for section in self.outline.sections if not set(kinds).isdisjoint(section.kinds))

    def blocks(self) -> Iterator[tuple[OutlineSection, Block]]:
        """Every block with its section, those of subsections too."""
        for section in self.outline.sections:
            for blocks in (section.blocks, *(subsection.blocks for subsection in section.subsections)):
                yield from ((section, block) for block in blocks)


def line_of(block: Block) -> int | None:
    """The first line of a block."""
    return next((text.span.first for text in texts_of_block(block)), None)


def list_in_words(items: Iterable[str], *, most: int = 12) -> str:
    """``a, b, c`` with an ellipsis after ``most``."""
    found = list(dict.fromkeys(items))
    return ", ".join(found[:most]) + (" …" if len(found) > most else "")
