"""How plainly the page is written. Advice alone: a page can be right and hard to read."""

from collections.abc import Iterator
from itertools import islice

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop, ngettext
from procedures.checks.findings import Mending
from procedures.checks.page import Page
from procedures.checks.plain_language import (
    density,
    hard_sentences,
    hidden_lists,
    long_paragraphs,
    long_sections,
    page_grade,
    passive_sentences,
    plainer_words,
    section_grades,
)
from procedures.language.words import count_words, shortened

HARD = gettext_noop("Half of all patients do not understand it.")
WALL = gettext_noop("Readers on a phone see a wall of text, and skip it.")
_FEWEST_WORDS = 100
_FAR_ABOVE = 2.0
"""Grades by which a section may be harder than the page should be."""
_SHOWN = 3
_MOST_WORDS = 8
DENSE = {"en": 0.6, "es": 0.58}
"""Share of words that name something, from which on a page is denser than what people write to each other."""


@check("reading-grade", severity="hint", why=HARD, languages=("en", "es"))
def reading_grade_too_high(page: Page) -> Iterator[Found]:
    grade, words = page_grade(page)
    if words >= _FEWEST_WORDS and grade > page.site.reading_grade + _FAR_ABOVE:
        yield Found(
            message=_("The text reads at grade {grade:.1f}; the aim is {aim:g} or below.").format(
                grade=grade, aim=page.site.reading_grade
            ),
            remedy=_("Use shorter words and sentences."),
        )


@check("section-grade", severity="hint", why=HARD, languages=("en", "es"))
def section_grade_too_high(page: Page) -> Iterator[Found]:
    """The hardest section, if it is far harder than it should be."""
    most = page.site.reading_grade + 2 * _FAR_ABOVE
    graded = [each for each in section_grades(page) if each.grade > most]
    if graded:
        hardest = max(graded, key=lambda each: each.grade)
        yield Found(
            message=_("“{heading}” reads at grade {grade:.1f}, the hardest of the page.").format(
                heading=hardest.section.model.heading, grade=hardest.grade
            ),
            remedy=_("Begin with this section: shorter words and sentences."),
            at=hardest.section.place,
        )


@check(
    "hard-sentences",
    severity="hint",
    why=gettext_noop("Readers lose the beginning before they reach the end."),
    languages=("en", "es"),
)
def hard_sentences_found(page: Page) -> Iterator[Found]:
    """The hardest three."""
    for sentence, text in hard_sentences(page)[:_SHOWN]:
        yield Found(
            message=_("A sentence of {number} words: “{sentence}”.").format(
                number=count_words(sentence), sentence=shortened(sentence)
            ),
            remedy=_("Make two sentences of it, or take shorter words."),
            at=text.place,
        )


@check("plainer-words", severity="hint", why=gettext_noop("Readers stop at words they do not know."))
def plainer_words_found(page: Page) -> Iterator[Found]:
    """The first of them: when they are mended, the others follow."""
    for each in plainer_words(page)[:_MOST_WORDS]:
        yield Found(
            message=_("“{plain}” is plainer than “{word}”.").format(plain=each.plain, word=each.hard),
            remedy=_("Write it instead, where it means the same."),
            at=each.text.place,
            mending=Mending.of(each.hard, each.plain),
        )


@check(
    "passive-voice", severity="hint", why=gettext_noop("Readers cannot tell who does what, and what is theirs to do.")
)
def passive_voice(page: Page) -> Iterator[Found]:
    passive = passive_sentences(page)
    if passive:
        yield Found(
            message=ngettext(
                "{number} sentence is in the passive voice: “{sentence}”.",
                "{number} sentences are in the passive voice, such as “{sentence}”.",
                len(passive),
            ).format(number=len(passive), sentence=shortened(passive[0][0])),
            remedy=_("Say who: “Your surgeon closes the wound”."),
            at=passive[0][1].place,
        )


@check("long-paragraph", severity="hint", why=WALL)
def long_paragraph(page: Page) -> Iterator[Found]:
    for words, text in long_paragraphs(page):
        yield Found(
            message=_("A paragraph of {number} words: “{text}”.").format(
                number=words, text=shortened(text.text, most=50)
            ),
            remedy=_("Part it, or make a list of it."),
            at=text.place,
        )


@check("long-section", severity="hint", why=WALL)
def long_section(page: Page) -> Iterator[Found]:
    for words, section in long_sections(page):
        yield Found(
            message=_("“{heading}” has {number} words, and nothing parts them.").format(
                heading=section.model.heading, number=words
            ),
            remedy=_("Add smaller headings, or make lists of what comes in a row."),
            at=section.place,
        )


@check("hidden-list", severity="hint", why=gettext_noop("Readers hold three things in mind, not more."))
def hidden_list(page: Page) -> Iterator[Found]:
    for number, sentence, text in islice(hidden_lists(page), _SHOWN):
        yield Found(
            message=_("A sentence counts up {number} things: “{sentence}”.").format(
                number=number, sentence=shortened(sentence)
            ),
            remedy=_("Make a list of it."),
            at=text.place,
        )


@check(
    "lexical-density",
    severity="hint",
    why=gettext_noop("Every word carries a load, as in a telegram: readers have no time to take it in."),
    languages=("en", "es"),
)
def lexical_density(page: Page) -> Iterator[Found]:
    share, words = density(page), page_grade(page)[1]
    if words >= _FEWEST_WORDS and share > DENSE[page.language]:
        yield Found(
            message=_("{percent:.0f} % of the words name something; when people talk, it is less than half.").format(
                percent=100 * share
            ),
            remedy=_("Say who does what in whole sentences, as you would to somebody before you."),
        )
