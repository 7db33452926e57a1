"""The lists of ``words/``, by language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from procedures.checks.site import Names
from procedures.language.patterns import any_phrase
from procedures.language.words import phrase_list

FOLDER = Path(__file__).with_name("words")
NOTHING = re.compile(r"(?!)")
"""Matches nothing: for a list that a language does not have."""


@dataclass(frozen=True)
class Vocabulary:
    """The lists of a language; what it does not have is empty."""

    lists: Mapping[str, Any]

    def phrases(self, name: str) -> tuple[str, ...]:
        written = self.lists.get(name, "")
        return phrase_list(written) if isinstance(written, str) else tuple(self.pairs(name))

    def pairs(self, name: str) -> Mapping[str, str]:
        """A list that says of each phrase what to write instead. Forms of one may stand together: "use, uses"."""
        return self._paired.get(name, {})

    @cached_property
    def _paired(self) -> dict[str, dict[str, str]]:
        lists = {name: written for name, written in self.lists.items() if isinstance(written, dict)}
        return {
            name: dict(pair for line in written.items() for pair in _forms(*line)) for name, written in lists.items()
        }

    def any_of(self, name: str) -> re.Pattern[str]:
        """A pattern of the phrases of a list, as whole words."""
        return self.patterns.get(name, NOTHING)

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        return {name: any_phrase(phrases) for name in self.lists if (phrases := self.phrases(name))}

    def words(self, name: str) -> frozenset[str]:
        return self._sets.setdefault(name, frozenset(self.phrases(name)))

    def find(self, name: str, text: str) -> Iterator[re.Match[str]]:
        """The phrases of a list in a text, as ``any_of``: for lists too long for a pattern."""
        if name not in self._found:
            self._found[name] = Phrases(self.phrases(name))
        return self._found[name].find(text)

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _found(self) -> "dict[str, Phrases]":
        return {}

    @cached_property
    def treatments(self) -> Names:
        return Names((name, None) for name in self.phrases("treatments"))

    @property
    def confusable(self) -> list[tuple[str, str]]:
        return [(left, right) for left, right in self.lists.get("confusable", [])]


class Phrases:
    """Finds phrases as whole words, the longest at each place, however many there are."""

    def __init__(self, phrases: Iterable[str]) -> None:
        by_first: dict[str, list[str]] = {}
        for phrase in phrases:
            by_first.setdefault(phrase.split()[0], []).append(phrase)
        self.patterns = {first: any_phrase(listed) for first, listed in by_first.items()}

    def find(self, text: str) -> Iterator[re.Match[str]]:
        end = 0
        for word in _WORD.finditer(text):
            pattern = self.patterns.get(word.group().casefold()) if word.start() >= end else None
            if pattern is not None and (match := pattern.match(text, word.start())):
                end = match.end()
                yield match


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _forms(phrases: str, instead: str) -> Iterator[tuple[str, str]]:
    return zip(phrases.split(", "), instead.split(", "), strict=True)


@cache
def vocabulary_of(language: str) -> Vocabulary:
    """``language`` is an ISO 639 code."""
    path = FOLDER / f"{language}.yaml"
    return Vocabulary(yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {})
