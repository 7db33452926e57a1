"""A passage as editors read it, in plain lines."""

import contextlib
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from api.text.passages import Passage
from api.text.rich_text import Mark, Paragraph, read_paragraphs
from cms.admin.dates import day

WORDS = {
    "alternative_names": _("other names"),
    "body_area": _("part of the body"),
    "breadcrumbs": _("pages above"),
    "facts": _("key figures"),
    "image": _("picture"),
    "label": _("heading"),
    "lay_names": _("names patients use"),
    "lead_in": _("introduction"),
    "match": _("how many are needed"),
    "may": _("speaks for it"),
    "must": _("needed"),
    "must_not": _("speaks against it"),
    "none_stated_reason": _("why no risk is named"),
    "prior_authorisation": _("prior authorization"),
    "procedure_type": _("kind of treatment"),
    "seo": _("for search engines"),
    "target": _("leads to"),
    "translations": _("other languages"),
    "url": _("address"),
    "when": _("sign"),
}
"""Members as editors call them, where the words differ."""
DATE = re.compile(r"\d{4}-\d\d-\d\d")
CODE_WORD = re.compile(r"[a-z]+(_[a-z]+)+")
DURATION = re.compile(r"P(?=.)(\d+[YMWD])*(T(\d+[HMS])+)?")
DAYS = {
    "Y": ngettext_lazy("{number} year", "{number} years", "number"),
    "M": ngettext_lazy("{number} month", "{number} months", "number"),
    "W": ngettext_lazy("{number} week", "{number} weeks", "number"),
    "D": ngettext_lazy("{number} day", "{number} days", "number"),
}
HOURS = {
    "H": ngettext_lazy("{number} hour", "{number} hours", "number"),
    "M": ngettext_lazy("{number} minute", "{number} minutes", "number"),
    "S": ngettext_lazy("{number} second", "{number} seconds", "number"),
}


def words(name: str) -> str:
    """Those that are called by their own names are listed in ``cms.names``."""
    return str(WORDS.get(name) or gettext(name.replace("_", " ")))


def paragraph_lines(html: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Label and text of each paragraph, heading and list item. A paragraph's place says enough."""
    for paragraph in read_paragraphs(html):
        if text := " ".join("".join(told(paragraph)).split()):
            yield kind(paragraph), text


def kind(paragraph: Paragraph) -> tuple[str, ...]:
    if paragraph.list_item:
        return (gettext("list item"),)
    return () if paragraph.style == "normal" else (gettext("heading"),)


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
        return " ".join(text for _label, text in paragraph_lines(passage.html))
    if passage.role in ("value", "unknown"):
        return line(passage.value)
    return passage.words


def line(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
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
    days, _t, hours = iso[1:].partition("T")
    counted = [
        (int(number), units[unit])
        for part, units in ((days, DAYS), (hours, HOURS))
        for number, unit in re.findall(r"(\d+)(\D)", part)
    ]
    return " ".join(unit.format(number=number) for number, unit in counted)
