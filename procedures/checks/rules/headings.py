"""The wording of headings."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page

CLEAR = gettext_noop("Headings are what readers scan first.")
_REPEATED_PREPOSITION = re.compile(r"\b(for)\b.*\b\1\b", re.IGNORECASE)
_MISSING_ARTICLE = re.compile(
    r"\b(?:am i|are you|is he|is she|become|being|be) (?:good |suitable )?candidate\b", re.IGNORECASE
)
_NO_QUESTION = re.compile(r"^what (?:to|you can|you should) ", re.IGNORECASE)


@check("heading-no-question", severity="hint", why=CLEAR, languages=("en",))
def heading_no_question(page: Page) -> Iterator[Found]:
    for heading in page.headings:
        if heading.text.endswith("?") and _NO_QUESTION.match(heading.text):
            yield Found(
                message=_("“{text}” is no question.").format(text=heading.text),
                remedy=_("Delete the question mark."),
                at=heading.place,
            )


@check("heading-repeats", severity="hint", why=CLEAR, languages=("en",))
def heading_repeats(page: Page) -> Iterator[Found]:
    names = re.compile("|".join(map(re.escape, page.names)) or r"(?!)", re.IGNORECASE)
    for heading in page.headings:
        if match := _REPEATED_PREPOSITION.search(names.sub("", heading.text)):
            yield Found(
                message=_("“{text}” says “{match}” twice.").format(text=heading.text, match=match[1]),
                remedy=_("Shorten it."),
                at=heading.place,
            )


@check("heading-article", severity="warning", why=CLEAR, languages=("en",))
def heading_article(page: Page) -> Iterator[Found]:
    for heading in page.headings:
        if _MISSING_ARTICLE.search(heading.text):
            yield Found(
                message=_("An article is missing in “{text}”.").format(text=heading.text),
                remedy=_("Write “a candidate”."),
                at=heading.place,
            )


@check("heading-articles-mixed", severity="hint", why=CLEAR, languages=("en",))
def heading_articles_mixed(page: Page) -> Iterator[Found]:
    """Headings that say "a cordotomy" here and "cordotomy" there."""
    for name in page.names[:1]:
        with_article = re.compile(rf"\ban? {re.escape(name)}\b", re.IGNORECASE)
        without = re.compile(rf"(?<!\ba )(?<!\ban )(?<!\bthe )\b{re.escape(name)}\b", re.IGNORECASE)
        bare = [heading for heading in page.headings if without.search(heading.text)]
        if bare and any(with_article.search(heading.text) for heading in page.headings):
            yield Found(
                message=_("Headings write “{name}” now with, now without an article.").format(name=name),
                remedy=_("Choose one."),
                at=bare[0].place,
            )
