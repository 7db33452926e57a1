"""What a word is to the importer, and the small words of English and Spanish it leans on."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")
_INVISIBLE = "\u200b\u2060\ufeff"


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(words.split())


def phrase_list(phrases: str) -> tuple[str, ...]:
    """The phrases of a list that is written as one text, with commas between."""
    return tuple(" ".join(phrase.split()) for phrase in phrases.split(",") if phrase.strip())


FUNCTION_WORDS = word_set(
    """
    a an the of and or nor for to in on at by with from into onto over under between during after before through
    about as that which who whose whom than if when while because your our their its his her my this these those
    is are was were be been being has have had will would can could may might must should do does did not no very
    up per via due using including such
    el la los las un una de del y o u para por con en su sus al que es son se como
    """
)
"""Words that no heading, item or sentence ends with: a line that does goes on in the next one."""

ABBREVIATIONS = (
    "dr.",
    "mr.",
    "mrs.",
    "ms.",
    "st.",
    "e.g.",
    "i.e.",
    "vs.",
    "approx.",
    "fig.",
    "sra.",
    "dra.",
    "ext.",
    "tel.",
    "opt.",
)


def clean_text(text: str) -> str:
    """``text`` on one line: controls, tabs and non-breaking spaces become single spaces. Changes no word."""
    return " ".join(text.translate(_CONTROLS).split()).strip(_INVISIBLE + " ")


def words_in(text: str) -> list[str]:
    """The words of ``text`` in order, case-folded: runs of letters and digits."""
    return _WORD.findall(text.casefold())


def count_words(text: str) -> int:
    """Words as a reader counts them: groups between spaces that hold a letter or digit."""
    return sum(1 for group in text.split() if any(map(str.isalnum, group)))


def last_word(text: str) -> str:
    """The last space-separated word, case-folded, without the punctuation around it."""
    group = text.rsplit(maxsplit=1)[-1] if text.strip() else ""
    return group.casefold().strip(".,;:!?()[]\"'“”‘’")


def ends_in_abbreviation(text: str) -> bool:
    """Whether the last word is one of ``ABBREVIATIONS``: "see fig.", but not "pain in the chest."."""
    group = text.rsplit(maxsplit=1)[-1] if text.strip() else ""
    return group.casefold().lstrip("([\"'“‘") in ABBREVIATIONS


def ends_sentence(text: str) -> bool:
    """Whether ``text`` closes with sentence punctuation that is not an abbreviation's stop."""
    bare = text.rstrip("\"'”’)]» ")
    return bare.endswith((".", "?", "!", "…")) and not ends_in_abbreviation(bare)


def starts_lower(text: str) -> bool:
    """Whether the first letter or digit is a lower-case letter."""
    first = next((character for character in text if character.isalnum()), "")
    return first.islower()


def is_capitals(text: str) -> bool:
    """Whether ``text`` is a label in capitals, as in a panel of facts."""
    return text.isupper() and len(text) <= 80 and count_words(text) <= 6 and sum(map(str.isalpha, text)) >= 4


def similarity(left: Iterable[str], right: Iterable[str]) -> float:
    """Shared words over all words (Jaccard index), 0 to 1."""
    first, second = set(left), set(right)
    return len(first & second) / len(first | second) if first | second else 0.0


def is_question(text: str) -> bool:
    """Whether ``text`` is one question and nothing else."""
    body = text.rstrip("\"'”’) ")
    return body.endswith("?") and not any(stop in body[:-1] for stop in ("? ", ". ", "! "))


def list_in_words(items: Iterable[str], *, most: int = 12) -> str:
    """``a, b, c`` with an ellipsis after ``most``."""
    found = list(dict.fromkeys(items))
    return ", ".join(found[:most]) + (" …" if len(found) > most else "")


def shortened(text: str, *, most: int = 90) -> str:
    """The beginning of a text that is longer than ``most`` characters."""
    return text if len(text) <= most else f"{text[: most - 3]} …"


def shortened_end(text: str, *, most: int = 80) -> str:
    """The end of a text that is longer than ``most`` characters."""
    return text if len(text) <= most else f"… {text[3 - most :]}"
