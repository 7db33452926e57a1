"""Reads what a document says, by what the contract says of its members.

``document`` is a model of the contract, with or without its edition stamp, or the JSON of an edition. JSON may be of an
older contract: a member that the present one does not know is told all the same, with the role ``unknown``. A section
or a block may be given in a document's place.
"""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from uuid import UUID

from pydantic import BaseModel, RootModel

from api.contract.any_document import Document
from api.contract.blocks import Block
from api.contract.roles import Whose
from api.contract.values import HtmlText, MarkdownText, PlainText, PortableTextForm
from api.text.members import IDENTITY, UNKNOWN, Member, Shape, by_names_of_now, member_of, shape_of
from api.text.passages import Holder, Passage, PassageRole, Path, Place

BETWEEN_WORDS = re.compile(r"</?(?:p|h4|h5|ul|ol|li|br)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
OBJECTS = (BaseModel, dict)
OTHER_FORMS = (MarkdownText, PlainText, PortableTextForm)
CLOSENESS: dict[Whose, int] = {"own": 0, "named": 1, "shown": 2}

FIRST = ("title", "name", "alternative_names", "lay_names", "credentials", "role", "summary", "image", "facts")
SECTIONS = ("sections", "contact", "call_to_action", "review")
LAST = ("url", "breadcrumbs", "translations", "seo")
REST = len(FIRST) + len(SECTIONS)
ORDER = {name: place for place, name in enumerate((*FIRST, *SECTIONS, "", *LAST))}
"""Of the members of a document. Those that are not here stand between sections and the last, as in the contract."""

Said = tuple[str, Any, Member]
"""A member's name, its value, and what it is to readers."""


def passages_of(document: BaseModel | Mapping[str, Any]) -> list[Passage]:
    """All its words, in the order in which a page shows them."""
    return Walk(with_values=False).read(document)


def told_by(document: BaseModel | Mapping[str, Any]) -> list[Passage]:
    """Words, and among them what is no words but of interest to people: figures, dates, choices, addresses."""
    return Walk(with_values=True).read(document)


def told_by_block(block: Mapping[str, Any]) -> list[Passage]:
    """The same of the JSON of a block alone."""
    return Walk(with_values=True).read(block, BLOCK)


class Walk:
    def __init__(self, *, with_values: bool) -> None:
        self.with_values = with_values
        self.language = ""
        self.passages: list[Passage] = []

    def read(self, document: BaseModel | Mapping[str, Any], member: Member | None = None) -> list[Passage]:
        self.language = str(contents(document).get("locale", ""))
        self.value(document, member or DOCUMENT, (), None)
        return self.passages

    def value(self, value: Any, member: Member, path: Path, holder: Holder | None) -> None:
        """Anything the contract or JSON can say."""
        if member.is_silent:
            return
        if isinstance(value, str):
            self.text(value, member, path, holder)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self.value(item, member, (*path, index), holder)
        elif isinstance(value, RootModel):
            self.value(value.root, member, path, holder)
        elif isinstance(value, OBJECTS):
            self.object(value, member, path, holder)
        elif self.with_values and value is not None and not isinstance(value, UUID):
            self.add(path, "value", str(value), value, holder)

    def text(self, value: str, member: Member, path: Path, holder: Holder | None, *, html: str = "") -> None:
        if member.role == "value" and not self.with_values:
            return
        if words := " ".join(value.split()):
            self.add(path, member.role, words, html or value, holder, html=html)

    def object(self, value: Any, member: Member, path: Path, holder: Holder | None) -> None:
        if rich := rich_text_of(value):
            html, plain = rich
            self.text(plain, member, path, holder, html=html)
            return
        model = type(value) if isinstance(value, BaseModel) else member.model_of(value)
        shape = shape_of(model) if model else None
        inner = holder_of(value, model, shape, path, holder)
        said = self.said_by(value, model, member)
        for name, content, found in in_page_order(said) if is_document(inner, shape) else said:
            if content is not None:
                self.value(content, found, (*path, name), inner)

    def said_by(self, value: Any, model: type[BaseModel] | None, member: Member) -> list[Said]:
        """The members of an object. What is no model of the contract may still be a mapping from names to words."""
        shape = shape_of(model) if model else None
        if shape and isinstance(value, BaseModel):
            members = shape.told if self.with_values else shape.spoken
            return [(name, value.__dict__.get(name), inner) for name, inner in members]
        known = shape.members if shape else {}
        otherwise = UNKNOWN if shape else member
        return [
            (name, content, known.get(name, otherwise))
            for name, content in (by_names_of_now(model, value) if model else value).items()
            if name in known or name not in IDENTITY
        ]

    def add(
        self, path: Path, role: PassageRole, words: str, value: Any, holder: Holder | None, *, html: str = ""
    ) -> None:
        assert holder is not None  # noqa: S101  # a document is an object
        self.passages.append(
            Passage(path=path, role=role, words=words, html=html, value=value, language=self.language, holder=holder)
        )


def contents(value: BaseModel | Mapping[str, Any]) -> Mapping[str, Any]:
    return value.__dict__ if isinstance(value, BaseModel) else value


def is_document(holder: Holder, shape: Shape | None) -> bool:
    return shape.is_document if shape else holder.parent is None


def in_page_order(said: list[Said]) -> list[Said]:
    """Blocks and sections are written in the order of the page; documents begin with what programs need."""
    return sorted(said, key=lambda one: ORDER.get(one[0], REST))


def rich_text_of(value: Any) -> tuple[str, str] | None:
    """HTML, if it is that, and plain text; None for what is no rich text."""
    if isinstance(value, HtmlText):
        return value.html, plain(value.html)
    if isinstance(value, OTHER_FORMS):
        value = value.model_dump(mode="json", by_alias=True)
    if not isinstance(value, dict):
        return None
    if isinstance(html := value.get("html"), str):
        return html, plain(html)
    if value.get("format") in ("markdown", "text"):
        return "", str(value.get(value["format"]) or "")
    if isinstance(blocks := value.get("portable_text"), list):
        return "", " ".join("".join(span["text"] for span in block["children"]) for block in blocks)
    return None


def plain(html: str) -> str:
    return unescape(TAG.sub("", BETWEEN_WORDS.sub(" ", html)))


def holder_of(
    value: Any, model: type[BaseModel] | None, shape: Shape | None, path: Path, parent: Holder | None
) -> Holder:
    members = contents(value)
    section, subsection = places(members, shape, parent)
    return Holder(
        path=path,
        id=str(members.get("id") or ""),
        type=str(members.get("type") or ""),
        model=model,
        whose=whose_of(shape, parent),
        is_block=shape.is_block if shape else seems_block(members, parent),
        parent=parent,
        section=section,
        subsection=subsection,
        value=value,
    )


def whose_of(shape: Shape | None, parent: Holder | None) -> Whose:
    """What is shown in something shown is not the document's own either."""
    own = shape.whose if shape else "own"
    return own if parent is None or CLOSENESS[own] >= CLOSENESS[parent.whose] else parent.whose


def seems_block(members: Mapping[str, Any], parent: Holder | None) -> bool:
    """What the contract does not know any more, but stands in a section and has a type."""
    is_in_section = parent is not None and parent.section is not None and parent.block is None
    return is_in_section and members.keys() >= IDENTITY


def places(members: Mapping[str, Any], shape: Shape | None, parent: Holder | None) -> tuple[Place | None, Place | None]:
    """The section and the subsection that the object is or stands in."""
    section, subsection = (parent.section, parent.subsection) if parent else (None, None)
    is_part = shape.is_part if shape else {"heading", "blocks"} <= members.keys()
    if not is_part:
        return section, subsection
    if section is None:
        return place_of(members, kind=str(members.get("kind", "")), also=also_of(members)), None
    return section, place_of(members, kind=section.kind, also=section.also)


def also_of(members: Mapping[str, Any]) -> tuple[str, ...]:
    said = members.get("also")
    return tuple(map(str, said)) if isinstance(said, list) else ()


def place_of(members: Mapping[str, Any], *, kind: str, also: tuple[str, ...]) -> Place:
    return Place(
        id=str(members.get("id", "")),
        kind=kind,
        also=also,
        heading=str(members.get("heading", "")),
        anchor=str(members.get("anchor", "")),
    )


DOCUMENT = member_of(Document.model_fields["root"])
BLOCK = member_of(Block.model_fields["root"])
