"""``Name: text`` items: kinds of a treatment with what each is, or facts with their values."""

import re
from collections.abc import Iterable

from procedures.importing.pieces import Items, Paragraph, Piece
from procedures.importing.places import Named, Text
from procedures.language.words import count_words

_SEPARATOR = re.compile(r"\s?:\s+|\s--\s|\s—\s|\s–\s")
_SENTENCE = re.compile(r"\.\s+(?=[A-Z])")
_LONGEST_TERM = 6
_LONGEST_TERM_CHARACTERS = 60
_FEWEST = 2


def define(text: Text) -> Named | None:
    """``text`` as name and meaning, apart at a colon or a dash; None if it is not of that form."""
    return _split(text, _SEPARATOR)


def define_items(items: Items) -> tuple[Named, ...]:
    """The items as definitions when every one is of that form ("Name. Text" too); else empty."""
    for separator in (_SEPARATOR, _SENTENCE):
        found = [definition for item in items.items if (definition := _split(item, separator))]
        if len(found) == len(items.items) >= _FEWEST:
            return tuple(found)
    return ()


def count_definitions(pieces: Iterable[Piece]) -> int:
    """How many paragraphs in a row, from the first, are definitions; 0 unless there are two."""
    count = 0
    for piece in pieces:
        if not isinstance(piece, Paragraph) or define(piece.text) is None:
            break
        count += 1
    return count if count >= _FEWEST else 0


def _split(text: Text, separator: re.Pattern[str]) -> Named | None:
    match = separator.search(text.text[: _LONGEST_TERM_CHARACTERS + 4])
    if match is None:
        return None
    term, meaning = text.text[: match.start()].strip(), text.text[match.end() :].strip()
    if not meaning or not _is_term(term):
        return None
    return Named(Text(term, text.span), Text(meaning, text.span))


def _is_term(term: str) -> bool:
    starts_well = term[:1].isupper() or term[:1].isdigit()
    return starts_well and 0 < count_words(term) <= _LONGEST_TERM and not term.endswith((",", "?", "!"))
