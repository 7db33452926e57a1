"""Misspelt and joined words, and apostrophes that were lost."""

import re
from collections.abc import Container, Iterator

from api.search.medical_parts import is_built_of_medical_parts
from api.search.spelling import is_word, one_edit_away, rivals, swaps
from api.text.folding import fold
from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.findings import Mending
from procedures.checks.page import Page
from procedures.checks.rules.spelling.unknown import Unknown, folded_word, is_known, known_to_site, unknown_words
from procedures.checks.word_files import word_file
from procedures.language.words import FUNCTION_WORDS, list_in_words

_SPOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST_MEANT = 5
_SHORTEST_RIVAL = 7
_TWO_EDITS = 9
_ENDING = 2
"""Letters at the end in which two forms of one word may differ."""
_JOINED_ENDS = [
    "the",
    "and",
    "that",
    "this",
    "which",
    "with",
    "such",
    "also",
    "your",
    "you",
    "are",
    "can",
    "may",
    "will",
    "from",
    "for",
    "was",
    "has",
    "have",
    "called",
    "including",
    "usually",
    "often",
    "most",
    "sometimes",
    "especially",
    "particularly",
    "not",
    "when",
    "where",
    "if",
    "who",
    "they",
    "is",
    "in",
    "an",
    "as",
    "or",
    "by",
    "to",
    "of",
    "on",
    "at",
    "be",
    "it",
    "a",
]
_JOINED_STARTS = [
    "the",
    "your",
    "and",
    "for",
    "with",
    "have",
    "from",
    "this",
    "that",
    "when",
    "you",
    "can",
    "will",
    "must",
    "our",
    "are",
    "not",
    "all",
    "two",
    "six",
    "ten",
    "of",
    "in",
    "to",
    "is",
    "a",
]
_JOINED_SPANISH = [
    "que",
    "para",
    "con",
    "los",
    "las",
    "una",
    "del",
    "por",
    "como",
    "este",
    "esta",
    "sus",
    "son",
    "el",
    "la",
    "de",
    "en",
    "un",
    "se",
    "su",
    "y",
    "a",
]
_SPANISH_ENDINGS = frozenset("aeioudlnrsxyz")
"""No Spanish word ends in another letter: "prostática" has no word before its "a"."""
_SHORTEST_PART = {1: 6, 2: 5}
"""Letters of the other part, by those of the small word; else four."""
_SHORTEST_COMMON = 4
_APOSTROPHES = re.compile(
    r"(?<![\w'’-])(?P<word>(?:do|does|did|is|are|was|were|wo|ca|could|should|would|have|has|had)nt|youll|youre|youve|youd|theyre|theyll|theyve|weve|thats|whats|itll)"
    r"(?![\w'’-])",
    re.IGNORECASE,
)
WHY = gettext_noop("Readers stumble, screen readers say nonsense, and trust is lost.")


@check("misspelt", severity="warning", why=WHY)
def misspelt(page: Page) -> Iterator[Found]:
    """Only what is close to a word that is meant: medicine makes words faster than lists."""
    candidates = page.once(_said)
    for unknown in unknown_words(page):
        if _APOSTROPHES.fullmatch(unknown.word) or _parts(unknown, page, candidates):
            continue
        if meant := _meant(unknown, page, candidates):
            yield Found(
                message=_("“{word}” is no word. “{meant}” may be meant.").format(word=unknown.word, meant=meant),
                remedy=_("Correct it, or keep it if it is right."),
                at=unknown.text.place,
            )


_LOST_ACCENT = re.compile(r"(?<![\w./@-])[a-záéíóúñ]{2,}(?:c|s|x)ion(?![\w./@-])", re.IGNORECASE)


@check("lost-accent", severity="warning", why=WHY, languages=("es",))
def lost_accent(page: Page) -> Iterator[Found]:
    """No Spanish word ends in "-cion"."""
    for text in page.headings_and_body:
        for match in _LOST_ACCENT.finditer(text.text):
            right = f"{match.group()[:-2]}{'Ó' if match.group().isupper() else 'ó'}{match.group()[-1]}"
            yield Found(
                message=_("“{words}” should be “{right}”.").format(words=match.group(), right=right),
                remedy=_("Correct it."),
                at=text.place,
                mending=Mending(old=match.group(), new=right),
            )


@check("joined-words", severity="warning", why=WHY)
def joined_words(page: Page) -> Iterator[Found]:
    candidates = page.once(_said)
    for unknown in unknown_words(page):
        if parts := _parts(unknown, page, candidates):
            yield Found(
                message=_("“{word}” is two words: “{parts}”.").format(word=unknown.word, parts=parts),
                remedy=_("Part them."),
                at=unknown.text.place,
                mending=Mending(old=unknown.word, new=parts),
            )
    for text in page.body:
        match = _CAMEL.search(text.text)
        if match is not None and all(is_word(part.casefold(), page.language) for part in match.groups() if part):
            yield Found(
                message=_("“{words}” is two words.").format(words=match.group()), remedy=_("Part them."), at=text.place
            )


_CAMEL = re.compile(
    r"(?<![\w@./-])(?:([a-z]{3,})([A-Z][a-z]+)"
    r"|([A-Z][a-z]{2,})(A|All|An|Any|For|If|In|It|Most|Some|The|There|This|We|When|You|Your))(?![\w@./-])"
)
"""A name may begin its parts with capitals, but no part of it is "The"."""


