"""Rich text taken apart: paragraphs of runs of text with marks, from which every other form is written.

Reads the HTML that publishing writes (``cms/publishing/rendering/rich_text.py``): a closed list of tags, properly
nested.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape
from html.parser import HTMLParser

from api.text.numbering import ListKind, ListNumbers

SPACE = re.compile(r"[ \t\n\r\f]+")
"""What HTML folds into one space. A no-break space is not among them."""
UNSEEN = " \n\u00a0"
"""At the edges of a paragraph."""
PARAGRAPHS = {"p": "normal", "h4": "h4", "h5": "h5"}
LISTS: dict[str, ListKind] = {"ul": "bullet", "ol": "number"}
MARKS = {"strong", "em", "sup", "sub", "a", "abbr"}
TAG = re.compile(r"""<(/?)([a-z0-9]+)(?:"[^"]*"|[^">])*>""")


@dataclass(frozen=True)
class Mark:
    """One thing said about a run of text: a tag, with what its attributes say."""

    tag: str
    href: str = ""
    title: str = ""
    document_type: str = ""
    document_id: str = ""


@dataclass(frozen=True)
class Run:
    """Text under the same marks, the outermost first. A line break is a newline."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, a heading, or an item of a list."""

    runs: tuple[Run, ...]
    style: str = "normal"
    list_item: ListKind | None = None
    level: int = 0
    """How deep in lists: 0 outside of them."""
    number: int = 0
    """Which item of its list it is; 0 outside of them."""

    @property
    def text(self) -> str:
        """In one line."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def links(self) -> list[Mark]:
        """Each once, in order."""
        return list(dict.fromkeys(mark for run in self.runs for mark in run.marks if mark.tag == "a"))


def read_paragraphs(html: str) -> list[Paragraph]:
    """The text of the HTML, without paragraphs that say nothing."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.finish()
    return reader.paragraphs


def read_lines(html: str) -> list[str]:
    """What the paragraphs say, each in one line. Every block is read so when its page is published: a tenth of what
    taking runs apart would take."""
    first, *rest = TAG.split(html)
    lines, said, depth = [], [first], 0
    for closing, name, text in zip(rest[0::3], rest[1::3], rest[2::3], strict=True):
        if name in LISTS:
            depth += -1 if closing else 1
        if name in LISTS or name == "li" or (name in PARAGRAPHS and not depth):
            lines.append("".join(said))
            said = []
        elif not closing and (name == "br" or name in PARAGRAPHS):
            said.append(" ")
        said.append(text)
    lines.append("".join(said))
    return [words for line in lines if (words := " ".join(unescape(line).split()))]


class Reader(HTMLParser):
    """Collects runs until something ends the paragraph they stand in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[Paragraph] = []
        self.runs: list[Run] = []
        self.style = "normal"
        self.lists: list[ListKind] = []
        self.numbers = ListNumbers()
        self.marks: list[Mark] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in PARAGRAPHS:
            self.begin(PARAGRAPHS[tag])
        elif tag in LISTS:
            self.finish()
            self.lists.append(LISTS[tag])
        elif tag == "li":
            self.finish()
        elif tag == "br":
            self.runs.append(Run("\n", tuple(self.marks)))
        elif tag in MARKS:
            self.marks.append(mark_of(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in LISTS:
            self.finish()
            self.lists.pop()
        elif tag == "li" or (tag in PARAGRAPHS and not self.lists):
            self.finish()
        elif tag in MARKS:
            self.marks.pop()

    def handle_data(self, data: str) -> None:
        self.runs.append(Run(SPACE.sub(" ", data), tuple(self.marks)))

    def begin(self, style: str) -> None:
        """A second paragraph of a list's item begins on a new line of it."""
        if not self.lists:
            self.finish()
            self.style = style
        elif any(run.text.strip() for run in self.runs):
            self.runs.append(Run("\n"))

    def finish(self) -> None:
        runs = trimmed(self.runs)
        if runs:
            list_item = self.lists[-1] if self.lists else None
            level = len(self.lists)
            number = self.numbers.next(list_item, level=level)
            self.paragraphs.append(Paragraph(runs, self.style, list_item, level, number))
        self.runs, self.style = [], "normal"


def mark_of(tag: str, attributes: dict[str, str]) -> Mark:
    return Mark(
        tag,
        href=attributes.get("href", ""),
        title=attributes.get("title", ""),
        document_type=attributes.get("data-type", ""),
        document_id=attributes.get("data-id", ""),
    )


def trimmed(runs: Iterable[Run]) -> tuple[Run, ...]:
    """As a browser shows them: one space between words, none at the edges of the paragraph or beside a line break."""
    kept: list[Run] = []
    for run in runs:
        text = run.text
        if text.startswith(" ") and (not kept or kept[-1].text.endswith((" ", "\n"))):
            text = text[1:]
        if text == "\n" and kept and kept[-1].text.endswith(" "):
            kept[-1] = replace(kept[-1], text=kept[-1].text[:-1])
        kept = joined(kept, replace(run, text=text)) if text else kept
    while kept and not kept[-1].text.rstrip(UNSEEN):
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(UNSEEN))
    while kept and not kept[0].text.lstrip(UNSEEN):
        kept.pop(0)
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip(UNSEEN))
    return tuple(run for run in kept if run.text)


def joined(runs: list[Run], run: Run) -> list[Run]:
    if runs and runs[-1].marks == run.marks:
        return [*runs[:-1], replace(run, text=runs[-1].text + run.text)]
    return [*runs, run]
