"""How plainly a treatment is written, in the checklist beside its form: the grade of each section, and what makes it
hard, each with the way to its words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from cms.publishing.rows.surroundings import Surroundings
from procedures.checks.drafts import read_content
from procedures.checks.page import Page, Text
from procedures.checks.plain_language import (
    density,
    hard_sentences,
    page_grade,
    passive_sentences,
    section_grades,
)
from procedures.language.words import shortened
from procedures.models import ProcedurePage

FEWEST_WORDS = 100
"""Of a page whose grade says something."""
MOST_SENTENCES = 5
LANGUAGES = ("en", "es")
"""That have a formula."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """``place`` is a field of the form, ``block`` a section or block in it."""

    words: str
    place: str
    block: str | None


@dataclass(frozen=True, kw_only=True)
class SectionLevel:
    line: Line
    grade: float
    is_above: bool


def reading_level(treatment: ProcedurePage) -> str:
    """HTML for the checklist; nothing for a page too short to say, or in a language without a formula."""
    content, _unreadable = read_content(treatment, Surroundings.of([treatment]))
    page = Page(content)
    grade, words = page_grade(page)
    if page.language not in LANGUAGES or words < FEWEST_WORDS:
        return ""
    aim = settings.READING_GRADE
    told = {
        "aim": aim,
        "grade": grade,
        "density": 100 * density(page),
        "sections": list(section_levels(page, aim=aim)),
        "sentences": [line_of(*each) for each in hard_sentences(page)[:MOST_SENTENCES]],
        "passive": [line_of(*each) for each in passive_sentences(page)[:MOST_SENTENCES]],
    }
    return render_to_string("procedures/admin/reading_level.html", told)


def section_levels(page: Page, *, aim: float) -> Iterator[SectionLevel]:
    for each in section_grades(page):
        section = each.section.model
        line = Line(words=section.heading or "", place="sections", block=str(section.id))
        yield SectionLevel(line=line, grade=each.grade, is_above=is_above(each.grade, aim=aim))


def is_above(grade: float, *, aim: float) -> bool:
    """As it is shown, without parts of a grade."""
    return round(grade) > aim


def line_of(sentence: str, text: Text) -> Line:
    place = text.place.path.split("/")[1]
    return Line(words=shortened(sentence), place=place, block=text.place.block)
