"""Lines to units: a unit is one paragraph, heading or list item, joined over hard line breaks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from procedures.importing.headings.meaning import classify_heading
from procedures.importing.lines.lines import Gap, Line, Marker, MarkerKind, unmarked
from procedures.importing.places import Span, Text
from procedures.language.words import (
    FUNCTION_WORDS,
    count_words,
    ends_in_abbreviation,
    ends_sentence,
    is_capitals,
    last_word,
    starts_lower,
)

_HYPHENATED = re.compile(r"\w[-\u00ad]$")
_LONGEST_WRAP = 125
_SHORTEST_WRAP = 40
_LONGEST_ITEM = 160
_ENOUGH_EVIDENCE = 2
_FULL_SHARE = 0.5
_HEADING_WORDS = 6


@dataclass(frozen=True)
class Unit:
    """Lines that belong together. Only the first has a marker."""

    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        return join_lines([line.text for line in self.lines])

    @property
    def marker(self) -> Marker | None:
        return self.lines[0].marker

    @property
    def gap(self) -> Gap:
        return self.lines[0].gap

    @property
    def indent(self) -> int:
        return self.lines[0].indent

    @property
    def span(self) -> Span:
        return Span(self.lines[0].number, self.lines[-1].number)

    @property
    def sourced(self) -> Text:
        return Text(self.text, self.span)


def join_lines(texts: Sequence[str]) -> str:
    """One text of several lines. A hyphen at a line's end is kept: it may belong to the word ("follow-up")."""
    parts: list[str] = []
    for previous, text in zip(["", *texts], texts, strict=False):
        is_split_word = bool(_HYPHENATED.search(previous[-2:])) and starts_lower(text)
        parts.append(text if is_split_word or not previous else f" {text}")
    return "".join(parts)


