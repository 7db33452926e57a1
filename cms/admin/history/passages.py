"""A published document as passages in words, in the order readers meet them.

Made from the stored JSON alone, not from the contract's models: an edition of years ago is read as it was written,
whatever the contract says today. What is not listed here by name is shown all the same.
"""

import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cms.admin.dates import day
from cms.admin.history.markup import text_lines, text_of

Label = tuple[str, ...]
"""Where a passage stands inside its part, outermost first; empty when the part has only this to say."""

# Ids, and what front ends need and nobody reads.
UNREAD = {"id", "type", "slug", "anchor", "oid", "locale", "edition"}
# Told by other members: the address by ``url``, the rest by the sections.
TOLD_ELSEWHERE = {"path", "canonical", "related", "references"}
BEFORE_SECTIONS = ("title", "name", "alternative_names", "lay_names", "credentials", "role", "summary")
AFTER_SECTIONS = ("contact", "call_to_action", "review")
AT_THE_END = ("url", "breadcrumbs", "translations", "seo")

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
SILENT = {"text", "document", "items", "steps", "risks", "facts", "blocks", "html"}
"""Members whose name says nothing that their block has not said."""
BLOCKS = {
    "call_to_action": "call to action",
    "care_card": "when to get help",
    "cost": "cost and cover",
    "definitions": "definitions or kinds",
    "facts": "key figures",
    "faq": "questions and answers",
    "image": "picture",
    "indications": "conditions treated",
    "locations": "places",
    "references": "sources",
    "regulatory_status": "regulator’s decision",
    "related_treatments": "related treatments",
    "rich_text": "",
    "statistic": "figure from a study",
}
"""Types of blocks as editors know them, where the words differ."""
NAMES = ("heading", "title", "question", "name")
"""The first of these that an item has tells it from others."""
DATE = re.compile(r"\d{4}-\d\d-\d\d")
CODE_WORD = re.compile(r"[a-z]+(_[a-z]+)+")
DURATION = re.compile(r"P(?=.)(\d+[YMWD])*(T(\d+[HMS])+)?")
DAYS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
HOURS = {"H": "hour", "M": "minute", "S": "second"}


@dataclass(frozen=True)
class Passage:
    """One paragraph, list item, number or choice."""

    label: Label
    text: str


@dataclass(frozen=True)
class Part:
    """Something that keeps its identity while its content changes: a member of the document, a section, a block."""

    key: str
    """The same in all editions: name of the member, or id of the section, block or item."""
    name: str
    """As shown before the labels; empty for running text."""
    passages: tuple[Passage, ...] = ()
    parts: tuple["Part", ...] = ()


def outline(document: Mapping[str, Any]) -> Part:
    """The document's parts in page order; the whole has neither key nor name. ``document`` is an edition's body."""
    root = Part(key="", name="", parts=tuple(top_parts(document)))
    return with_unique_keys(root, Counter())


def top_parts(document: Mapping[str, Any]) -> Iterator[Part]:
    for name in page_order(document):
        if name == "sections":
            yield from map(part_of, document[name])
        else:
            found = tuple(passages(document[name]))
            if found:
                yield Part(key=name, name=sentence_case(words(name)), passages=found)


def page_order(document: Mapping[str, Any]) -> list[str]:
    """Names of the members, what readers see first coming first."""
    shown = [name for name in document if name not in UNREAD | TOLD_ELSEWHERE]
    if "url" not in document and "slug" in document:
        shown.append("slug")
    first = [name for name in BEFORE_SECTIONS if name in shown]
    middle = ["image", "facts", "sections", *AFTER_SECTIONS]
    placed = {*first, *middle, *AT_THE_END}
    rest = [name for name in shown if name not in placed]
    return [name for name in (*first, *middle, *rest, *AT_THE_END) if name in shown]


