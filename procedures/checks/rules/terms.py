"""Terms and abbreviations that readers do not know."""

import re
from collections.abc import Iterator

from api.search.spelling import is_word
from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page, Text
from procedures.language.patterns import any_of
from procedures.language.words import FUNCTION_WORDS, list_in_words

UNKNOWN = gettext_noop("Readers stop at words they do not know.")
_GLOSS_AFTER = any_of(
    r"""
    \w*\s?\((?!(?-i:[A-Z]{2,6})\))
    \w*(?: scans?| tests?)?,? (?:which|that) (?:is|are|means)\b
    \w*,\s(?:an?|the|which) \w+
    \w*, or \w
    \w*\s[–—-]\s
    \w*:\s
    \w*\s?/\s?\w+\s\w+
    \w*\s(?:is|are|means)\s(?:an?|the)\b
    """
)
_OR_BEFORE = re.compile(
    r", (?:or|also (?:called|known as)|abbreviated(?: as| to)?|shortened to|short:?) $", re.IGNORECASE
)
_NAMES_IT = re.compile(r"\b(?:called|call (?:it|this|that|them)|known as|referred to as|termed)\b", re.IGNORECASE)
_OPEN_BRACKET = re.compile(r"\w \([^()]{0,20}$")
EMPHASIS = frozenset(
    [
        "ALL",
        "ALWAYS",
        "AND",
        "ANY",
        "BEFORE",
        "AFTER",
        "DO",
        "IF",
        "MUST",
        "NEVER",
        "NO",
        "NOT",
        "ONLY",
        "OR",
        "IMPORTANT",
        "PLEASE",
        "STOP",
        "WARNING",
        "NOTE",
        "ONE",
        "TWO",
        "BUT",
        "CAN",
        "VERY",
        "YES",
        "YOU",
        "YOUR",
    ]
)
"""Words that are shouted, no abbreviations."""
_SHOUTED = re.compile(r"\b[A-Z]{2,}\b(?:[ ,]+\b[A-Z]{2,}\b){2,}")
"""Three words and more: "NO BATHING IN POOLS"."""
_SHORTEST_SHOUTED = 5
_AUTHORS = re.compile(r"\b[A-Z][a-z]+ [A-Z]{1,3}, [A-Z][a-z]+ [A-Z]{1,3}\b")
"""Of a citation, with their initials."""
_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{2,6}s?(?![\w-])")
"""Not a syllable of a pronunciation: kor-DOT-uh-mee."""
_IN_MEDICINE = re.compile(r" [A-Z][a-z]+ \(?\d+ ?(?:mg|mcg|g|ml)\b")
"""After letters that are part of a name: "MS Contin 15 mg"."""
_IN_ADDRESS = re.compile(r",? (?:\d{4,5}\b|[A-Z]\d[A-Z] ?\d[A-Z]\d\b)")
"""A postcode, after the letters of a state: "Brisbane QLD 4000"."""
_AFTER_FIGURE = re.compile(r"\d ?$")
_AT_NAME = re.compile(r"\bat (?:the )?([A-Z]{2,6})\b")
_IN_BRACKETS = re.compile(r"\(([A-Z]{3,6})s?\)")
_SPOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BRACKETS = re.compile(r"\([^)]*\)")
_SOUNDS = "XKQ"
"""Letters that stand for sounds of others."""
_REACH = 12
"""Words before the brackets."""


@check("jargon", severity="hint", why=UNKNOWN, languages=("en",))
def jargon(page: Page) -> Iterator[Found]:
    first: dict[str, Text] = {}
    glossed = {term.casefold() for term in _defined(page)}
    pattern = page.words.any_of("jargon")
    for text in page.body:
        for match in pattern.finditer(text.text):
            term = match.group().casefold()
            if _is_in_name(text.text, match):
                continue
            if _is_glossed(text.text, match):
                glossed.add(term)
            first.setdefault(term, text)
    terms = [term for term in first if term not in glossed and not _is_own(page, term)]
    if terms:
        yield Found(
            message=_("Terms are not explained: {terms}.").format(terms=list_in_words(terms)),
            remedy=_("Explain or replace them."),
            at=first[terms[0]].place,
        )


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    """ "Journal of Palliative Care"."""
    return match.group()[0].isupper() and _NAME_BEFORE.search(text[: match.start()]) is not None


_NAME_BEFORE = re.compile(r"\b[A-Z][a-z]+ (?:of |for |and )?(?:the )?$")


def _defined(page: Page) -> list[str]:
    return [text.text for text in page.body if text.role == "term"]


@check("acronyms", severity="hint", why=UNKNOWN, languages=("en",))
def acronyms(page: Page) -> Iterator[Found]:
    """Abbreviations nowhere written out. A short name after "at" is a place, and another check's."""
    parts = [part for part in page.headings_and_body if not part.text.isupper() and not _AUTHORS.search(part.text)]
    whole = "\n".join(part.text for part in page.headings_and_body)
    known = page.words.words("known_acronyms") | EMPHASIS | set(_AT_NAME.findall(whole)) | set(page.names)
    found: dict[str, Text] = {}
    glossed: set[str] = set()
    for part in parts:
        for match in _ACRONYM.finditer(_SHOUTED.sub(lambda shouted: shouted.group().lower(), part.text)):
            letters = match.group().rstrip("s")
            if _IN_MEDICINE.match(part.text, match.end()) or _is_shouted(letters):
                continue
            if _is_of_address(page, part.text, match) or _is_unit(page, part.text, match):
                continue
            if letters not in known and f"({letters}" not in whole and f"{letters} (" not in whole:
                glossed |= {letters} if _is_glossed(part.text, match) else set()
                found.setdefault(letters, part)
    found = {letters: part for letters, part in found.items() if letters not in glossed}
    if found:
        yield Found(
            message=_("Abbreviations are not written out: {found}.").format(found=list_in_words(found)),
            remedy=_("Write them out at first use."),
            at=next(iter(found.values())).place,
        )


