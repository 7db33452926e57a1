"""Doubts about the file's characters: what copying and exporting leave behind."""

import re
from collections.abc import Iterator
from itertools import pairwise

from procedures.importing.draft import Draft
from procedures.importing.pieces import Reading
from procedures.importing.review.doubt import Doubted, doubt
from procedures.language.words import starts_lower

_NBSP = "\xa0"
_SPLIT = re.compile(r"[a-z][-\u00ad]$")
_MOST_LINES = 8


@doubt("non-breaking-spaces", severity="hint", why="They often stand where a link was.")
def non_breaking_spaces(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    lines = [line.number for line in reading.source.lines if _NBSP in line.text]
    if lines:
        yield Doubted(
            message=f"Non-breaking spaces on {_named(lines)} were made plain spaces.",
            remedy="Add the link again if there was one.",
            line=lines[0],
        )


@doubt("encoding-guessed", severity="warning", why="Accents and quotes may be wrong.")
def encoding_guessed(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    if reading.source.is_encoding_guessed:
        yield Doubted(
            message="The file is not UTF-8; it was read as Windows text.",
            remedy="Check accents and quotes, or save it as UTF-8.",
        )


@doubt("split-words", severity="hint", why="A hyphen inside a word stops readers.")
def split_words(reading: Reading, draft: Draft) -> Iterator[Doubted]:
    split = [
        line.number
        for line, below in pairwise(reading.source.lines)
        if _SPLIT.search(line.text.rstrip()[-2:]) and starts_lower(below.text[:20])
    ]
    if split:
        yield Doubted(
            message=f"Words may be split by a hyphen at the end of {_named(split)}.",
            remedy="Delete the hyphens that do not belong.",
            line=split[0],
        )


def _named(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_MOST_LINES]))
    more = " and others" if len(numbers) > _MOST_LINES else ""
    return f"line {shown}" if len(numbers) == 1 else f"lines {shown}{more}"
