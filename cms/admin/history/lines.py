"""A passage as editors read it, in plain lines."""

import contextlib
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from api.text.passages import Passage
from api.text.rich_text import Mark, Paragraph, read_paragraphs
from cms.admin.dates import day

WORDS = {
    "alternative_names": "other names",
    "body_area": "part of the body",
    "breadcrumbs": "pages above",
    "facts": "key figures",
    "image": "picture",
    "label": "heading",
    "lay_names": "names patients use",
    "lead_in": "introduction",
    "match": "how many are needed",
    "may": "speaks for it",
    "must": "needed",
    "must_not": "speaks against it",
    "none_stated_reason": "why no risk is named",
    "photo": "picture",
    "prior_authorisation": "prior authorization",
    "procedure_type": "kind of treatment",
    "seo": "for search engines",
    "target": "leads to",
    "translations": "other languages",
    "url": "address",
    "when": "sign",
}
"""Members as editors call them, where the words differ."""
DATE = re.compile(r"\d{4}-\d\d-\d\d")
CODE_WORD = re.compile(r"[a-z]+(_[a-z]+)+")
DURATION = re.compile(r"P(?=.)(\d+[YMWD])*(T(\d+[HMS])+)?")
DAYS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
HOURS = {"H": "hour", "M": "minute", "S": "second"}


def words(name: str) -> str:
    return WORDS.get(name, name.replace("_", " "))


def paragraph_lines(html: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Label and text of each paragraph, heading and list item. A paragraph's place says enough."""
    for paragraph in read_paragraphs(html):
        if text := " ".join("".join(told(paragraph)).split()):
            yield kind(paragraph), text


def kind(paragraph: Paragraph) -> tuple[str, ...]:
    if paragraph.list_item:
        return ("list item",)
    return () if paragraph.style == "normal" else ("heading",)


def told(paragraph: Paragraph) -> Iterator[str]:
    """A link is followed by its address, because where it leads is part of what it says."""
    for run, following in zip(paragraph.runs, (*paragraph.runs[1:], None), strict=True):
        yield run.text
        ended = (mark for mark in reversed(run.marks) if following is None or mark not in following.marks)
        yield from (f" ({meaning})" for meaning in map(meaning_of, ended) if meaning)


def meaning_of(mark: Mark) -> str:
    return mark.href or mark.title


def value_line(passage: Passage) -> str:
    """In one line. Words are left as they are written."""
    if passage.html:
        return " ".join(text for _, text in paragraph_lines(passage.html))
    if passage.role in ("value", "unknown"):
        return line(passage.value)
    return passage.words


def line(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else line_of_text(str(value))


def line_of_text(text: str) -> str:
    if DATE.fullmatch(text):
        with contextlib.suppress(ValueError):  # it only looks like a date
            return day(date.fromisoformat(text))
    if CODE_WORD.fullmatch(text):
        return words(text)
    if DURATION.fullmatch(text):
        return duration_in_words(text)
    return " ".join(text.split())


def duration_in_words(iso: str) -> str:
    """``P1DT12H`` as ``1 day 12 hours``."""
    days, _, hours = iso[1:].partition("T")
    counted = [
        (int(number), units[unit])
        for part, units in ((days, DAYS), (hours, HOURS))
        for number, unit in re.findall(r"(\d+)(\D)", part)
    ]
    return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in counted)
