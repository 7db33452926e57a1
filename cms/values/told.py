"""Sentences in the language of whoever reads them: now, or from the database on another day.

They are marked and put together as others are. What is kept of one is no language's: its English with names in braces,
and what stands for each name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self, TypedDict

from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise


class KeptSentence(TypedDict, total=False):
    """``several`` and ``number`` where it has a form for more than one. Of a day ``day`` alone: 2026-05-01."""

    say: str
    several: str
    number: int
    given: Mapping[str, "Kept"]
    day: str


Kept = str | int | float | KeptSentence
"""JSON. Words that are no sentence of the program, such as a page's own, are kept as they are."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """English, with names in braces."""

    one: str
    several: str = ""
    number: int = 1

    @property
    def english(self) -> str:
        return self.several if self.several and self.number != 1 else self.one

    def translated(self) -> str:
        if self.several:
            return translation.ngettext(self.one, self.several, self.number)
        return translation.gettext(self.one) if self.one else ""


class Told(str):
    """Words in the reader's language that know how they were put together."""

    __slots__ = ("pattern", "values")
    pattern: Pattern
    values: Mapping[str, object]

    @classmethod
    def of(cls, pattern: Pattern, /, **values: object) -> Self:
        words = pattern.translated()
        told = cls(words.format(**values) if values else words)
        told.pattern, told.values = pattern, values
        return told

    def format(self, *nameless: object, **values: object) -> "Told":
        """``nameless`` are none: other languages put them in another order."""
        given = {name: of_lazy(value) if isinstance(value, Promise) else value for name, value in values.items()}
        told = Told(super().format(*nameless, **given))
        told.pattern, told.values = self.pattern, given
        return told

    @property
    def english(self) -> str:
        values = {name: in_english(value) for name, value in self.values.items()}
        return self.pattern.english.format(**values) if values else self.pattern.english

    def as_json(self) -> KeptSentence:
        kept = KeptSentence(say=self.pattern.one)
        if self.pattern.several:
            kept |= KeptSentence(several=self.pattern.several, number=self.pattern.number)
        return kept | KeptSentence(given={name: keep(value) for name, value in self.values.items()})


class ToldDay(Told):
    """As the reader's language writes it."""

    __slots__ = ("day",)
    day: date

    @classmethod
    def on(cls, day: date) -> Self:
        told = cls(date_format(day))
        told.day = day
        return told

    @property
    def english(self) -> str:
        with translation.override("en"):
            return date_format(self.day)

    def as_json(self) -> KeptSentence:
        return KeptSentence(day=self.day.isoformat())


def gettext(message: str) -> Told:
    return Told.of(Pattern(message))


def ngettext(one: str, more: str, number: int) -> Told:
    return Told.of(Pattern(one, more, number))


def of_lazy(words: Promise) -> Told:
    """Of what ``gettext_lazy`` makes. What ``format_lazy`` made is kept as it is in English: it hides its parts."""
    with translation.override("en"):
        pattern = Pattern(str(words))
    told = Told(str(words))
    told.pattern, told.values = pattern, {}
    return told


def told(words: str | Promise) -> str:
    """What is marked to be translated is told in any language; other words are as they are."""
    return of_lazy(words) if isinstance(words, Promise) else words


def quoted(words: str) -> Told:
    return gettext("“{words}”").format(words=words)


def listed(parts: Sequence[str]) -> str:
    """``a, b and c``."""
    *first, last = parts
    if not first:
        return last
    return gettext("{first} and {last}").format(first=joined(first, between=", "), last=last)


def joined(parts: Sequence[str], *, between: str = " ") -> Told:
    """One after the other, each in the reader's language."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Told.of(Pattern(between.join(f"{{{name}}}" for name in values)), **values)


def in_english(value: object) -> object:
    return value.english if isinstance(value, Told) else value


def keep(value: object) -> Kept:
    if isinstance(value, Told):
        return value.as_json()
    return value if isinstance(value, int | float) else str(value)


def in_all_languages(message: str, *, english: str) -> dict[str, object]:
    """Two columns of a row: ``english`` is the name of one, ``words`` that of how it is put together."""
    return {english: str(in_english(message)), "words": keep(message)}


def told_from(words: Kept | None, *, otherwise: str) -> str:
    """From these two. ``words`` is None of what an earlier release kept."""
    return otherwise if words is None else str(tell(words))


def tell(kept: Kept) -> str | int | float:
    """In the language that is active."""
    if not isinstance(kept, dict):
        return kept
    if "day" in kept:
        return ToldDay.on(date.fromisoformat(kept["day"]))
    pattern = Pattern(kept["say"], kept.get("several", ""), kept.get("number", 1))
    return Told.of(pattern, **{name: tell(value) for name, value in kept.get("given", {}).items()})