@check("lost-apostrophe", severity="hint", why=WHY, languages=("en",))
def lost_apostrophe(page: Page) -> Iterator[Found]:
    found = [(match.group(), text) for text in page.body for match in _APOSTROPHES.finditer(text.text)]
    if found:
        words = list_in_words(word for word, _ in found)
        yield Found(
            message=_("Apostrophes were lost in: {words}.").format(words=words),
            remedy=_("Write them again."),
            at=found[0][1].place,
        )


def _said(page: Page) -> frozenset[str]:
    """Words of the page and of the site's names, folded."""
    words = (folded_word(word) for text in page.headings_and_body for word in _SPOKEN.findall(text.text))
    return frozenset(word for word in words if is_known(word, page.language)) | known_to_site(page)


def _parts(unknown: Unknown, page: Page, said: frozenset[str]) -> str:
    small = _JOINED_SPANISH if page.language == "es" else _JOINED_ENDS
    for end in small:
        stem = unknown.folded.removesuffix(end)
        may_end = page.language != "es" or stem[-1:] in _SPANISH_ENDINGS
        if stem != unknown.folded and may_end and _is_other_part(stem, end, page, said):
            return f"{unknown.word[: len(stem)]} {unknown.word[len(stem) :]}"
    for start in _JOINED_SPANISH if page.language == "es" else _JOINED_STARTS:
        rest = unknown.folded.removeprefix(start)
        if rest != unknown.folded and _is_other_part(rest, start, page, said):
            return f"{unknown.word[: len(start)]} {unknown.word[len(start) :]}"
    return _two_common(unknown, page, said)


def _two_common(unknown: Unknown, page: Page, said: frozenset[str]) -> str:
    """Two words of the page, or that everybody says: "dropsfour", "ofthe"."""
    common, word = word_file("likely", page.language), unknown.folded
    small = next((place for place in range(2, len(word) - 1) if {word[:place], word[place:]} <= FUNCTION_WORDS), 0)
    if small:
        return f"{unknown.word[:small]} {unknown.word[small:]}"
    for place in range(_SHORTEST_COMMON, len(word) - _SHORTEST_COMMON + 1):
        first, second = word[:place], word[place:]
        if (first in said and second in common) or (first in common and second in said):
            return f"{unknown.word[:place]} {unknown.word[place:]}"
    return ""


def _is_other_part(part: str, small: str, page: Page, said: frozenset[str]) -> bool:
    """Known; if it is short, from this page."""
    if len(part) < 3 or (part in FUNCTION_WORDS and len(small) < 3):
        return False
    if small == "a" and part in word_file("likely", page.language):
        return True
    return part in said or (len(part) >= _SHORTEST_PART.get(len(small), 4) and is_word(part, page.language))


def _meant(unknown: Unknown, page: Page, said: frozenset[str]) -> str:
    word = unknown.folded
    near = _closest(word, said)
    if near or len(word) < _SHORTEST_RIVAL:
        is_whole = len(word) >= _SHORTEST_MEANT and word == fold(unknown.word)  # no part of "hasn't"
        return near or (_swapped(word, word_file("likely", page.language)) if is_whole else "")
    return _first_slip(word, word_file("likely", page.language)) or _medical(word, page.language)


def _medical(word: str, language: str) -> str:
    """Cystoscopy, which no list of common words has."""
    listed = (each for each in rivals(word, language) if is_built_of_medical_parts(each, language))
    return next((each for each in listed if _is_slip(word, each)), "")


def _swapped(word: str, words: Container[str]) -> str:
    """Of a short word, nothing but letters that changed places: "thier"."""
    return next((each for each in swaps(word) if each in words and _is_slip(word, each)), "")


def _first_slip(word: str, words: Container[str]) -> str:
    """Letters that changed places are the commonest slip, letters left out or doubled the next."""
    near = [each for each in dict.fromkeys((*swaps(word), *one_edit_away(word))) if each in words]
    return next((each for each in sorted(near, key=lambda each: len(each) == len(word)) if _is_slip(word, each)), "")


def _closest(word: str, said: frozenset[str]) -> str:
    if len(word) < _SHORTEST_MEANT:
        return ""
    if found := _first_slip(word, said):
        return found
    if len(word) < _TWO_EDITS:
        return ""
    alike = (each for each in said if _may_be_meant(word, each))
    return next((each for each in sorted(alike) if _is_slip(word, each) and _is_two_edits_away(word, each)), "")


def _may_be_meant(word: str, other: str) -> bool:
    """The two begin and end alike."""
    is_like = word[0] == other[0] and word[-_ENDING:] == other[-_ENDING:]
    return is_like and abs(len(other) - len(word)) <= 2 and len(other) >= _TWO_EDITS


def _is_slip(written: str, meant: str) -> bool:
    """Not two forms of one word, which end differently, nor another word that rhymes."""
    is_other_form = written[:-_ENDING] == meant[: len(written) - _ENDING] and written[-1] != meant[-1]
    is_slip = not is_other_form or meant in swaps(written)
    return written[:1] == meant[:1] and len(meant) >= _SHORTEST_MEANT - 1 and is_slip


def _is_two_edits_away(left: str, right: str) -> bool:
    """Levenshtein distance of at most two."""
    row = list(range(len(right) + 1))
    for number, letter in enumerate(left, 1):
        above, row = row, [number]
        for place, other in enumerate(right, 1):
            row.append(min(above[place] + 1, row[-1] + 1, above[place - 1] + (letter != other)))
        if min(row) > 2:
            return False
    return row[-1] <= 2
