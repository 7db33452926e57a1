"""Checks of names: the treatment's own, other treatments', the hospital's; and of headings."""

import re
from collections.abc import Iterator

from procedures.importing.checks.examined import Examined, list_in_words
from procedures.importing.checks.wordlists import GENERIC_TREATMENT_WORDS, TREATMENTS
from procedures.importing.findings import Finding
from procedures.language.patterns import any_phrase
from procedures.language.words import FUNCTION_WORDS, words_in

_CANDIDATE = re.compile(
    r"(?P<negation>\bnot (?:be )?(?:an? )?(?:\w+ )?)?\bcandidates? for (?:an? |the |this )?(?P<name>[^.,;:?()]{3,60})",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s(?:if|when|because|who|should|may|and|or|to|in|at|are|is|include[sd]?)\b.*$", re.IGNORECASE
)
_AT_SHORT_NAME = re.compile(
    r"\bat (?:the )?([A-Z]{2,6})\b(?! (?:Health|Hospital|Medical|Medicine|Clinic|Centre|Center|University))"
)
_TREATMENT = any_phrase(TREATMENTS)
_REPEATED_PREPOSITION = re.compile(r"\b(for|of|with|in|from)\b.*\b\1\b", re.IGNORECASE)
_MISSING_ARTICLE = re.compile(
    r"\b(?:am i|are you|is he|is she|become|being|be) (?:good |suitable )?candidate\b", re.IGNORECASE
)
_NO_QUESTION = re.compile(r"^what (?:to|you can|you should) ", re.IGNORECASE)


def check_candidate_for_another(page: Examined) -> Iterator[Finding]:
    """ "A candidate for X" where X is not this treatment: a sentence left from the page it was copied from."""
    own = _own_words(page)
    for text in (*page.headings, *page.body):
        for match in _CANDIDATE.finditer(text.text):
            name = _AFTER_NAME.sub("", match["name"]).strip()
            words = _telling(name)
            if match["negation"] or not words or not own or words & own:
                continue
            yield Finding(
                "other-treatment",
                "error",
                f"The text speaks of a candidate for “{name}”, but the page is about “{page.outline.title.text}”."
                " Correct the name.",
                text.span.first,
            )


def check_treatments_without_link(page: Examined) -> Iterator[Finding]:
    own = _own_words(page)
    found: dict[str, int] = {}
    for text in page.body:
        for match in _TREATMENT.finditer(text.text):
            name = match.group().casefold()
            if not _telling(name) & own:
                found.setdefault(name, text.span.first)
    if found:
        yield Finding(
            "treatments-named",
            "hint",
            f"Other treatments are named without a link: {list_in_words(found)}. Add them as related treatments.",
            min(found.values()),
        )


def check_short_hospital_name(page: Examined) -> Iterator[Finding]:
    action = page.outline.call_to_action
    for text in (*page.headings, *page.body, *((action.text,) if action else ())):
        if match := _AT_SHORT_NAME.search(text.text):
            yield Finding(
                "short-hospital-name",
                "hint",
                f"“{match[1]}” may be short for the hospital's public name. Write the full name if it is.",
                text.span.first,
            )
            return


def check_heading_wording(page: Examined) -> Iterator[Finding]:
    for heading in page.headings:
        text, line = heading.text, heading.span.first
        if text.endswith("?") and _NO_QUESTION.match(text):
            yield Finding("heading-no-question", "hint", f"“{text}” is no question. Delete the question mark.", line)
        if match := _REPEATED_PREPOSITION.search(text):
            yield Finding("heading-repeats", "hint", f"“{text}” says “{match[1]}” twice. Shorten it.", line)
        if _MISSING_ARTICLE.search(text):
            yield Finding(
                "heading-article", "warning", f"An article is missing in “{text}”. Write “a candidate”.", line
            )


def check_heading_articles(page: Examined) -> Iterator[Finding]:
    """Headings that say "a cordotomy" here and "cordotomy" there."""
    for name in page.outline.names[:1]:
        with_article = re.compile(rf"\ban? {re.escape(name)}\b", re.IGNORECASE)
        without = re.compile(rf"(?<!\ba )(?<!\ban )(?<!\bthe )\b{re.escape(name)}\b", re.IGNORECASE)
        plain = [heading for heading in page.headings if without.search(heading.text)]
        if plain and any(with_article.search(heading.text) for heading in page.headings):
            yield Finding(
                "heading-articles-mixed",
                "hint",
                f"Headings write “{name}” now with, now without an article. Choose one.",
                plain[0].span.first,
            )


def _own_words(page: Examined) -> set[str]:
    """The telling words of the treatment's names, and their initials."""
    names = page.outline.names
    initials = {"".join(word[0] for word in words_in(name)) for name in names}
    return {word for name in names for word in _telling(name)} | {letters for letters in initials if len(letters) > 1}


def _telling(name: str) -> set[str]:
    return {word for word in words_in(name) if word not in GENERIC_TREATMENT_WORDS and word not in FUNCTION_WORDS}
