"""Sentences of prose."""

import re
from collections.abc import Iterator

from procedures.language.words import ends_in_abbreviation

_BREAK = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[¿¡]?[A-Z0-9ÁÉÍÓÚÑ¿¡])")


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
