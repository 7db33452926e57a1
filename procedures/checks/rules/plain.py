"""How plainly the page is written. Advice alone: a page can be right and hard to read."""

from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop, ngettext
from procedures.checks.page import Page
from procedures.checks.plain_language import (
    TARGET_GRADE,
    hard_sentences,
    long_paragraphs,
    page_grade,
    passive_sentences,
    plainer_words,
    section_grades,
)
from procedures.language.words import count_words, shortened

HARD = gettext_noop("Half of all patients do not understand it.")
_FEWEST_WORDS = 100
_FAR_ABOVE = 2.0
"""Grades by which a section may be harder than the page should be."""
_SHOWN = 3
_MOST_WORDS = 8


@check("reading-grade", severity="hint", why=HARD, languages=("en", "es"))
def reading_grade_too_high(page: Page) -> Iterator[Found]:
    grade, words = page_grade(page)
    if words >= _FEWEST_WORDS and grade > TARGET_GRADE + _FAR_ABOVE:
        yield Found(
            message=_("The text reads at grade {grade:.1f}; patients manage 6 to {target_grade:.0f}.").format(
                grade=grade, target_grade=TARGET_GRADE
            ),
            remedy=_("Use shorter words and sentences."),
        )


@check("section-grade", severity="hint", why=HARD, languages=("en", "es"))
def section_grade_too_high(page: Page) -> Iterator[Found]:
    """The hardest section, if it is far harder than it should be."""
    graded = [each for each in section_grades(page) if each.grade > TARGET_GRADE + 2 * _FAR_ABOVE]
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
    found = plainer_words(page)
    if found:
        shown = [
            _("“{plain}” for “{word}”").format(plain=plain, word=word)
            for word, (plain, _places) in list(found.items())[:_MOST_WORDS]
        ]
        yield Found(
            message=_("Plainer words are at hand: {shown}.").format(shown=", ".join(shown)),
            remedy=_("Write them instead, where they mean the same."),
            at=next(iter(found.values()))[1].place,
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


@check("long-paragraph", severity="hint", why=gettext_noop("Readers on a phone see a wall of text, and skip it."))
def long_paragraph(page: Page) -> Iterator[Found]:
    for words, text in long_paragraphs(page):
        yield Found(
            message=_("A paragraph of {number} words: “{text}”.").format(
                number=words, text=shortened(text.text, most=50)
            ),
            remedy=_("Part it, or make a list of it."),
            at=text.place,
        )
