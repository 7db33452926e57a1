"""What every reader hands on, whatever the file's format: headings, paragraphs and lists in the order of the source."""

from dataclasses import dataclass
from typing import Literal

from procedures.importing.places import Named, SetAside, Span, Text
from procedures.importing.source import Source


@dataclass(frozen=True)
class Heading:
    """``is_enumerated``: numbered or marked ``Q:``, as questions of a list of questions are."""

    text: Text
    confidence: float
    is_enumerated: bool = False


@dataclass(frozen=True)
class Paragraph:
    text: Text
    confidence: float


@dataclass(frozen=True)
class Items:
    """A list without its lead-in. ``start`` is the first item's number in a numbered list.

    ``may_go_on_at_one``: every item is numbered 1, so that the next one may be as well.
    """

    style: Literal["bullet", "number"]
    items: tuple[Text, ...]
    confidence: float
    start: int = 1
    is_nested: bool = False
    may_go_on_at_one: bool = False


@dataclass(frozen=True)
class Pairs:
    """Names and values on alternate lines, as in a panel of key facts."""

    items: tuple[Named, ...]
    confidence: float


Piece = Heading | Paragraph | Items | Pairs


@dataclass(frozen=True)
class Reading:
    """A file as its reader understood it, before anything is known of treatments."""

    source: Source
    pieces: tuple[Piece, ...]
    set_aside: tuple[SetAside, ...]


def span_of(piece: Piece) -> Span:
    """The lines a piece was read from."""
    match piece:
        case Heading() | Paragraph():
            return piece.text.span
        case Items():
            return piece.items[0].span.to(piece.items[-1].span)
        case Pairs():
            return piece.items[0].name.span.to(piece.items[-1].text.span)
