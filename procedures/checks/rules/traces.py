"""What copying, exporting and unfinished editing leave behind in a text."""

import re
from collections.abc import Iterator
from uuid import UUID

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.findings import Mending
from procedures.checks.page import Page, Text
from procedures.language.patterns import any_of
from procedures.language.words import (
    FUNCTION_WORDS,
    count_words,
    last_word,
    shortened_end,
    similarity,
    words_in,
)

_MISSING_SPACE = re.compile(r"[a-z]{2}[.?!)][A-Z][a-z]|[a-z]{2},[A-Za-z]{2}|[a-z]\)[a-z]{2}")
_BEFORE_SPACE = re.compile(r"[.?!),]")
_WEB = re.compile(r"www\.|https?:|@|\.(?:com|org|edu|gov)\b", re.IGNORECASE)
_LONGEST_LABEL = 3
_SAME_PARAGRAPH = 0.8
_SHORTEST_REPEATED = 9
_LONG = 15
_MOST_COMPARED = 20
_LAYOUT = any_of(
    r"""
    \b(?:(?:diagram|image|picture|photo|video|table|chart|illustration|link|map)s?|figure) (?:below|above|opposite)\b
    \b(?:diagram|figure|image|picture|photo|video|table|chart|illustration|map)s? (?:on|at) the (?:right|left)\b
    \bclick (?:here|the|on|below)\b
    \b(?:watch|see|view) (?:the|this|our) (?:video|diagram|animation|figure|image|picture)\b
    \b(?:shown|pictured) (?:below|above|here|opposite)\b
    \bhaga clic (?:aquí|en)\b
    \b(?:vea|mire) (?:el|este|nuestro) (?:video|vídeo|diagrama|gráfico)\b
    \b(?:imagen|figura|tabla|foto|ilustración) (?:de abajo|de arriba|siguiente|anterior)\b
    """
)
_SHOWN = {"image", "video", "table", "facts", "statistic"}


@check(
    "missing-space",
    severity="warning",
    why=gettext_noop("Joined words are hard to read, for people and for screen readers."),
)
def missing_space(page: Page) -> Iterator[Found]:
    for text in page.body:
        match = _MISSING_SPACE.search(text.text)
        if match is not None and not _WEB.search(text.text):
            yield Found(
                message=_("A space is missing at “{words}”.").format(words=match.group()),
                remedy=_("Add it."),
                at=text.place,
                mending=Mending(old=match.group(), new=_BEFORE_SPACE.sub(r"\g<0> ", match.group(), count=1)),
            )


@check("cut-off", severity="warning", why=gettext_noop("What follows was lost."))
def cut_off(page: Page) -> Iterator[Found]:
    endings = page.words.words("cut_off")
    for text in page.body:
        is_sentence = count_words(text.text) > _LONGEST_LABEL and text.role != "title"
        if is_sentence and last_word(text.text) in endings and text.text[-1:].isalpha():
            yield Found(
                message=_("The text stops in the middle: “{text}”.").format(text=shortened_end(text.text)),
                remedy=_("Complete it."),
                at=text.place,
            )


@check("repeated-paragraph", severity="warning", why=gettext_noop("Readers look for the difference."))
def repeated_paragraph(page: Page) -> Iterator[Found]:
    """Only paragraphs that begin or end alike are compared, to stay fast."""
    seen: dict[tuple[str, ...], list[list[str]]] = {}
    for text in page.body:
        words = words_in(text.text)
        if len(words) < _SHORTEST_REPEATED:
            continue
        keys = (("begins", *words[:4]), ("ends", *words[-4:]))
        earlier = (old for key in keys for old in seen.get(key, [])[:_MOST_COMPARED])
        if any(_say_the_same(old, words) for old in earlier):
            yield Found(
                message=_("This says nearly the same as a paragraph above: “{text}”.").format(
                    text=shortened_end(text.text)
                ),
                remedy=_("Keep one of the two."),
                at=text.place,
            )
        for key in keys:
            seen.setdefault(key, []).append(words)


def _say_the_same(left: list[str], right: list[str]) -> bool:
    """Short ones only where nothing but small words differs: "for six weeks" and "for two weeks" are two advices."""
    if similarity(left, right) < _SAME_PARAGRAPH:
        return False
    return min(len(left), len(right)) >= _LONG or (set(left) ^ set(right)) <= FUNCTION_WORDS


@check("layout-reference", severity="warning", why=gettext_noop("Readers look for something that is not there."))
def layout_reference(page: Page) -> Iterator[Found]:
    shown = {block.section.id for block in page.blocks if block.model.type in _SHOWN}
    for text in page.body:
        match = _LAYOUT.search(text.text)
        if match is not None and not text.is_linked and not _stands_in(page, text, shown):
            yield Found(
                message=_("“{words}” points at something that is not here.").format(words=match.group()),
                remedy=_("Add it, or say it in words."),
                at=text.place,
            )


def _stands_in(page: Page, text: Text, sections: set[UUID]) -> bool:
    """Whether the text is in one of the sections."""
    return any(
        section.model.id in sections and text.place.path.startswith(f"{section.place.path}/")
        for section in page.sections
    )
