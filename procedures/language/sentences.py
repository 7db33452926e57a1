"""Sentences of prose, and how hard they are to read."""

import re
from collections.abc import Iterable, Iterator

from procedures.language.words import ends_in_abbreviation

_BREAK = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[¿¡]?[A-Z0-9ÁÉÍÓÚÑ¿¡])")
_SPOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouycgsxzh]es)$")
_TWO_VOWELS = re.compile(r"i(?:a|o(?!u)|um)|(?<![pg])eo|ua|uou|ying|[aeo]ing")
_ONE_AFTER_ALL = re.compile(r"(?:[cst]i(?:a|o)|gio|qua|gua)")


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of ``text``; an abbreviation's stop ends none."""
    start = 0
    for match in _BREAK.finditer(text):
        if ends_in_abbreviation(text[start : match.start()]):
            continue
        yield text[start : match.start()].strip()
        start = match.end()
    if rest := text[start:].strip():
        yield rest


def count_syllables(word: str) -> int:
    """Syllables of an English word by its groups of vowels: right for most words, and within one for nearly all."""
    lowered = word.casefold()
    count = len(_VOWELS.findall(lowered))
    count += len(_TWO_VOWELS.findall(lowered)) - len(_ONE_AFTER_ALL.findall(lowered))
    count -= bool(_SILENT_END.search(lowered))
    return max(count, 1)


def reading_grade(texts: Iterable[str]) -> float:
    """Flesch-Kincaid grade (Kincaid and others, 1975): years of US school needed. 0.0 for no words.

    Each text is closed as if by a stop, so that list items without one do not run into a single long sentence.
    """
    sentences = [sentence for text in texts for sentence in split_sentences(text)]
    words = [_SPOKEN.findall(sentence) for sentence in sentences]
    words = [found for found in words if found]
    total = sum(map(len, words))
    if not total:
        return 0.0
    syllables = sum(count_syllables(word) for found in words for word in found)
    return 0.39 * total / len(words) + 11.8 * syllables / total - 15.59
