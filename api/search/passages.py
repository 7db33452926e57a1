"""The words of a document as plain text, in passages: each knows the section it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from pydantic import BaseModel

from api.contract.values import HtmlText

SAID = {
    "action",
    "attribution",
    "body",
    "caption",
    "columns",
    "credentials",
    "disclaimer",
    "frequency_text",
    "indication",
    "label",
    "lead_in",
    "name",
    "none_stated_reason",
    "note",
    "outcome",
    "payers",
    "population",
    "question",
    "quote",
    "role",
    "rows",
    "term",
    "text",
    "time_point",
    "timing",
    "title",
    "what_we_do",
    "when",
}
"""Members of blocks that hold words for readers; others hold codes, addresses and figures."""
NOT_SAID_HERE = {"contact", "image", "photo", "poster", "references", "source", "target", "thumbnail"}
"""Members whose words belong to another document, or to a picture."""

TOLD_APART = ("biography", "directions", "hours", "review")
"""Members outside of sections that hold words, beside facts and the summary."""

BETWEEN_WORDS = re.compile(r"</?(?:p|h4|h5|ul|ol|li|br)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A block's words, without line breaks. What stands in no section has an empty anchor, kind and heading."""

    text: str
    anchor: str = ""
    kind: str = ""
    heading: str = ""


def passages_of(document: Any) -> Iterator[Passage]:
    """In the order of the page."""
    yield from plain_passages(document)
    for section in getattr(document, "sections", []):
        for part in (section, *section.subsections):
            for block in part.blocks:
                if text := " · ".join(said_by(block)):
                    yield Passage(text=text, anchor=part.anchor, kind=section.kind, heading=part.heading)


def plain_passages(document: Any) -> Iterator[Passage]:
    """What a document says outside of sections."""
    said = [*getattr(document, "facts", []), *(getattr(document, name, None) for name in TOLD_APART)]
    for text in (" · ".join(said_by(value)) for value in said):
        if text:
            yield Passage(text=text)


def said_by(value: Any) -> Iterator[str]:
    """The words in a value of the contract, in its order."""
    if isinstance(value, str):
        if words := SPACE.sub(" ", value).strip():
            yield words
    elif isinstance(value, list):
        for item in value:
            yield from said_by(item)
    elif isinstance(value, HtmlText):
        yield from said_by(plain(value.html))
    elif isinstance(value, BaseModel):
        for name, inner in value:
            if name == "root" or name in SAID or is_made_of_models(name, inner):
                yield from said_by(inner)


def is_made_of_models(name: str, value: Any) -> bool:
    """Words deeper down, for example the steps of a block; never a text member that is not in the list."""
    if name in NOT_SAID_HERE:
        return False
    return isinstance(value, BaseModel) or (isinstance(value, list) and bool(value) and isinstance(value[0], BaseModel))


def plain(html: str) -> str:
    return unescape(TAG.sub("", BETWEEN_WORDS.sub(" ", html)))
