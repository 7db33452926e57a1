"""The record for paper and for archives: PDF/A-2u, with its fonts in it, so that it looks the same in thirty years."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import Align, DocumentCompliance, WrapMode, XPos, YPos

from cms.admin.dates import to_the_second
from cms.admin.history.outline import Part as Outline
from cms.admin.records.parts import Part, Row

if TYPE_CHECKING:
    from cms.admin.records.record import Record

FONTS = Path(__file__).parent / "fonts"
FONT = "DejaVu"
SMALL, USUAL, LARGE, TITLE = 8, 10, 13, 17
MILLIMETRES = 5
"""Of a line of usual size."""
QUIET, INK = 90, 0
TOTAL = "{nb}"
"""The number of pages takes its place when it is known."""


class Paper(FPDF):
    """A4. At the foot of each page: which record it belongs to, so that no page can be put into another."""

    def __init__(self, *, title: str, foot: str, made_at: datetime) -> None:
        super().__init__(enforce_compliance=DocumentCompliance.PDFA_2U)
        self.foot = foot
        self.add_font(FONT, fname=FONTS / "DejaVuSans.ttf")
        self.add_font(FONT, style="B", fname=FONTS / "DejaVuSans-Bold.ttf")
        self.set_title(title)
        self.set_lang(get_language() or settings.LANGUAGE_CODE)
        self.set_creator(settings.WAGTAIL_SITE_NAME)
        self.set_creation_date(made_at)
        self.set_margin(20)
        self.set_auto_page_break(auto=True, margin=25)
        self.add_page()
        self.set_font(FONT, size=USUAL)

    def footer(self) -> None:
        self.set_y(-18)
        self.write_line(self.foot, size=SMALL - 1, grey=QUIET)
        page = _("Page {page} of {total}").format(page=self.page_no(), total=TOTAL)
        self.write_line(page, size=SMALL - 1, grey=QUIET)

    def head(self, text: str, *, size: int, level: int = 0) -> None:
        """Also in the outline of the file."""
        self.ln(2 if level else 0)
        self.set_font(FONT, style="B", size=size)
        self.start_section(text, level=level)
        self.write_line(text, size=size, style="B")
        self.ln(1)

    def write_line(self, text: str, *, size: int = USUAL, style: str = "", grey: int = INK) -> None:
        self.set_font(FONT, style=style, size=size)
        self.set_text_color(grey)
        height = MILLIMETRES * size / USUAL
        self.multi_cell(0, height, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align=Align.L, wrapmode=WrapMode.WORD)
        self.set_text_color(INK)


def printed(record: "Record", *, by: str, at: datetime, digest: str, key: str) -> bytes:
    """``digest``: of ``record.json``, which says the same. ``key``: id of the one that signs; empty: none does."""
    foot = f"{record.title} · {record.when} · record.json {digest}"
    paper = Paper(title=_("What was public: {title}").format(title=record.title), foot=foot, made_at=at)
    paper.head(record.title, size=TITLE)
    for line in beginning(record, by=by, at=at, key=key):
        paper.write_line(line)
    for part in record.parts:
        print_part(paper, part)
    if record.edition:
        paper.head(_("What readers read"), size=LARGE, level=1)
        print_outline(paper, record.outline.parts)
    return bytes(paper.output())


def beginning(record: "Record", *, by: str, at: datetime, key: str) -> Iterable[str]:
    yield f"{settings.WAGTAIL_SITE_NAME} · {record.kind} · {record.language}"
    yield _("Asked for: {when}").format(when=record.when)
    yield _("Exported by {by} on {at}").format(by=by, at=to_the_second(at))
    yield (
        _("Signed with the key {key}").format(key=key) if key else _("Not signed: the hospital has configured no key.")
    )
    yield ""
    yield from record.answer()
    if record.edition:
        yield _("Digest of its text: {digest}").format(digest=record.edition.digest)


def print_part(paper: Paper, part: Part) -> None:
    paper.head(part.heading, size=LARGE, level=1)
    for line in (*part.says, *part.unknown):
        paper.write_line(line)
    for row in part.rows:
        print_row(paper, row)


def print_row(paper: Paper, row: Row) -> None:
    """What is not known of it is left out."""
    for number, fact in enumerate(row.known):
        paper.write_line(
            f"{'•' if number == 0 else '  '} {fact.label}: {fact.text}", size=USUAL if number == 0 else SMALL + 1
        )
    paper.ln(1)


def print_outline(paper: Paper, parts: Iterable[Outline]) -> None:
    for part in parts:
        if part.name:
            paper.write_line(part.name, style="B")
        for line in part.lines:
            label = " › ".join(line.label)
            paper.write_line(f"{label}: {line.text}" if label else line.text)
        print_outline(paper, part.parts)
