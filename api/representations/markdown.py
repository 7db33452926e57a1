"""Markdown as CommonMark 0.31 says it. Superscripts, subscripts and abbreviations, which it lacks, are HTML in it."""

import html as html_escapes
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from api.text.rich_text import Mark, Paragraph, Run, read_paragraphs

SPECIAL = re.compile(r"[\\`*_\[\]<~|]|&(?=#?\w+;)")
AT_LINE_START = re.compile(r"(?P<sign>[#+=>-])|(?P<number>\d{1,9})(?=[.)])")
AT_HEADING_END = re.compile(r"(?<= )(#+)$")
SPECIAL_IN_ADDRESS = re.compile(r"[\\()<>*_`]|&(?=#?\w+;)")
EDGES = re.compile(r"(?P<before>(?: |\\\n)*)(?P<inside>.*?)(?P<after>(?: |\\\n)*)", re.DOTALL)
HEADINGS = {"h4": "#### ", "h5": "##### "}
BREAK = "\\\n"
SIGN = "<"
"""Stands for the sign of another mark: punctuation, and none of those that emphasis is written with."""


def to_markdown(html: str, *, base: str = "") -> str:
    """Paragraphs with an empty line between them. Links to other documents begin with ``base``."""
    written: list[str] = []
    widths: list[int] = []
    previous: Paragraph | None = None
    for paragraph in read_paragraphs(html):
        if previous is not None:
            written.append("\n" if previous.list_item and paragraph.list_item else "\n\n")
        marker = marker_of(paragraph, paragraph.number)
        del widths[max(paragraph.level - 1, 0) :]
        margin = " " * sum(widths)
        text = inline(based(paragraph.runs, base))
        if paragraph.style in HEADINGS:
            text = heading_end(text)
        if paragraph.list_item:
            widths += [0] * (paragraph.level - 1 - len(widths)) + [len(marker)]
        written.append(margin + marker + indented(text, len(margin) + len(marker)))
        previous = paragraph
    return "".join(written)


def based(runs: Iterable[Run], base: str) -> Iterable[Run]:
    for run in runs:
        marks = (replace(mark, href=base + mark.href) if mark.document_id else mark for mark in run.marks)
        yield replace(run, marks=tuple(marks))


def marker_of(paragraph: Paragraph, number: int) -> str:
    if paragraph.list_item:
        return "- " if paragraph.list_item == "bullet" else f"{number}. "
    return HEADINGS.get(paragraph.style, "")


def indented(text: str, width: int) -> str:
    """Lines after the first stand below the beginning of the first."""
    return re.sub(r"\n(?=[^\n])", "\n" + " " * width, text)


def escape(text: str) -> str:
    """Plain text as Markdown that shows the same, in one line."""
    return heading_end(line_start(inside_line(" ".join(text.split()))))


def inside_line(text: str) -> str:
    return SPECIAL.sub(lambda found: "&amp;" if found[0] == "&" else f"\\{found[0]}", text)


def line_start(line: str) -> str:
    """So that a line does not become a heading, a list or a quotation by how it begins."""
    found = AT_LINE_START.match(line)
    if found is None:
        return line
    return f"\\{line}" if found["sign"] else f"{found['number']}\\{line[found.end() :]}"


def heading_end(line: str) -> str:
    """A heading may be closed by the sign that opened it, which then is not seen."""
    return AT_HEADING_END.sub(r"\\\1", line)


@dataclass
class Element:
    """A mark and what stands under it: text, breaks, and further elements."""

    mark: Mark
    children: list["Element | str"] = field(default_factory=list)


def inline(runs: Iterable[Run]) -> str:
    """Runs of one paragraph."""
    lines = write(nested(runs), before="", after="").split(BREAK)
    return BREAK.join(line_start(line) for line in lines)


def nested(runs: Iterable[Run]) -> list[Element | str]:
    top: list[Element | str] = []
    open_elements: list[Element] = []
    for run in runs:
        marks = once_each(run.marks)
        shared = 0
        while shared < min(len(marks), len(open_elements)) and open_elements[shared].mark == marks[shared]:
            shared += 1
        del open_elements[shared:]
        for mark in marks[shared:]:
            element = Element(mark)
            (open_elements[-1].children if open_elements else top).append(element)
            open_elements.append(element)
        (open_elements[-1].children if open_elements else top).append(run.text)
    return top


def once_each(marks: Iterable[Mark]) -> list[Mark]:
    """Without marks inside marks of the same kind."""
    return list({mark.tag: mark for mark in marks}.values())


def write(nodes: Sequence[Element | str], *, before: str, after: str) -> str:
    """``before`` and ``after`` are the characters around: empty at the edges of the paragraph."""
    written = ""
    for index, node in enumerate(nodes):
        if isinstance(node, str):
            written += BREAK.join(inside_line(line) for line in node.split("\n"))
            continue
        following = nodes[index + 1] if index + 1 < len(nodes) else after
        next_sign = SIGN if isinstance(following, Element) else inside_line(following[:1])[:1]
        parts = EDGES.fullmatch(write(node.children, before=SIGN, after=SIGN))
        assert parts is not None  # noqa: S101  # it matches everything
        written += parts["before"]
        if parts["inside"]:
            if node.mark.tag == "a" and written.endswith("!"):
                written = f"{written[:-1]}\\!"  # else the link would be a picture
            previous = written[-1:] or before
            written += element(node.mark, parts["inside"], before=previous, after=parts["after"][:1] or next_sign)
        written += parts["after"]
    return written


def element(mark: Mark, content: str, *, before: str, after: str) -> str:
    if mark.tag == "a":
        return f"[{content}]({address(mark.href)})" if mark.href else content
    if mark.tag == "abbr":
        return f'<abbr title="{html_escapes.escape(mark.title)}">{content}</abbr>'
    if mark.tag == "strong" and is_delimited(content, before=before, after=after):
        return f"**{content}**"
    if mark.tag == "em" and is_delimited(content, before=before, after=after) and is_apart(before) and is_apart(after):
        return f"_{content}_"
    return f"<{mark.tag}>{content}</{mark.tag}>"


def is_delimited(content: str, *, before: str, after: str) -> bool:
    """Whether signs of emphasis around the content would open and close (CommonMark 0.31, section 6.2)."""
    opens = not content[0].isspace() and (not is_punctuation(content[0]) or is_apart(before))
    closes = not content[-1].isspace() and (not is_punctuation(content[-1]) or is_apart(after))
    return opens and closes and before not in ("*", "_") and after not in ("*", "_")


def is_apart(neighbour: str) -> bool:
    """Whether the character is the paragraph's edge, a space, or punctuation by every version of CommonMark."""
    return not neighbour or neighbour.isspace() or unicodedata.category(neighbour)[0] == "P" or neighbour in "<`|~$+=>^"


def is_punctuation(letter: str) -> bool:
    """By any version of CommonMark: later ones count symbols, too."""
    return unicodedata.category(letter)[0] in "PS"


def address(href: str) -> str:
    escaped = SPECIAL_IN_ADDRESS.sub(lambda found: "&amp;" if found[0] == "&" else f"\\{found[0]}", href)
    return re.sub(r"\s", lambda found: f"%{ord(found[0]):02X}", escaped)