def _is_of_address(page: Page, text: str, match: re.Match[str]) -> bool:
    """A state with its postcode, or behind its street and town where the text ends: CT is a scan elsewhere."""
    if match.group() not in page.words.words("states"):
        return False
    is_last = match.end() == len(text)
    behind_town = is_last and _BEHIND_TOWN.search(text[: match.start()]) is not None
    return behind_town or _IN_ADDRESS.match(text, match.end()) is not None


def _is_unit(page: Page, text: str, match: re.Match[str]) -> bool:
    """Of a figure right before it: "400 IU"."""
    return match.group() in page.words.words("unit_letters") and _AFTER_FIGURE.search(text[: match.start()]) is not None


_BEHIND_TOWN = re.compile(r"\d.*[A-Z][a-z]+, $")


def _is_shouted(letters: str) -> bool:
    return len(letters) >= _SHORTEST_SHOUTED and is_word(letters.lower(), "en")


@check("acronym-letters", severity="warning", why=gettext_noop("Readers who look it up find something else."))
def acronym_letters(page: Page) -> Iterator[Found]:
    """An abbreviation in brackets whose letters are those of the words before it, but for one."""
    for text in page.body:
        for match in _IN_BRACKETS.finditer(text.text):
            before = _BRACKETS.sub(" ", text.text[: match.start()])
            words = _SPOKEN.findall(before)[-_REACH:]
            if misread := _one_letter_off(match[1], words):
                yield Found(
                    message=_("“{match}” does not match “{misread}”.").format(
                        match=match[1], misread=" ".join(misread)
                    ),
                    remedy=_("Correct the letters or the words."),
                    at=text.place,
                )


def _one_letter_off(letters: str, words: list[str]) -> list[str]:
    """The words meant; empty where the letters fit, with or without small words, or stand for something else."""
    telling = [word for word in words if word.casefold() not in FUNCTION_WORDS]
    choices = [each[-len(letters) :] for each in (words, telling)]
    initials = ["".join(word[0] for word in choice).upper() for choice in choices]
    if letters not in initials and _is_plainly_misread(letters, choices[1]):
        return choices[1]
    if (
        letters in initials
        or _may_stand_for(letters, words)
        or _is_mixed(choices[1])
        or not _are_misread(letters, initials[1], choices[1])
    ):
        return []
    return choices[1]


def _is_plainly_misread(letters: str, words: list[str]) -> bool:
    """The initials of as many words in another order, or all of them but one, and of fewer words none."""
    initials = "".join(word[0] for word in words).upper()
    if len(letters) != len(initials) or letters[0] != initials[0] or _is_mixed(words):
        return False
    wrong = [letter for initial, letter in zip(initials, letters, strict=True) if initial != letter]
    is_one_off = len(wrong) == 1 and wrong[0] not in _SOUNDS and not _may_stand_for(letters, words[1:])
    return sorted(letters) == sorted(initials) or is_one_off


def _may_stand_for(letters: str, words: list[str]) -> bool:
    """Whether the letters stand in the words in order, from the first of one on: "monosodium glutamate (MSG)"."""
    for length in range(1, len(letters) + 2):
        following = iter("".join(words[-length:]).upper())
        if (
            len(words) >= length
            and words[-length][0].upper() == letters[0]
            and all(each in following for each in letters)
        ):
            return True
    return False


def _is_mixed(words: list[str]) -> bool:
    """Abbreviations in it may lend more than one letter: "high-resolution CT (HRCT)"."""
    return any(word.isupper() for word in words)


def _are_misread(letters: str, initials: str, words: list[str]) -> bool:
    """One letter that is in none of the words at its place, or all letters in another order."""
    if sorted(letters) == sorted(initials):
        return True
    if _differ(initials, letters) != 1:
        return False
    place = next(place for place, (one, other) in enumerate(zip(initials, letters, strict=True)) if one != other)
    if letters[place] in _SOUNDS:
        return False
    near = "".join(word[1:] for word in words[max(0, place - 1) : place + 1])
    return letters[place].casefold() not in near.casefold()


def _differ(left: str, right: str) -> int:
    if len(left) != len(right):
        return len(right)
    return sum(a != b for a, b in zip(left, right, strict=True))


def _is_glossed(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    is_named = _NAMES_IT.search(before) is not None or _OPEN_BRACKET.search(before) is not None
    return is_named or _is_short_for(match.group(), before) or _GLOSS_AFTER.match(text, match.end()) is not None


def _is_short_for(term: str, before: str) -> bool:
    """ "Parathyroid hormone, or PTH": the letters stand in the words before the comma."""
    named = _OR_BEFORE.search(before)
    letters = term.rstrip("s")
    return named is not None and letters.isupper() and _may_stand_for(letters, _SPOKEN.findall(before[: named.start()]))


def _is_own(page: Page, term: str) -> bool:
    return any(term in name.casefold() for name in page.names)
