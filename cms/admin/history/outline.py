"""What a published document tells people, as lines in the order of the page, in the words of editors.

Made of the stored JSON, so that an edition of years ago is shown as it was written. What stands in a document is known
to ``api.text`` alone; the words here only say how editors call it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from api.contract.documents import Breadcrumb
from api.contract.values import DocumentLink, Image, Phone
from api.text.passages import Holder, Passage, Path
from api.text.walker import told_by
from cms.admin.history.lines import paragraph_lines, value_line, words

Label = tuple[str, ...]
"""Where a line stands inside its part, outermost first; empty when the part has only this to say."""

SILENT = {"text", "document", "items", "steps", "risks", "facts", "blocks", "html"}
"""Members whose name says nothing that their block has not said."""
BLOCKS = {
    "call_to_action": _("call to action"),
    "care_card": _("when to get help"),
    "cost": _("cost and cover"),
    "definitions": _("definitions or kinds"),
    "facts": _("key figures"),
    "faq": _("questions and answers"),
    "image": _("picture"),
    "indications": _("conditions treated"),
    "locations": _("places"),
    "references": _("sources"),
    "regulatory_status": _("regulator’s decision"),
    "related_treatments": _("related treatments"),
    "rich_text": "",
    "statistic": _("figure from a study"),
}
"""Types of blocks as editors know them, where the words differ."""
NAMING = ("heading", "title", "question", "term", "name")
"""Roles of words that tell an item from others."""


@dataclass(frozen=True)
class Line:
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
    lines: tuple[Line, ...] = ()
    parts: tuple["Part", ...] = ()


@dataclass
class Collected:
    """The passages of a part that is being read."""

    path: Path = ()
    holder: Holder | None = None
    """None: a member of the document."""
    passages: list[Passage] = field(default_factory=list)
    inner: dict[Path, "Collected"] = field(default_factory=dict)

    def below(self, path: Path, holder: Holder | None) -> "Collected":
        return self.inner.setdefault(path, Collected(path, holder))


def outline(document: Mapping[str, Any]) -> Part:
    """The document's parts in page order; the whole has neither key nor name. ``document`` is an edition's body."""
    whole = Collected()
    for passage in told_by(document):
        place = whole
        for holder in reversed(list(filter(is_part, passage.holder.around))):
            place = place.below(holder.path, holder)
        if place is whole:
            place = whole.below(passage.path[:1], None)
        place.passages.append(passage)
    parts = (*map(part_of, whole.inner.values()), *address_of(document))
    return with_unique_keys(Part(key="", name="", parts=parts), Counter())


def is_part(holder: Holder) -> bool:
    """Sections, blocks, steps, risks, questions. What stands elsewhere and is only named here is one line each."""
    return bool(holder.section and holder.id and holder.whose == "own" and "slug" not in contents(holder))


def contents(holder: Holder) -> Mapping[str, Any]:
    return holder.value if isinstance(holder.value, Mapping) else vars(holder.value)


def address_of(document: Mapping[str, Any]) -> Iterator[Part]:
    """Of what has no page, the slug is all there is of an address."""
    if "url" not in document and "slug" in document:
        yield Part(key="slug", name=gettext("Last part of the address"), lines=(Line((), str(document["slug"])),))


def part_of(collected: Collected) -> Part:
    parts = tuple(map(part_of, collected.inner.values()))
    lines = tuple(lines_of(collected.passages, below=collected.path))
    if collected.holder is None:
        member = str(collected.path[0])
        return Part(key=member, name=sentence_case(words(member)), lines=lines)
    name = name_of(collected.holder, collected.passages)
    lines = tuple(without_repeated(name, line) for line in lines)
    if not name:
        lines = tuple(line if line.label else Line((gettext("paragraph"),), line.text) for line in lines)
    return Part(key=collected.holder.id, name=name, lines=lines, parts=parts)


def without_repeated(name: str, line: Line) -> Line:
    """“Contact › phone” of a contact line, not “contact › contact › phone”."""
    return replace(line, label=line.label[1:]) if line.label[:1] == (name,) else line


def name_of(holder: Holder, passages: Iterable[Passage]) -> str:
    if holder.type:
        return str(BLOCKS[holder.type]) if holder.type in BLOCKS else words(holder.type)
    named = {passage.role: passage.words for passage in passages if passage.holder is holder}
    return next((named[role] for role in NAMING if role in named), "")


def lines_of(passages: Iterable[Passage], *, below: Path) -> Iterator[Line]:
    for path, told in groupby(passages, key=lambda passage: line_path(passage, below=below)):
        yield from lines_at(path, list(told), below=below)


def line_path(passage: Passage, *, below: Path) -> Path:
    """Of the outermost item of a list, or thing said in one line, that the passage stands in; else its own."""
    start = len(below)
    items = [index + 1 for index, step in enumerate(passage.path) if index >= start and isinstance(step, int)]
    things = [len(one.path) for one in passage.holder.around if one.model in ONE_LINE and len(one.path) >= start]
    return passage.path[: min([*items, *things, len(passage.path)])]


def lines_at(path: Path, told: list[Passage], *, below: Path) -> Iterator[Line]:
    label = label_of(path[len(below) :])
    first = told[0]
    if first.html and first.path == path and not isinstance(path[-1], int):
        yield from (Line(label + kind, text) for kind, text in paragraph_lines(first.html))
        return
    if {"label", "figure"} <= {passage.role for passage in told}:
        label = (*label, first.words)
        told = sorted(told[1:], key=lambda passage: passage.role != "figure")
    if text := one_line(path, told):
        yield Line(label, text)


def label_of(path: Path) -> Label:
    return tuple(words(step) for step in path if isinstance(step, str) and step not in SILENT)


def one_line(path: Path, told: list[Passage]) -> str:
    if len(told[0].path) > len(path) and isinstance(told[0].path[len(path)], int):
        return " | ".join(cells(told, column=len(path)))
    text, last = "", told[0].path
    for holder, said in groupby(told, key=lambda passage: passage.holder):
        text += (between(last, holder.path) if text else "") + thing(holder, list(said))
        last = holder.path
    return text


def between(last: Path, path: Path) -> str:
    """What separates two things said in one line: they may be items of the same inner list."""
    differing = next(((one, other) for one, other in zip(last, path, strict=False) if one != other), ("", ""))
    return " | " if isinstance(differing[0], int) else " · "


def cells(told: Iterable[Passage], *, column: int) -> list[str]:
    """With those that are empty, so that one that moved to another column is seen."""
    found = {int(passage.path[column]): value_line(passage) for passage in told}
    return [found.get(index, "") for index in range(max(found) + 1)]


def thing(holder: Holder, told: list[Passage]) -> str:
    if holder.model in ONE_LINE:
        return ONE_LINE[holder.model]({passage.name: value_line(passage) for passage in told})
    return " · ".join(filter(None, map(value_line, told)))


def picture(said: Mapping[str, str]) -> str:
    file = said.get("src", "").rpartition("/")[2].partition(".")[0]
    return " · ".join(
        filter(
            None, (said.get("alt", gettext("decoration")), said.get("credit"), gettext("file {file}").format(file=file))
        )
    )


def phone(said: Mapping[str, str]) -> str:
    extension = gettext(" ext. {number}").format(number=said["extension"]) if "extension" in said else ""
    return f"{said.get('display', '')}{extension} ({said.get('number', '')})"


def link(said: Mapping[str, str]) -> str:
    return f"{said.get('title', '')} ({said['path']})" if "path" in said else said.get("title", "")


ONE_LINE: dict[type | None, Callable[[Mapping[str, str]], str]] = {
    Image: picture,
    Phone: phone,
    DocumentLink: link,
    Breadcrumb: link,
}
"""How some things are told, by what their members say."""


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def with_unique_keys(part: Part, seen: Counter[str]) -> Part:
    """An id that stands twice in a document (copied by a program) still names one part."""
    seen[part.key] += 1
    key = part.key if seen[part.key] == 1 else f"{part.key}#{seen[part.key]}"
    return replace(part, key=key, parts=tuple(with_unique_keys(child, seen) for child in part.parts))
