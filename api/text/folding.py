"""Words as search compares them: folded, the same way in documents and in queries."""

import re
import unicodedata

LANGUAGES = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
"""PostgreSQL's own text search configurations, by language."""

MOST_WORDS = 12
"""Of a query, so many count: nobody who looks for something has more to say, and each costs a look at all words."""

# NFKD takes accents off letters, but knows these only as letters of their own.
LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
WORD = re.compile(r"[^\W\d_]+|\d+")
# Won't is no form of won: such words are read as they are said in full.
NEGATED = re.compile(r"(?<=\w)n['’ʼ]t\b")
IRREGULAR = re.compile(r"\b(wo|ca|sha) not\b")
IN_FULL = {"wo": "will not", "ca": "can not", "sha": "shall not"}
# What an apostrophe leaves behind: Parkinson's, I've.
ENDING = re.compile(r"(?<=\w)['’ʼ](?:s|t|m|d|re|ve|ll)\b")
# Spanish stems -ciones and -ción alike, but not -cion, which is how folding leaves it and how people type it.
SPANISH_ION = re.compile(r"(?<=[cgstx])ion\b")


def configuration(locale: str) -> str:
    """PostgreSQL's text search configuration for a language; ``simple``, which knows no endings, where it has none."""
    return LANGUAGES.get(locale.partition("-")[0], "simple")


def dictionary(locale: str) -> str:
    """The dictionary of the configuration that takes endings off words."""
    name = configuration(locale)
    return name if name == "simple" else f"{name}_stem"


def fold(text: str) -> str:
    """Without case and accents; for comparing, never for showing."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(LETTERS)
    for mark in filter(unicodedata.combining, set(decomposed)):
        decomposed = decomposed.replace(mark, "")
    return decomposed


def words_of(text: str) -> list[str]:
    """The words of a text, folded. Letters and digits make words of their own: ``L5`` is ``l`` and ``5``."""
    folded = fold(text)
    in_full = NEGATED.sub(" not", folded)
    if in_full != folded:
        in_full = IRREGULAR.sub(lambda said: IN_FULL[said[1]], in_full)
    return WORD.findall(ENDING.sub("", in_full))


def joined(text: str) -> str:
    """The words of a text with single spaces: how names and phrases are compared whole."""
    return " ".join(words_of(text))


def spelled(words: str, *, locale: str) -> str:
    """Folded words as the language's dictionary wants them."""
    return SPANISH_ION.sub("ión", words) if locale.startswith("es") else words
