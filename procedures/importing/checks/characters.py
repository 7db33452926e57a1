"""Checks of the source's characters: what copying and exporting leave behind."""

import re
from collections.abc import Iterator
from itertools import pairwise

from procedures.importing.checks.examined import Examined
from procedures.importing.findings import Finding
from procedures.language.words import starts_lower

_NBSP = "\xa0"
_MISSING_SPACE = re.compile(r"[a-z]{2}[.?!)][A-Z][a-z]|[a-z]{2},[A-Za-z]{2}|[a-z]\)[a-z]{2}")
_WEB = re.compile(r"www\.|https?:|@|\.(?:com|org|edu|gov)\b", re.IGNORECASE)
_SPLIT = re.compile(r"[a-z][-\u00ad]$")
_MOST_LINES = 8


def check_non_breaking_spaces(page: Examined) -> Iterator[Finding]:
    lines = [line.number for line in page.source.lines if _NBSP in line.text]
    if not lines:
        return
    headings = {heading.span.first for heading in page.headings}
    in_heading = " One is inside a heading." if headings & set(lines) else ""
    yield Finding(
        "non-breaking-spaces",
        "hint",
        f"Non-breaking spaces on {_named(lines)} were made plain spaces.{in_heading}"
        " They often stand where a link was: add it again if so.",
        lines[0],
    )


def check_encoding(page: Examined) -> Iterator[Finding]:
    if page.source.is_encoding_guessed:
        yield Finding(
            "encoding-guessed",
            "warning",
            "The file is not UTF-8; it was read as Windows text. Check accents and quotes, or save it as UTF-8.",
        )
    if "\ufffd" in page.source.text:
        yield Finding("broken-characters", "error", "The file holds characters that were lost (�). Write them again.")


def check_missing_spaces(page: Examined) -> Iterator[Finding]:
    for text in page.body:
        match = _MISSING_SPACE.search(text.text)
        if match is not None and not _WEB.search(text.text):
            yield Finding("missing-space", "hint", f"A space is missing at “{match.group()}”. Add it.", text.span.first)


def check_split_words(page: Examined) -> Iterator[Finding]:
    lines = page.source.lines
    split = [
        line.number
        for line, below in pairwise(lines)
        if _SPLIT.search(line.text.rstrip()[-2:]) and starts_lower(below.text[:20])
    ]
    if split:
        yield Finding(
            "split-words",
            "hint",
            f"Words may be split by a hyphen at the end of {_named(split)}. Delete the hyphens that do not belong.",
            split[0],
        )


def _named(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_MOST_LINES]))
    more = " and others" if len(numbers) > _MOST_LINES else ""
    return f"line {shown}" if len(numbers) == 1 else f"lines {shown}{more}"
