"""Markdown of a block that has no form of its own: its words in order, each as its role asks."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from pydantic import BaseModel, ValidationError

from api.contract.contacts import Address, ClinicianLink, Contact, LocationLink
from api.contract.values import CallToAction, Citation, DocumentLink, Fact, Image, Phone
from api.log.bodies import EarlierBlock
from api.representations.markdown import escape
from api.representations.markdown_values import (
    Writer,
    address_line,
    bold,
    image,
    joined,
    labelled,
    link,
    listed,
    paragraphs,
    person,
    quoted,
)
from api.text.passages import Holder, Passage
from api.text.walker import told_by, told_by_block

STANDS_OUT = {"heading", "title", "question", "term", "name", "label"}
"""Roles of words that say what follows."""
CODE_WORD = re.compile(r"[a-z_0-9]*[a-z][a-z_0-9]*")
DURATION = re.compile(r"P(?=.)(\d+[YMWD])*(T(\d+[HMS])+)?")
THINGS: dict[type[BaseModel], Callable[[Writer, Any], str]] = {
    Address: lambda _, address: address_line(address),
    CallToAction: Writer.action,
    Citation: Writer.citation,
    ClinicianLink: lambda _, clinician: person(clinician),
    Contact: Writer.contact,
    DocumentLink: Writer.linked,
    Fact: lambda _, fact: labelled(fact.label, escape(fact.text)),
    Image: lambda _, picture: image(picture),
    LocationLink: Writer.place,
    Phone: Writer.phone,
}
"""What looks the same wherever it stands."""


def by_role(writer: Writer, block: BaseModel) -> str:
    told = told_by_block(block.as_written) if isinstance(block, EarlierBlock) else told_by(block)
    return members(writer, told, depth=0)


def members(writer: Writer, told: Iterable[Passage], *, depth: int) -> str:
    """Of an object that stands so many steps down: a paragraph for each member. Several lists are told apart."""
    found = [list(said) for _, said in groupby(told, key=lambda passage: passage.path[depth])]
    has_lists = sum(is_list(said, depth=depth) for said in found) > 1
    written = []
    for said in found:
        if has_lists and is_list(said, depth=depth):
            written.append(f"{label(writer, said[0].path[depth])}:")
        written.append(member(writer, said, depth=depth + 1))
    return paragraphs(*written)


def is_list(told: list[Passage], *, depth: int) -> bool:
    return len(told[0].path) > depth + 1 and isinstance(told[0].path[depth + 1], int)


def label(writer: Writer, name: str | int) -> str:
    known = writer.word(str(name))
    return bold(known[:1].upper() + known[1:])


def member(writer: Writer, told: list[Passage], *, depth: int) -> str:
    """All that a member, or an item of a list, says."""
    first = told[0]
    for holder in first.holder.around:
        if len(holder.path) == depth and (write := form_of(holder.model)) and (thing := thing_in(holder)):
            return write(writer, thing)
    if len(first.path) == depth:
        return one(writer, first)
    if not isinstance(first.path[depth], int):
        return members(writer, told, depth=depth)
    items = (list(said) for _, said in groupby(told, key=lambda passage: passage.path[depth]))
    written = [member(writer, said, depth=depth + 1) for said in items]
    is_row = isinstance(first.path[depth - 1], int)
    return joined(written, " | ") if is_row else listed(written)


def form_of(model: type[BaseModel] | None) -> Callable[[Writer, Any], str] | None:
    return next((write for kind, write in THINGS.items() if model and issubclass(model, kind)), None)


def thing_in(holder: Holder) -> BaseModel | None:
    """None where another contract wrote it: then it is read by its words."""
    if isinstance(holder.value, BaseModel):
        return holder.value
    try:
        return holder.model.model_validate(holder.value) if holder.model else None
    except ValidationError:
        return None


def one(writer: Writer, passage: Passage) -> str:
    if passage.html:
        return writer.html(passage.html)
    if passage.role in STANDS_OUT:
        return bold(passage.words)
    if passage.role == "quotation":
        return quoted(escape(passage.words))
    return value(writer, passage) if passage.role == "value" else escape(passage.words)


def value(writer: Writer, passage: Passage) -> str:
    return f"{label(writer, passage.name)}: {shown(writer, passage.value)}"


def shown(writer: Writer, value: Any) -> str:
    if isinstance(value, bool):
        return escape(writer.word("yes" if value else "no"))
    if isinstance(value, float):
        return escape(f"{value:g}")
    text = str(value)
    if DURATION.fullmatch(text):
        return escape(writer.duration(text))
    if text.startswith(("https://", "http://")):
        return link(escape(text), text)
    return escape(writer.word(text) if CODE_WORD.fullmatch(text) else text)
