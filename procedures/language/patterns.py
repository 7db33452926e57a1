"""Patterns made of lists, so that long alternatives stay readable."""

import re
from collections.abc import Iterable


def any_of(alternatives: str, *, ignore_case: bool = True) -> re.Pattern[str]:
    """A pattern of alternatives written one on each line."""
    lines = (line.strip() for line in alternatives.strip().splitlines())
    return re.compile("|".join(lines), re.IGNORECASE if ignore_case else 0)


def any_phrase(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the phrases as whole words in upper or lower case, the longest first."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
