"""Words near in meaning, by language: those that say the same in everyday language, and what a medicine is.

They stand beside what was typed where no page has all of it. What means exactly the same, and is found as surely, is
for the editors to say (``cms.site.synonyms``).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from api.search.spelling import LISTS, language_of
from api.text.folding import joined
from api.text.spanish import forms_of

LONGEST = 4
"""Words of a phrase in the lists."""
Meanings = dict[str, tuple[str, ...]]


class Near(NamedTuple):
    """Another way to say the words from one position to another, which begin at 1."""

    first: int
    last: int
    words: str
    """Folded."""


def near(words: Sequence[str], *, locale: str) -> list[Near]:
    """For folded words: of two phrases that overlap, the longer."""
    meanings = meanings_of(language_of(locale))
    found: list[Near] = []
    start = 0
    while start < len(words):
        size, others = longest_at(words, start, meanings)
        found += [Near(start + 1, start + size, other) for other in others]
        start += size
    return found


def longest_at(words: Sequence[str], start: int, meanings: Meanings) -> tuple[int, Sequence[str]]:
    for size in range(min(LONGEST, len(words) - start), 0, -1):
        if others := meanings.get(" ".join(words[start : start + size])):
            return size, others
    return 1, ()


@cache
def meanings_of(language: str) -> Meanings:
    """Other words by phrase; empty for a language without a list."""
    path = LISTS / f"near_{language}.txt"
    found = read(path) if path.exists() else {}
    return with_forms(found) if language == "es" else found


def with_forms(meanings: Meanings) -> Meanings:
    """With other forms of its words, where the list does not say what these mean."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for word, others in meanings.items():
        for form in forms_of(word):
            found[form].update(dict.fromkeys((word, *others)))
    return {form: tuple(others) for form, others in found.items()} | meanings


def read(path: Path) -> Meanings:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        for phrase, others in meanings_in(line):
            found[phrase].update(dict.fromkeys(others))
    return {phrase: tuple(others) for phrase, others in found.items()}


def meanings_in(line: str) -> Iterator[tuple[str, list[str]]]:
    """``a = b -> c``: a and b say the same, and both are c."""
    said, _, are = line.partition("#")[0].partition("->")
    same = [joined(phrase) for phrase in said.split("=") if phrase.strip()]
    what = [joined(phrase) for phrase in are.split(",") if phrase.strip()]
    for phrase in same:
        yield phrase, [other for other in (*same, *what) if other != phrase]
