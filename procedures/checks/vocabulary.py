"""The lists of ``words/``, by language."""

import re
from collections.abc import Mapping
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
        return tuple(written) if isinstance(written, dict) else phrase_list(written) if isinstance(written, str) else ()

    def pairs(self, name: str) -> Mapping[str, str]:
        """A list that says of each phrase what to write instead."""
        written = self.lists.get(name, {})
        return written if isinstance(written, dict) else {}

    def any_of(self, name: str) -> re.Pattern[str]:
        """A pattern of the phrases of a list, as whole words."""
        return self.patterns.get(name, NOTHING)

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        return {name: any_phrase(phrases) for name in self.lists if (phrases := self.phrases(name))}

    def words(self, name: str) -> frozenset[str]:
        return frozenset(self.phrases(name))

    @cached_property
    def treatments(self) -> Names:
        return Names((name, None) for name in self.phrases("treatments"))

    @property
    def confusable(self) -> list[tuple[str, str]]:
        return [(left, right) for left, right in self.lists.get("confusable", [])]


@cache
def vocabulary_of(language: str) -> Vocabulary:
    """``language`` is an ISO 639 code."""
    path = FOLDER / f"{language}.yaml"
    return Vocabulary(yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {})
