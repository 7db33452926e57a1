"""Reading a page that a test writes as text."""

from dataclasses import replace
from pathlib import Path

from procedures.importing.formats.plain_text import read_plain_text
from procedures.importing.places import Outline
from procedures.importing.structure.treatment import outline_of


def read_page(text, *, name="page.txt", locale="en"):
    """The outline of a page, with its findings."""
    return outline_of(read_plain_text(Path(name), text.encode()), locale=locale, region="US")


def without_findings(outline: Outline) -> Outline:
    return replace(outline, findings=())


def kinds(outline):
    return [section.kind for section in outline.sections]


def codes(outline):
    return {finding.code for finding in outline.findings}


def set_aside(outline, reason):
    return [entry.text.text for entry in outline.set_aside if entry.reason == reason]


def blocks_of(outline, kind):
    return next(section.blocks for section in outline.sections if section.kind == kind)
