"""Where the words that were searched for stand in a result, as safe HTML."""

from collections.abc import Collection, Sequence
from html import escape

from api.search.entries import FIELD, LINE
from api.search.excerpts import Excerpt
from api.text.folding import WORD, fold, words_of

LONGEST = 240
"""Characters of text that are shown around a match."""
LEAD = 60
"""Of them, at most so many before the first match."""
SAID_BY_TITLE = 0.4
"""What a word counts in an excerpt when the title has it, too."""
LOOKED_AT = 8
"""How often a word is looked for in one document."""

Forms = Collection[str]
"""Folded words, for example those that say one thing that was asked for."""


def best_excerpt(excerpts: str, words: str, asked: Sequence[Forms], *, title: str) -> Excerpt:
    """The first of those that hold most of what was asked for, above all of what the title does not say already."""
    lines = excerpts.split(LINE)
    named = set(words_of(title))
    held: dict[int, float] = {}
    for forms in asked:
        gain = SAID_BY_TITLE if named.intersection(forms) else 1
        for line in {line for form in forms for line in lines_with(form, words)}:
            held[line] = held.get(line, 0) + gain
    best = max(held, key=lambda line: (held[line], -line), default=0)
    return Excerpt(*lines[best].split(FIELD, 3))


def summary_of(excerpts: str) -> str:
    return Excerpt(*excerpts.partition(LINE)[0].split(FIELD, 3)).text


def lines_with(form: str, words: str) -> list[int]:
    """Numbers of the lines that have the word."""
    found, position, needle = [], -1, f" {form} "
    for _ in range(LOOKED_AT):
        position = words.find(needle, position + 1)
        if position < 0:
            break
        found.append(words.count(LINE, 0, position))
    return found


def mark(text: str, said: Forms) -> str:
    """The text as HTML: everything escaped, and the words in ``<mark>``. No other element, no attributes."""
    parts, end = [], 0
    for token in WORD.finditer(text):
        if fold(token[0]) in said:
            parts += [escape(text[end : token.start()]), f"<mark>{escape(token[0])}</mark>"]
            end = token.end()
    return "".join([*parts, escape(text[end:])])


def extract(text: str, said: Forms) -> str:
    """What stands around the first match, from one space to another."""
    if len(text) <= LONGEST:
        return text
    matches = (token.start() for token in WORD.finditer(text) if fold(token[0]) in said)
    first = next(matches, 0)
    start = 0 if first <= LEAD else text.find(" ", first - LEAD) + 1
    end = len(text) if start + LONGEST >= len(text) else text.rfind(" ", start, start + LONGEST)
    end = end if end > first else start + LONGEST
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
