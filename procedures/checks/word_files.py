"""Lists of single words in ``words/``, one file for each language."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("words")


@cache
def word_file(name: str, language: str) -> frozenset[str]:
    """Folded words; empty for a language that has no such file."""
    path = FOLDER / f"{name}.{language}.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
