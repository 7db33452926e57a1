"""What checks are told of the site around a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from api.text.folding import fold
from procedures.language.phones import DEFAULT_REGION
from procedures.language.words import words_in


@dataclass(frozen=True, kw_only=True)
class Treatment:
    """A treatment of the site. ``names``: its title and its other names, in one language."""

    id: UUID
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Site:
    """In one language."""

    treatments: tuple[Treatment, ...] = ()
    phone_region: str = DEFAULT_REGION
    """Country (ISO 3166-1 alpha-2) of phones without a country code, and of emergency numbers."""
    organisation: tuple[str, ...] = ()
    """Names of the hospital, its places and people; empty where they are not known."""
    today: date | None = None
    """None: whether a date is past is not asked."""
    reading_grade: float = 8.0
    """Years of school for which the hospital writes; what is written on health literacy asks for six to eight."""

    @cached_property
    def initials(self) -> frozenset[str]:
        """Short forms that the hospital's names may have."""
        return frozenset("".join(word[0] for word in words_in(name)).upper() for name in self.organisation)

    @cached_property
    def names(self) -> "Names":
        return Names((name, treatment.id) for treatment in self.treatments for name in treatment.names)


@dataclass(frozen=True)
class NameFound:
    """``name`` as it is listed, and whose it is; ``start`` counts words of the text."""

    name: str
    id: UUID | None
    start: int


class Names:
    """Names found in text by their words, however many names there are: the longest at each place, plurals too.

    With their accents or without.
    """

    def __init__(self, names: Iterable[tuple[str, UUID | None]]) -> None:
        self.by_first: dict[str, list[tuple[list[str], NameFound]]] = {}
        for name, owner in names:
            if words := words_in(fold(name)):
                self.by_first.setdefault(words[0], []).append((words, NameFound(name, owner, 0)))
        for listed in self.by_first.values():
            listed.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> Iterator[NameFound]:
        words, place = words_in(fold(text)), 0
        while place < len(words):
            found = next((each for each in self._listed(words[place]) if _stands_at(each[0], words, place)), None)
            if found is None:
                place += 1
                continue
            yield NameFound(found[1].name, found[1].id, place)
            place += len(found[0])

    def _listed(self, word: str) -> list[tuple[list[str], NameFound]]:
        return self.by_first.get(word) or self.by_first.get(word.removesuffix("s"), [])


def _stands_at(name: list[str], words: list[str], place: int) -> bool:
    written = words[place : place + len(name)]
    return written == name or written == [*name[:-1], f"{name[-1]}s"]
