"""Words and typing errors: what is a word already, how a word sounds, and what else may have been typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from string import ascii_lowercase

from marisa_trie import Trie

from api.search.medical_parts import is_built_of_medical_parts
from api.text.spanish import unshrunk

LISTS = Path(__file__).parent / "word_lists"
"""A file for each language, as ``build_word_lists`` writes it. Its README tells where the words are from."""
SHORT = 3
"""Letters of words that are never taken for another: most are abbreviations."""
LONGEST_ABBREVIATION = 5
VOWEL = re.compile(r"[aeiouy]")
LONGEST_TOLD_APART = 30
"""Letters; of longer words, what is one edit away is not looked for."""


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """A word that was typed, as a speller sees it."""

    is_word: bool
    """Of the language, of medicine, or an abbreviation: no typing error, whatever documents have."""
    is_fixed: bool
    """Looks like an abbreviation, which sounds like nothing else."""
    begins_word: bool
    """Words of the language begin so: it may be half typed."""
    rivals: tuple[str, ...]
    """Words of the language that are one edit away; only of what is no word."""
    swaps: tuple[str, ...]
    """The same with two neighbouring letters changed over, the commonest slip."""
    variants: tuple[str, ...]
    """The same word as other countries spell it."""
    sound: str


@cache
def word_list(language: str) -> Trie | None:
    """None for a language without a list. Mapped from its file, so that all processes share its memory."""
    path = LISTS / f"{language}.marisa"
    return Trie().mmap(str(path)) if path.exists() else None


def language_of(locale: str) -> str:
    return locale.partition("-")[0]


def has_word_list(locale: str) -> bool:
    """Without one, nobody knows whether a word is one: corrections are offered, never made."""
    return word_list(language_of(locale)) is not None


@lru_cache(maxsize=4096)
def spelling(word: str, *, locale: str, is_capitals: bool = False) -> Spelling:
    """``word`` is folded; ``is_capitals``: it was typed in capitals alone."""
    language = language_of(locale)
    is_abbreviation = looks_abbreviated(word, is_capitals=is_capitals)
    other_spellings = tuple(variants(word, language))
    known = bool(other_spellings) or is_word(word, language)
    return Spelling(
        is_word=known or is_abbreviation,
        is_fixed=is_abbreviation,
        begins_word=begins_word(word, language),
        rivals=() if known or is_abbreviation else tuple(rivals(word, language)),
        swaps=tuple(swaps(word)),
        variants=other_spellings,
        sound=sound(word, locale=locale),
    )


def looks_abbreviated(word: str, *, is_capitals: bool) -> bool:
    return len(word) <= LONGEST_ABBREVIATION and (is_capitals or not VOWEL.search(word))


def is_word(word: str, language: str) -> bool:
    words = word_list(language)
    if words is None:
        return False
    return word in words or is_built_of_medical_parts(word, language) or is_inflected(word, language, words)


# Spanish hangs pronouns on verbs: hacerlo, tomándolas. Lists have the verb.
PRONOUNS = re.compile(r"(?<=[r|o])(?:[mts]e|nos|os)?(?:l[aoe]s?|[mts]e|nos|os)$")


def is_inflected(word: str, language: str, words: Trie) -> bool:
    """Plurals of names and of new words are in no list."""
    if len(word) > SHORT + 1 and any(word.endswith(end) and word[: -len(end)] in words for end in ("s", "es")):
        return True
    verb = PRONOUNS.sub("", word) if language == "es" else word
    return verb != word and verb in words


def begins_word(word: str, language: str) -> bool:
    words = word_list(language)
    return words is not None and any(found != word for found, _ in zip(words.iterkeys(word), range(2), strict=False))


def rivals(word: str, language: str) -> Iterator[str]:
    words = word_list(language)
    if words is None or len(word) > LONGEST_TOLD_APART:
        return
    yield from sorted({edited for edited in one_edit_away(word) if edited in words})


def one_edit_away(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (f"{before}{letter}{after}" for letter in ascii_lowercase)
        yield from (f"{before}{letter}{after[1:]}" for letter in ascii_lowercase if after and letter != after[0])
        if after:
            yield before + after[1:]
    yield from swaps(word)


def swaps(word: str) -> Iterator[str]:
    for at in range(len(word) - 1):
        if word[at] != word[at + 1]:
            yield f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"


BRITISH_AND_AMERICAN = (
    ("ae", "e"),
    ("oe", "e"),
    ("our", "or"),
    ("is", "iz"),
    ("ys", "yz"),
    ("lled", "led"),
    ("lling", "ling"),
    ("ller", "ler"),
    ("tre", "ter"),
    ("ence", "ense"),
    ("ph", "f"),
    ("mme", "m"),
    ("ogue", "og"),
)
SHORTEST_VARIANT = 5
JOINTS = {"i": "o", "o": "i"}


def variants(word: str, language: str) -> Iterator[str]:
    """Haemorrhoid and hemorrhoid: each way round, at each place; what is in no list is left out."""
    words = word_list(language)
    if words is None or len(word) < SHORTEST_VARIANT:
        return
    yield from otherwise_joined(word, language, words)
    if language == "es":
        yield from (whole for whole in unshrunk(word) if whole in words)
    if language != "en":
        return
    for british, american in BRITISH_AND_AMERICAN:
        everywhere = [word.replace(british, american)]
        found = [*everywhere, *at_each_place(word, british, american), *at_each_place(word, american, british)]
        yield from {each for each in found if each != word and each in words}


def otherwise_joined(word: str, language: str, words: Trie) -> Iterator[str]:
    """Coloniscopy: what is built of medical parts, and not as the lists have it, is joined by another vowel there."""
    if word in words or not is_built_of_medical_parts(word, language):
        return
    for at, letter in enumerate(word):
        joined = f"{word[:at]}{JOINTS.get(letter, letter)}{word[at + 1 :]}"
        if joined != word and (joined in words or is_built_of_medical_parts(joined, language)):
            yield joined


def at_each_place(word: str, old: str, new: str) -> Iterator[str]:
    for found in re.finditer(old, word):
        yield word[: found.start()] + new + word[found.end() :]


# Each in its turn; ^ and $ are the word's ends.
SOUNDS = {
    "en": (
        *("^kn:^n", "^gn:^n", "^pn:^n", "^ps:^s", "^wr:^r", "^x:^s", "wh:w", "ph:f", "gh:g", "ck:k", "sch:sk", "ch:k"),
        *(
            "qu:k",
            "q:k",
            "x:ks",
            "z:s",
            "tion:sion",
            "cion:sion",
            "shun:sion",
            "ce:se",
            "ci:si",
            "cy:si",
            "c:k",
            "th:t",
            "h:",
        ),
        *("ae:e", "oe:e", "y:i", "ee:i", "ea:i", "ie:i", "ei:i", "ai:e", "oo:u", "ou:u", "e$:$"),
    ),
    "es": (
        *("ph:f", "th:t", "ch:C", "^ps:^s", "^hie:^ye", "h:", "qu:k", "q:k", "ce:se", "ci:si", "cy:si", "z:s", "c:k"),
        *("gue:Ge", "gui:Gi", "ge:je", "gi:ji", "G:g", "x:s", "v:b", "w:u", "ll:y", "y$:i$", "mb:nb", "mp:np"),
    ),
}
RULES = {language: [tuple(rule.split(":")) for rule in rules] for language, rules in SOUNDS.items()}
DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def sound(word: str, *, locale: str) -> str:
    """A key that words share which sound alike: ``kolonoskopy`` and ``colonoscopy``, ``rodiya`` and ``rodilla``."""
    key = f"^{word}$"
    for spelled, heard in RULES.get(language_of(locale), ()):
        key = key.replace(spelled, heard)
    return DOUBLED.sub(r"\1", key.strip("^$"))


def sound_begun(beginning: str, *, locale: str) -> str:
    """The same of a word that is half typed: nothing is known of its end."""
    return sound(f"{beginning}-", locale=locale).rstrip("-")
