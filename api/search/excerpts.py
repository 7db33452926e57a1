"""What search keeps of a document's text and shows of it: its passages, those of a block in one line."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from api.text.passages import Passage, Path

UNSEARCHED = {"address", "alternative", "credit", "head", "pronunciation"}
"""Roles of words that nobody looks for a document by."""
ON_EVERY_PAGE = {"link"}
"""Roles of words that say the same beside the text of every document: they tell none from another."""


class Excerpt(NamedTuple):
    """A block's words without line breaks. What stands in no section has an empty anchor, kind and heading."""

    anchor: str
    kind: str
    heading: str
    text: str


def excerpts_of(passages: Iterable[Passage], *, known: Collection[str]) -> Iterator[Excerpt]:
    """First what stands outside of sections, then the sections in the order of the page.

    ``known`` is what names, keywords and summary say already.
    """
    searched = [passage for passage in passages if is_searched(passage)]
    outside = (one for one in searched if is_told_outside(one) and one.words not in known)
    inside = (one for one in searched if one.section and not is_heading_of_part(one))
    yield from (in_one_line(said) for _, said in groupby(outside, key=entry))
    yield from (in_one_line(said) for _, said in groupby(inside, key=block))


def is_searched(passage: Passage) -> bool:
    """The words of another thing are found where that stands; its name is how people ask for this document, too."""
    return passage.whose != "shown" and passage.role not in UNSEARCHED


def is_told_outside(passage: Passage) -> bool:
    return passage.section is None and passage.role not in ON_EVERY_PAGE


def is_heading_of_part(passage: Passage) -> bool:
    """It stands in every excerpt of the part."""
    return passage.role == "heading" and passage.holder.block is None


def entry(passage: Passage) -> Path:
    """The member of the document that the words stand in, or which item of it."""
    is_listed = len(passage.path) > 1 and isinstance(passage.path[1], int)
    return passage.path[: 2 if is_listed else 1]


def block(passage: Passage) -> Path:
    return (passage.holder.block or passage.holder).path


def in_one_line(passages: Iterable[Passage]) -> Excerpt:
    said = list(passages)
    section, part = said[0].section, said[0].part
    text = " · ".join(passage.words for passage in said)
    if section is None or part is None:
        return Excerpt("", "", "", text)
    return Excerpt(part.anchor, section.kind, part.heading, text)
