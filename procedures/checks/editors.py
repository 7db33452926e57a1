"""Findings in the language of the editor who reads them: the one door from checks to the translations.

Whoever runs checks for nobody, a command or the worker, gets English.
"""

from collections.abc import Iterable
from typing import Self

from django.utils import translation
from django.utils.translation import gettext_noop

__all__ = ["Told", "_", "gettext_noop", "listed", "ngettext"]


class Told(str):
    """Words in the editor's language that know what they are in English.

    What was waived is found again by its words, and the next editor may read another language.
    """

    __slots__ = ("english",)
    english: str

    def __new__(cls, words: str, english: str = "") -> Self:
        told = super().__new__(cls, words)
        told.english = english or words
        return told

    def format(self, *values: object, **named: object) -> "Told":
        english = {name: in_english(value) for name, value in named.items()}
        return Told(super().format(*values, **named), self.english.format(*map(in_english, values), **english))


def in_english(value: object) -> object:
    return value.english if isinstance(value, Told) else value


def _(message: str) -> Told:
    return Told(translation.gettext(message), message)


def ngettext(one: str, more: str, number: int) -> Told:
    return Told(translation.ngettext(one, more, number), one if number == 1 else more)


def listed(parts: Iterable[Told]) -> Told:
    """``a, b and c``."""
    *first, last = parts
    if not first:
        return last
    commas = Told(", ".join(first), ", ".join(part.english for part in first))
    return _("{first} and {last}").format(first=commas, last=last)
