"""How hard a text is to read, in English and Spanish."""

import re
from collections.abc import Iterable
from functools import lru_cache
from math import sqrt

from procedures.language.sentences import split_sentences

SPOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouycgsxzh]es)$")
_TWO_VOWELS = re.compile(r"i(?:a|o(?!u)|um)|(?<![pg])eo|ua|uou|ying|[aeo]ing")
_ONE_AFTER_ALL = re.compile(r"(?:[cst]i(?:a|o)|gio|qua|gua)")
_SPANISH_VOWELS = re.compile(r"[aeiouáéíóúü]+(?:y\b)?|y\b")
_STRONG = re.compile(r"[aeoáéóíú]")
LONG = 3
"""Syllables of a word that SMOG counts as hard."""


def count_syllables(word: str, *, language: str = "en") -> int:
    """English by its groups of vowels: right for most words, and within one for nearly all. Spanish by its rules."""
    lowered = word.casefold()
    if language == "es":
        return sum(max(len(_STRONG.findall(group)), 1) for group in _SPANISH_VOWELS.findall(lowered)) or 1
    count = len(_VOWELS.findall(lowered))
    count += len(_TWO_VOWELS.findall(lowered)) - len(_ONE_AFTER_ALL.findall(lowered))
    count -= bool(_SILENT_END.search(lowered))
    return max(count, 1)


@lru_cache(maxsize=30_000)
def is_long(word: str, *, language: str = "en") -> bool:
    """Of three syllables or more. The endings -es, -ed and -ing make no word long (McLaughlin, 1969, says nothing of
    them; without, short verbs would count)."""
    if language == "en" and re.search(r"(?:es|ed|ing)$", word):
        return count_syllables(re.sub(r"(?:es|ed|ing)$", "", word)) >= LONG
    return count_syllables(word, language=language) >= LONG


def smog_grade(texts: Iterable[str], *, language: str = "en", known: frozenset[str] = frozenset()) -> float:
    """Years of school needed; 0.0 for no words.

    English by SMOG (McLaughlin, 1969), Spanish by SOL (Contreras and others, 1999).

    Each text is closed as if by a stop, so that list items without one do not run into a single long sentence. Words of
    ``known`` (case-folded), such as the name of the treatment, are not held to be hard.
    """
    sentences = [SPOKEN.findall(sentence) for text in texts for sentence in split_sentences(text)]
    sentences = [words for words in sentences if words]
    if not sentences:
        return 0.0
    words = (word for found in sentences for word in found if word.casefold() not in known)
    hard = sum(1 for word in words if is_long(word, language=language))
    grade = 1.043 * sqrt(hard * 30 / len(sentences)) + 3.1291
    return 0.74 * grade - 2.51 if language == "es" else grade
