"""Words as a clinical review compares them: what changes nothing for a patient is gone, or is no change."""

import re
import unicodedata
from collections.abc import Sequence
from html import unescape

from api.search.spelling import is_word, language_of, one_edit_away
from api.text.folding import fold

# Tags that part words; all others stand inside of them.
_PARTING = re.compile(r"</?(?:p|li|ul|ol|br|hr|h[1-6]|blockquote|div|t[rdh])\b[^>]*>", re.IGNORECASE)
# Ten to the sixth is not a hundred and six.
_RAISED = re.compile(r"<(su[pb])\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_DASHES = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "\u00ad": "", "’": "'"})
_RANGE = re.compile(r"(?<=\d)\s*-\s*(?=\d)")
# A number with its signs and separators, or a word with its apostrophes, or a sign that says how much.
_TOKEN = re.compile(
    r"(?:(?<!\w)[-+])?\d+(?:[.,:/-]\d+)*"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"
    r"|[%‰°µ<>≤≥±=×^$€£]"
)
_LETTERS = re.compile(r"[^\W\d_]+")
SHORTEST_MENDED = 5
"""Letters: units, negations, sides and the like are shorter, or are words; neither is ever taken for a slip."""


def tokens(text: str) -> list[str]:
    """Without case, white space, punctuation and bold type. Numbers keep their signs, commas and points."""
    bare = _RAISED.sub(lambda tag: " ^ " if tag[1].lower() == "sup" else "", _PARTING.sub(" ", text))
    plain = unicodedata.normalize("NFC", unescape(_TAG.sub("", bare))).translate(_DASHES).casefold()
    return _TOKEN.findall(_RANGE.sub("-", plain))


def says_the_same(before: Sequence[str], now: Sequence[str], *, locale: str) -> bool:
    """Two runs of tokens that differ in nothing, or only in slips that somebody has mended."""
    if before == now:
        return True
    return len(before) == len(now) and all(
        was == each or is_mended(was, each, locale=locale) for was, each in zip(before, now, strict=True)
    )


def is_mended(was: str, now: str, *, locale: str) -> bool:
    """A long word that was none, and is one by a single slip less; or one that got its accents.

    Nothing else: from one word to another ("hypertension", "hypotension") is never a slip, and neither is a number.
    """
    if min(len(was), len(now)) < SHORTEST_MENDED or not (_LETTERS.fullmatch(was) and _LETTERS.fullmatch(now)):
        return False
    folded, right, language = fold(was), fold(now), language_of(locale)
    if folded == right:
        return without_tildes(was) == without_tildes(now)
    is_slip = folded[0] == right[0] and right in one_edit_away(folded)
    return is_slip and not is_word(folded, language) and is_word(right, language)


def without_tildes(word: str) -> str:
    """Año and ano are two words; every other accent is a matter of spelling."""
    return "".join("ñ" if letter == "ñ" else fold(letter) for letter in word)
