"""Words that are in no list: of the language, of medicine, of the site."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from api.search.spelling import has_word_list, is_word, variants
from api.text.folding import fold, words_of
from procedures.checks.page import Page, Text
from procedures.checks.word_files import word_file

_TOKEN = re.compile(r"(?<![\w@./&#%'’-])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w@&€™]|[./-]\w)")
"""No part of an address, a file name, a code or a compound with hyphens."""
_SENTENCE_START = re.compile(r"(?:^|[.!?:]['”\")]?\s)$")
_PREFIXES = re.compile(
    r"^(?:anti|auto|bi|bio|cardio|chemo|contra|cryo|de|electro|endo|extra|gastro|hyper|hypo|inter|intra|macro|micro|mid|mini|mono"
    r"|multi|musculo|neo|neuro|non|over|para|patho|peri|photo|poly|post|pre|pro|pseudo|radio|re|retro|semi|sub|super|supra"
    r"|tele|thermo|trans|tri|ultra|un|under|uni|vaso|cerebro|immuno|psycho|socio|hemo|haemo|uro|nano|out|up|down)"
)
_SUFFIXES = re.compile(
    r"(?:like|less|wise|ness|free|ward|wards|fold|able|ible|ologist|ologists|ology|grams?|ically|ly|ers?|ists?|izes?|ized|ization|mente"
    r"|it[oa]s?|azo|ólog[oa]s?|ologos?|ologas?)$"
)
_PRONOUNS = re.compile(r"(?:se|me|te|nos|se)?(?:l[aeo]s?)?$|(?:se|me|te|nos)$")
_SHORTEST = 4
_SHORTEST_STEM = 4


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """``word`` as it stands; ``folded`` as the lists have words."""

    word: str
    folded: str
    is_capitalised: bool
    """At the beginning of a sentence: it may be a name."""
    text: Text


def unknown_words(page: Page) -> tuple[Unknown, ...]:
    """Each once, where it first stands. Nothing for a language without a list. Names are left out."""
    return page.once(_unknown_words)


def _unknown_words(page: Page) -> tuple[Unknown, ...]:
    return tuple(_find_unknown(page))


def _find_unknown(page: Page) -> Iterator[Unknown]:
    if not has_word_list(page.content.locale):
        return
    seen: set[str] = set()
    own = known_to_site(page)
    for text in page.headings_and_body:
        for match in _TOKEN.finditer(text.text):
            word = match.group()
            if word in seen:
                continue
            seen.add(word)
            is_first = word[1:].islower() and _SENTENCE_START.search(text.text[: match.start()][-4:]) is not None
            if not word.islower() and not (word[0].isupper() and is_first):
                continue
            folded = folded_word(word)
            is_listed = folded in own or is_known(folded, page.language) or _has_pronoun(word, page.language)
            if len(folded) >= _SHORTEST and not is_listed:
                yield Unknown(word=word, folded=folded, is_capitalised=not word.islower(), text=text)


def folded_word(word: str) -> str:
    """Without what an apostrophe adds."""
    return fold(re.split(r"['’]", word)[0])


def known_to_site(page: Page) -> frozenset[str]:
    """Words of the names of treatments and of people, the page's own among them, and of what it explains itself."""
    names = [*page.names, *page.content.keywords, *(name for each in page.site.treatments for name in each.names)]
    names += [
        *page.site.organisation,
        *(text.text for text in page.texts if text.role in ("term", "pronunciation", "name")),
    ]
    return frozenset(word for name in names for word in words_of(name))


def _has_pronoun(word: str, language: str) -> bool:
    """ "Dúchese", "tomarlo": a Spanish verb with what it is done to. With an accent where it is no infinitive."""
    match = _PRONOUNS.search(word.casefold()) if language == "es" else None
    stem = word.casefold()[: match.start()] if match else ""
    is_verb = stem.endswith(("r", "ndo")) or any(letter in "áéíóú" for letter in stem)
    return len(stem) >= _SHORTEST and is_verb and is_known(fold(stem), language)


@lru_cache(maxsize=20_000)
def is_known(folded: str, language: str) -> bool:
    """In the lists, spelled as in another country, or made of a word and a common beginning or ending."""
    if is_word(folded, language) or folded in word_file("known", language):
        return True
    if any(True for _ in variants(folded, language)):
        return True
    for pattern in (_PREFIXES, _SUFFIXES):
        stem = pattern.sub("", folded)
        if stem != folded and len(stem) >= _SHORTEST_STEM and _is_stem(stem, language):
            return True
    return False


def _is_stem(stem: str, language: str) -> bool:
    """Endings may have taken the last letter along."""
    return any(is_word(f"{stem}{end}", language) for end in ("", "e", "y", "o", "a"))