def build_units(lines: Sequence[Line]) -> list[Unit]:
    """Join lines into units."""
    width = wrap_width(lines)
    units: list[list[Line]] = []
    for previous, line in _with_previous(_with_true_markers(lines)):
        if previous is None or _starts_unit(units, line, width=width):
            units.append([line])
        elif _continues(previous, line, width=width):
            units[-1].append(line)
        else:
            units.append([line])
    return [Unit(tuple(unit)) for unit in units]


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The longest line, in characters, that visibly breaks inside a sentence; None where lines are not hard-wrapped.

    Lines that are broken by hand, or are items without bullets, also go on in lower case; a wrap fills its lines.
    """
    broken = [
        (previous.width, previous.width + 1 + len(line.text.split(maxsplit=1)[0]))
        for previous, line in pairwise(lines)
        if line.gap is Gap.NONE
        and line.marker is None
        and _SHORTEST_WRAP <= previous.width <= _LONGEST_WRAP
        and starts_lower(line.text)
        and not ends_sentence(previous.text)
    ]
    if len(broken) < _ENOUGH_EVIDENCE:
        return None
    width = max(filled for filled, _ in broken)
    full = sum(1 for _, wanted in broken if wanted > width)
    return width if full >= max(_ENOUGH_EVIDENCE, _FULL_SHARE * len(broken)) else None


def _continues(previous: Line, line: Line, *, width: int | None) -> bool:
    """Whether ``line`` goes on where ``previous`` stopped."""
    if line.marker is not None or line.gap is Gap.BLANK:
        return previous.marker is not None and not previous.text and line.marker is None
    if not previous.text:
        return True
    if ends_sentence(previous.text) or previous.text.endswith(":"):
        return line.gap is Gap.NONE and _fills(previous, line, width=width)
    if starts_lower(line.text) or _is_open(previous.text):
        return True
    return line.gap is Gap.NONE and _fills(previous, line, width=width)


def _is_open(text: str) -> bool:
    """Whether ``text`` cannot be the end of anything."""
    return (
        text.endswith((",", "-", "–", "(", "/", "&")) or ends_in_abbreviation(text) or last_word(text) in FUNCTION_WORDS
    )


def _fills(previous: Line, line: Line, *, width: int | None) -> bool:
    """Whether the next word would not have fitted on the line, so that the break is the wrap's, not the author's."""
    if width is None or previous.width > width + 10:
        return False
    return previous.width + 1 + len(line.text.split(maxsplit=1)[0]) > width


def _starts_unit(units: Sequence[Sequence[Line]], line: Line, *, width: int | None) -> bool:
    """Whether the units so far say that ``line`` is new, however it begins."""
    is_labelled = len(units[-1]) == 1 and is_capitals(units[-1][0].text) and not line.text.isupper()
    return is_labelled or _is_short_run(units, line, width=width) or _is_under_heading(units[-1], line)


def _is_under_heading(unit: Sequence[Line], line: Line) -> bool:
    """Whether ``unit`` is a heading of a known wording, so that even "What it is" ends there."""
    if len(unit) != 1 or unit[0].marker is not None or line.gap is not Gap.NONE or starts_lower(line.text):
        return False
    heading = unit[0].text
    return count_words(heading) <= _HEADING_WORDS and classify_heading(heading).is_known


def _is_short_run(units: Sequence[Sequence[Line]], line: Line, *, width: int | None) -> bool:
    """Whether ``line`` stands in a run of single lines under a colon: a list that lost its bullets."""
    if width is not None or line.gap is not Gap.NONE or len(line.text) > _LONGEST_ITEM or len(units) < 2:
        return False
    if len(units[-1]) != 1 or units[-1][0].marker is not None or len(units[-1][0].text) > _LONGEST_ITEM:
        return False
    opener = next((unit for unit in reversed(units[-60:]) if len(unit) > 1 or not _is_short_plain(unit[0])), None)
    return opener is not None and opener[-1].text.endswith(":")


def _is_short_plain(line: Line) -> bool:
    return line.marker is None and len(line.text) <= _LONGEST_ITEM and not line.text.endswith((":", "."))


def _with_previous(lines: Iterator[Line]) -> Iterator[tuple[Line | None, Line]]:
    previous = None
    for line in lines:
        yield previous, line
        previous = line


def _with_true_markers(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with what only looks like a marker (a wrapped sentence going on with "12." or a dash) made text."""
    last_number = 0
    in_list = False
    for index, line in enumerate(lines):
        marker = line.marker
        if marker and index and _is_inside_sentence(lines[index - 1], line, in_list=in_list):
            following = lines[index + 1] if index + 1 < len(lines) else None
            is_under_label = _is_label(lines[index - 1], marker=marker, text=line.text)
            if not is_under_label and not _starts_list(marker, following, last_number=last_number):
                yield unmarked(line)
                continue
        if marker is not None:
            last_number = marker.number
        in_list = marker is not None or (in_list and line.gap is Gap.NONE)
        yield line


def _is_inside_sentence(previous: Line, line: Line, *, in_list: bool) -> bool:
    if line.gap is Gap.BLANK or in_list or previous.marker is not None:
        return False
    return not ends_sentence(previous.text) and not previous.text.endswith(":")


def _is_label(previous: Line, *, marker: Marker, text: str) -> bool:
    """Whether a short line over a dash is a label over an only item: "The night before"."""
    is_short = count_words(previous.text) <= _HEADING_WORDS and previous.gap is Gap.BLANK
    return marker.kind is MarkerKind.BULLET and is_short and text[:1].isupper() and previous.text[:1].isupper()


def _starts_list(marker: Marker, following: Line | None, *, last_number: int) -> bool:
    """Whether a marker in the middle of things begins or carries on a list all the same."""
    if marker.kind is MarkerKind.NUMBER:
        return marker.number in (1, last_number + 1)
    if marker.kind is MarkerKind.BULLET and marker.text in "-*–":
        return following is not None and following.marker is not None and following.marker.text == marker.text
    return True