def part_of(item: Mapping[str, Any]) -> Part:
    """A section, subsection or block, or an item of a block that has an id."""
    own: list[Passage] = []
    parts: list[Part] = []
    for name, value in item.items():
        if name in UNREAD:
            continue
        if is_list_of_parts(value):
            parts += map(part_of, value)
        else:
            own += passages(value, label_of(name))
    name = name_of(item)
    if not name:
        own = [passage if passage.label else Passage(("paragraph",), passage.text) for passage in own]
    return Part(key=str(item["id"]), name=name, passages=tuple(own), parts=tuple(parts))


def is_list_of_parts(value: Any) -> bool:
    """Sections, blocks, steps, risks, questions. What stands elsewhere and is only named here is one line each."""
    return isinstance(value, list) and bool(value) and all(is_part(item) for item in value)


def is_part(item: Any) -> bool:
    if not isinstance(item, Mapping) or "id" not in item:
        return False
    is_block = "type" in item and "path" not in item
    is_item = "slug" not in item and "checked_on" not in item
    return is_block or is_item


def name_of(item: Mapping[str, Any]) -> str:
    if "type" in item:
        kind = str(item["type"])
        return BLOCKS.get(kind, words(kind))
    return next((str(item[name]) for name in NAMES if item.get(name)), "")


def passages(value: Any, label: Label = ()) -> Iterator[Passage]:
    """``value`` is anything JSON can say."""
    if isinstance(value, list):
        for item in value:
            yield from line_passage(item, label)
    elif is_rich_text(value):
        for kind, text in text_lines(value["html"]):
            yield Passage(label + kind, text)
    elif isinstance(value, Mapping) and not is_one_line(value):
        for name, member in value.items():
            if name not in UNREAD:
                yield from passages(member, label + label_of(name))
    else:
        yield from line_passage(value, label)


def line_passage(value: Any, label: Label) -> Iterator[Passage]:
    if isinstance(value, Mapping) and {"kind", "label", "text"} <= value.keys():
        label, value = (*label, value["label"]), {name: value.get(name) for name in ("text", "setting")}
    if text := line(value):
        yield Passage(label, text)


def line(value: Any) -> str:
    """Anything in one line; empty when there is nothing to say."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " | ".join(line(cell) for cell in value)
    if isinstance(value, Mapping):
        return line_of_object(value)
    return f"{value:g}" if isinstance(value, float) else line_of_text(str(value))


def line_of_object(value: Mapping[str, Any]) -> str:
    if is_rich_text(value):
        return text_of(value["html"])
    if is_picture(value):
        file = str(value["src"]).rpartition("/")[2].partition(".")[0]
        return " · ".join(filter(None, (value["alt"] or "decoration", value.get("credit"), f"file {file}")))
    if is_phone(value):
        extension = f" ext. {value['extension']}" if value.get("extension") else ""
        return f"{value['display']}{extension} ({value['number']})"
    if is_link(value):
        return f"{value['title']} ({value['path']})" if value["path"] else str(value["title"])
    told = (line(member) for name, member in value.items() if name not in UNREAD)
    return " · ".join(filter(None, told))


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


def is_rich_text(value: Any) -> bool:
    return isinstance(value, Mapping) and "html" in value


def is_one_line(value: Mapping[str, Any]) -> bool:
    return is_picture(value) or is_phone(value) or is_link(value)


def is_picture(value: Mapping[str, Any]) -> bool:
    return {"alt", "src"} <= value.keys()


def is_phone(value: Mapping[str, Any]) -> bool:
    return {"number", "display"} <= value.keys()


def is_link(value: Mapping[str, Any]) -> bool:
    return {"title", "path"} <= value.keys()


def label_of(name: str) -> Label:
    return () if name in SILENT else (words(name),)


def words(name: str) -> str:
    return WORDS.get(name, name.replace("_", " "))


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def with_unique_keys(part: Part, seen: Counter[str]) -> Part:
    """An id that stands twice in a document (copied by a program) still names one part."""
    seen[part.key] += 1
    key = part.key if seen[part.key] == 1 else f"{part.key}#{seen[part.key]}"
    return replace(part, key=key, parts=tuple(with_unique_keys(child, seen) for child in part.parts))
