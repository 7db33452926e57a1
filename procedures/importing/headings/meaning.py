"""What a heading says its section is about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from api.contract.blocks import SectionKind
from procedures.importing.headings.wordings import CONTACT, CONTENTS, RULES, TOPICS, UMBRELLA, HeadingRole
from procedures.language.words import clean_text, count_words

_LEADING_NUMBER = re.compile(r"^(?:(?:step|part|section) )?\(?[0-9]{1,2}[.):]\s*")
_EDGES = " ?:!.,;¿¡-–—*•\"'“”‘’"
_ARTICLES = re.compile(r"\b(?:an?|the|el|la|los|las|una?)\b ?")
_JOINED = re.compile(r",|&|/|\band\b|\bvs\b|\bversus\b|\by\b|\bor\b")
_WHAT_IS_A = re.compile(r"^(?:what (?:is|are) an? |qué es una? )(?!.*\b(?:candidate|alternative|risk of)\b)")
_QUESTIONS = dict(RULES)["faq"]
"""A page called "Thyroid surgery FAQs" names no treatment so: a heading that repeats it stands over its questions."""
_MOST_WORDS = 20
_MOST_CHARACTERS = 200


@dataclass(frozen=True)
class HeadingMeaning:
    """``kind`` is what the section answers, ``also`` what else; ``role`` tells the headings that open no section."""

    kind: SectionKind
    also: tuple[SectionKind, ...]
    role: HeadingRole
    confidence: float

    @property
    def is_known(self) -> bool:
        return self.kind != "other" or self.role != "section"


_UNKNOWN = HeadingMeaning("other", (), "section", 0.5)


def normalise_heading(text: str, *, names: Iterable[str] = ()) -> str:
    """Lower case, straight quotes, no number, outer punctuation or articles; ``…`` for the treatment's names."""
    plain = _plain(text)
    for name in sorted({_plain(name) for name in names}, key=len, reverse=True):
        if name:
            plain = re.sub(rf"(?<!\w){re.escape(name)}(?:s|es)?(?!\w)", "…", plain)
    return clean_text(_ARTICLES.sub("", plain))


def classify_heading(text: str, *, names: Iterable[str] = ()) -> HeadingMeaning:
    """The meaning of a heading's wording; ``other`` when none is known. ``names`` are the treatment's names."""
    return _classify(text, tuple(names))


@lru_cache(maxsize=16_384)
def _classify(text: str, names: tuple[str, ...]) -> HeadingMeaning:
    if len(text) > _MOST_CHARACTERS or count_words(text) > _MOST_WORDS:
        return _UNKNOWN
    heading = normalise_heading(text, names=[name for name in names if not _QUESTIONS.search(_plain(name))])
    if (role := _role_of(heading)) is not None:
        return HeadingMeaning("other", (), role, 0.9)
    if _WHAT_IS_A.match(_plain(text)):
        return HeadingMeaning("what", (), "section", 0.95)
    topics = _topics_in(heading)
    if len(topics) > 1 and _JOINED.search(heading):
        return HeadingMeaning(topics[0], tuple(topics[1:]), "section", 0.85)
    return _by_rules(heading)


def _plain(text: str) -> str:
    lowered = clean_text(text).casefold().replace("’", "'").replace("‘", "'")
    return _LEADING_NUMBER.sub("", lowered).strip(_EDGES)


def _role_of(heading: str) -> HeadingRole | None:
    if CONTENTS.fullmatch(heading):
        return "contents"
    if CONTACT.fullmatch(heading):
        return "contact"
    return None


def _topics_in(heading: str) -> list[SectionKind]:
    """Kinds named by a noun of the heading, in the order of their nouns."""
    found = [(match.start(), kind) for kind, pattern in TOPICS if (match := pattern.search(heading))]
    return [kind for _, kind in sorted(found)]


def _by_rules(heading: str) -> HeadingMeaning:
    for kind, pattern in RULES:
        if pattern.search(heading):
            return HeadingMeaning(kind, (), "section", 0.9 if count_words(heading) <= 10 else 0.75)
    if UMBRELLA.fullmatch(heading):
        return HeadingMeaning("during", ("after",), "umbrella", 0.7)
    return _UNKNOWN
