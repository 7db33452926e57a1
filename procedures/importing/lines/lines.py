"""The lines of a plain-text source as the rest of the importer sees them: cleaned, with their list marker apart."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from procedures.importing.source import Source, SourceLine
from procedures.language.words import clean_text, words_in

BULLETS = "•‣◦▪▫●○■□∙·➢➤►▶✓✔❑❖⁃\uf0b7\uf0a7\uf0d8"
_MARKER = re.compile(
    rf"(?P<bullet>[{BULLETS}]|[-*–](?=\s|$)|o(?=\s))"
    r"|(?:step|paso)\s+(?P<step>[0-9]{1,2})(?:\s?[:.)–-](?=\s|$)|$)"
    r"|\(?(?P<number>[0-9]{1,2})[.)](?=\s|[A-Z¿]|$)"
    r"|(?P<letter>[a-z])\)(?=\s)"
    r"|(?P<question>Q[0-9]{0,2}\s?[:.])(?=\s.*\?)"
    r"|(?P<answer>A[0-9]{0,2}\s?[:.])(?=\s)",
    re.IGNORECASE,
)
_INLINE_BULLET = re.compile("(?=[•●▪‣\uf0b7])")
_WIDE_SPACE = re.compile(r"[ \t\xa0]{3,}")
_FLATTENED_LENGTH = 200


class Gap(Enum):
    """What stands between a line and the one before."""

    NONE = "none"
    BLANK = "blank"
    NOISE = "noise"
    """A line that is no content, such as a page number: the text may go on across it."""


class MarkerKind(Enum):
    BULLET = "bullet"
    NUMBER = "number"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True)
class Marker:
    """What a list item begins with. ``number`` counts from 1 (letters too), 0 for bullets, questions and answers."""

    kind: MarkerKind
    text: str
    number: int


@dataclass(frozen=True)
class Line:
    """A line, or one part of a line that several were flattened into.

    ``text`` is without the marker, ``written`` with it. ``width`` is in characters of the file.
    """

    number: int
    text: str
    written: str
    marker: Marker | None
    indent: int
    width: int
    gap: Gap


def read_lines(source: Source) -> list[Line]:
    """The lines that hold something. Questions and answers marked ``Q:`` and ``A:`` are known by a question."""
    lines: list[Line] = []
    gap = Gap.BLANK
    for source_line in source.lines:
        for part, is_first in _parts(source_line):
            if not (written := clean_text(part)):
                gap = Gap.BLANK
                continue
            lines.append(_line(source_line.number, part, written=written, gap=gap if is_first else Gap.BLANK))
            gap = Gap.NONE
    return list(_without_lone_answers(lines))


def _parts(line: SourceLine) -> Iterator[tuple[str, bool]]:
    """The line, or the lines that were flattened into it: at runs of spaces, bullets, or dashes after a colon."""
    parts = [line.text]
    if len(line.text) > _FLATTENED_LENGTH:
        parts = [piece for piece in _WIDE_SPACE.split(line.text) if piece.strip()] or parts
    pieces = [piece for part in parts for piece in _inline_items(part)]
    yield from ((piece, index == 0) for index, piece in enumerate(pieces))


def _inline_items(text: str) -> list[str]:
    pieces = [piece for piece in _INLINE_BULLET.split(text) if piece.strip()]
    if len(pieces) > 2 or (len(pieces) == 2 and text.lstrip()[0] in BULLETS):
        return pieces
    head, colon, tail = text.partition(": - ")
    dashed = tail.split(" - ")
    if colon and len(dashed) > 1:
        return [f"{head}:", *(f"- {item}" for item in dashed)]
    return [text]


def _line(number: int, raw: str, *, written: str, gap: Gap) -> Line:
    indent = len(raw) - len(raw.lstrip())
    marker = _marker(written, indent=indent)
    return Line(
        number=number,
        text=written[len(marker.text) :].strip() if marker else written,
        written=written,
        marker=marker,
        indent=indent,
        width=len(raw.rstrip()),
        gap=gap,
    )


def _marker(written: str, *, indent: int) -> Marker | None:
    match = _MARKER.match(written)
    if match is None:
        return None
    text = match.group()
    if match["bullet"]:
        # A word processor's second-level bullet comes out as the letter o; at the margin it is a word.
        return None if text.casefold() == "o" and (indent == 0 or text == "O") else _bullet(written, text)
    if match["question"]:
        return Marker(MarkerKind.QUESTION, text, 0)
    if match["answer"]:
        return Marker(MarkerKind.ANSWER, text, 0)
    if match["letter"]:
        return Marker(MarkerKind.NUMBER, text, ord(text[0].casefold()) - ord("a") + 1)
    return Marker(MarkerKind.NUMBER, text, int(match["step"] or match["number"]))


def _bullet(written: str, text: str) -> Marker | None:
    is_rule = written != text and not words_in(written)
    return None if is_rule else Marker(MarkerKind.BULLET, text, 0)


def _without_lone_answers(lines: Iterable[Line]) -> Iterator[Line]:
    has_question = False
    for line in lines:
        kind = line.marker.kind if line.marker else None
        has_question = has_question or kind is MarkerKind.QUESTION
        yield line if has_question or kind is not MarkerKind.ANSWER else unmarked(line)


def unmarked(line: Line) -> Line:
    """The same line taken as plain text."""
    return Line(
        number=line.number,
        text=line.written,
        written=line.written,
        marker=None,
        indent=line.indent,
        width=line.width,
        gap=line.gap,
    )
