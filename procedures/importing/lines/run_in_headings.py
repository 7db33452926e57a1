"""Headings that run into their paragraph: "Risks: Every operation …"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from procedures.importing.advice.reading import read_lead_in
from procedures.importing.headings.meaning import classify_heading
from procedures.importing.pieces import Heading, Paragraph, Piece
from procedures.importing.places import Text
from procedures.language.words import count_words

_LONGEST_LABEL = 5
_MOST_CHARACTERS = 80
_SHORTEST_REST = 8


def split_run_in_headings(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Paragraphs that begin with a known heading and a colon, in two. "Recovery: two weeks" is a fact and stays."""
    for piece in pieces:
        split = _split(piece) if isinstance(piece, Paragraph) else None
        if split is None:
            yield piece
            continue
        yield Heading(split.label, 0.6)
        yield Paragraph(split.rest, 0.8)


def _is_short(label: str) -> bool:
    return len(label) <= _MOST_CHARACTERS and count_words(label) <= _LONGEST_LABEL


def _is_advice(text: str) -> bool:
    """ "Urgent advice: call us if you have:" leads into its list as a whole."""
    wording = read_lead_in(text) if text.endswith(":") else None
    return wording is not None and wording.points


@dataclass(frozen=True)
class _Split:
    label: Text
    rest: Text


def _split(paragraph: Paragraph) -> _Split | None:
    label, colon, rest = paragraph.text.text.partition(":")
    if not colon or not rest.startswith(" ") or not _is_short(label) or _is_advice(paragraph.text.text):
        return None
    if count_words(rest) < _SHORTEST_REST or classify_heading(label).kind == "other" or " include" in label:
        return None
    span = paragraph.text.span
    return _Split(Text(label.strip(), span), Text(rest.strip(), span))
