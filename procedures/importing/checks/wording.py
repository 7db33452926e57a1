"""Checks of wording: words patients do not know, words that are wrong, words that age."""

import re
from collections.abc import Iterator

from procedures.importing.checks.examined import Examined, list_in_words
from procedures.importing.checks.wordlists import CONFUSABLE, JARGON, KNOWN_ACRONYMS, STALE, STIGMATISING
from procedures.importing.findings import Finding
from procedures.importing.outline import Criteria
from procedures.language.patterns import any_of, any_phrase
from procedures.language.sentences import reading_grade
from procedures.language.words import count_words, words_in

_COPULAS = frozenset({"is", "are", "was", "were"})
_SHORTEST_STEM = 5
_JARGON = any_phrase(JARGON)
_GLOSS_AFTER = any_of(
    r"""
    \w*\s?\((?!(?-i:[A-Z]{2,6})\))
    \w*,? (?:which|that) (?:is|are|means)\b
    \w*, or \w
    \w*\s[–—-]\s
    \w*:\s
    \w*\s(?:is|are|means)\s(?:an?|the)\b
    """
)
_ACRONYM = re.compile(r"\b[A-Z]{2,6}s?\b")
_AT_NAME = re.compile(r"\bat (?:the )?([A-Z]{2,6})\b")
_ACRONYM_IN_BRACKETS = re.compile(r"\(([A-Z]{2,6})s?\)")
_REACH = 120
_STALE = any_phrase(STALE)
_STIGMATISING = any_phrase(STIGMATISING)
_VAGUE = re.compile(
    r"\b(?:Therefore|Moreover|However|Thus|Hence|Consequently|Furthermore|Additionally),? (?:this|it|that|these|those)"
    r" (?:is|was|are|were|has|have|can|may|will|should|does)\b",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\b(?:may|might|could|can|are|is) also (?:be )?(?:an? )?(?:\w+ )?candidate", re.IGNORECASE)
_LAYOUT = any_of(
    r"""
    \b(?:diagram|figure|image|picture|photo|video|table|chart|illustration|link|map)s? (?:below|above|opposite)\b
    \b(?:diagram|figure|image|picture|photo|video|table|chart|illustration|map)s? (?:on|at) the (?:right|left)\b
    \bclick (?:here|the|on|below)\b
    \b(?:watch|see|view) (?:the|this|our) (?:video|diagram|animation|figure|image|picture)\b
    \b(?:shown|pictured) (?:below|above|here|opposite)\b
    """
)
_SECOND_PERSON = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
_PATIENTS = re.compile(r"\bpatients?\b(?!['’])", re.IGNORECASE)
_SURGERY = re.compile(r"\b(?:surgery|operation)\b", re.IGNORECASE)
_NEEDLE = re.compile(r"\b(?:needle|percutaneous|injection)\b", re.IGNORECASE)
_TARGET_GRADE = 8.0
_FEWEST_WORDS = 100


def check_corrupted_verbs(page: Examined) -> Iterator[Finding]:
    """ "Function is functioned": subject and verb of one stem, where another verb was replaced."""
    for sentence in page.sentences:
        words = words_in(sentence.text)
        for subject, copula, verb in zip(words, words[1:], words[2:], strict=False):
            if copula in _COPULAS and verb.endswith("ed") and _same_stem(subject, verb):
                yield Finding(
                    "corrupted-verb",
                    "error",
                    f"“{subject} {copula} {verb}” repeats the subject as the verb. Write the verb that is meant.",
                    sentence.span.first,
                )


def check_jargon(page: Examined) -> Iterator[Finding]:
    first: dict[str, int] = {}
    glossed: set[str] = set()
    contact = page.outline.contact.paragraphs if page.outline.contact else ()
    for text in (*contact, *page.body):
        for match in _JARGON.finditer(text.text):
            term = match.group().casefold()
            if _is_glossed(text.text, match):
                glossed.add(term)
            first.setdefault(term, text.span.first)
    terms = {term: line for term, line in first.items() if term not in glossed and not _is_own(page, term)}
    if terms:
        named = list_in_words(f"{term} (line {line})" for term, line in terms.items())
        yield Finding("jargon", "hint", f"Explain or replace: {named}.", min(terms.values()))


def check_acronyms(page: Examined) -> Iterator[Finding]:
    """Abbreviations nowhere written out. A short name after "at" is a place, and another check's."""
    text = "\n".join(part.text for part in (*page.headings, *page.body))
    places = set(_AT_NAME.findall(text))
    found: dict[str, int] = {}
    for part in (*page.headings, *page.body):
        for match in _ACRONYM.finditer("" if part.text.isupper() else part.text):
            letters = match.group().rstrip("s")
            if letters not in KNOWN_ACRONYMS and letters not in places:
                found.setdefault(letters, part.span.first)
    unknown = {
        letters: line for letters, line in found.items() if f"({letters}" not in text and f"{letters} (" not in text
    }
    if unknown:
        yield Finding("acronyms", "hint", f"Write out at first use: {list_in_words(unknown)}.", min(unknown.values()))


def check_acronym_letters(page: Examined) -> Iterator[Finding]:
    for text in page.body:
        for match in _ACRONYM_IN_BRACKETS.finditer(text.text):
            letters = match[1]
            words = words_in(text.text[max(0, match.start() - _REACH) : match.start()])[-len(letters) :]
            initials = "".join(word[0] for word in words).upper()
            same = sum(1 for left, right in zip(initials, letters, strict=False) if left == right)
            if len(initials) == len(letters) and initials != letters and 2 * same >= len(letters):
                yield Finding(
                    "acronym-letters",
                    "warning",
                    f"“{letters}” does not match “{' '.join(words)}”. Correct the letters or the words.",
                    text.span.first,
                )


def check_confusable_places(page: Examined) -> Iterator[Finding]:
    """Two places of the body both used for where something is done."""
    lines: dict[str, int] = {}
    for term in {term for pair in CONFUSABLE for term in pair}:
        pattern = re.compile(rf"\b(?:in|into|on|inside|within) (?:the|your) {term}\b", re.IGNORECASE)
        line = next((text.span.first for text in page.body if pattern.search(text.text)), None)
        if line is not None:
            lines[term] = line
    for left, right in CONFUSABLE:
        if left in lines and right in lines:
            yield Finding(
                "confusable-terms",
                "warning",
                f"Something is done “in the {left}” (line {lines[left]}) and “in the {right}” (line {lines[right]})."
                " Ask a clinician which is meant.",
                max(lines[left], lines[right]),
            )


def check_vague_subjects(page: Examined) -> Iterator[Finding]:
    for sentence in page.sentences:
        if match := _VAGUE.search(sentence.text):
            yield Finding(
                "vague-subject",
                "hint",
                f"“{match.group()}”: say what is meant instead of “this” or “it”.",
                sentence.span.first,
            )


def check_further_candidates(page: Examined) -> Iterator[Finding]:
    for _, block in page.blocks():
        lead_in = block.lead_in if isinstance(block, Criteria) else None
        if lead_in is not None and (match := _FURTHER.search(lead_in.text)):
            yield Finding(
                "also-without-first",
                "hint",
                f"“{match.group()}” comes before any first condition was named. Name it, or delete “also”.",
                lead_in.span.first,
            )


def check_stale_words(page: Examined) -> Iterator[Finding]:
    for text in page.body:
        if found := [match.group() for match in _STALE.finditer(text.text)]:
            yield Finding(
                "stale-words",
                "hint",
                f"“{'”, “'.join(dict.fromkeys(found))}” ages. Give the date, or say it without.",
                text.span.first,
            )


def check_stigmatising_words(page: Examined) -> Iterator[Finding]:
    for text in page.body:
        if found := [match.group() for match in _STIGMATISING.finditer(text.text)]:
            yield Finding(
                "stigmatising-words",
                "warning",
                f"“{'”, “'.join(dict.fromkeys(found))}” may hurt readers. Name the person first, then the condition.",
                text.span.first,
            )


def check_layout_references(page: Examined) -> Iterator[Finding]:
    for text in page.body:
        if match := _LAYOUT.search(text.text):
            yield Finding(
                "layout-reference",
                "warning",
                f"“{match.group()}” points at something that is not here. Add it, or say it in words.",
                text.span.first,
            )


def check_reading_grade(page: Examined) -> Iterator[Finding]:
    texts = [text.text for text in page.body]
    if sum(map(count_words, texts)) < _FEWEST_WORDS:
        return
    grade = reading_grade(texts)
    if grade > _TARGET_GRADE:
        yield Finding(
            "reading-grade",
            "hint",
            f"The text reads at grade {grade:.1f}; patients manage 6 to {_TARGET_GRADE:.0f}."
            " Use shorter words and sentences.",
        )


def check_voice(page: Examined) -> Iterator[Finding]:
    spoken = any(_SECOND_PERSON.search(text.text) for text in page.body)
    others = next((text for text in page.body if _PATIENTS.search(text.text)), None)
    if spoken and others is not None:
        yield Finding(
            "mixed-voice",
            "hint",
            "The page speaks to “you” and about “patients”. Speak to the reader.",
            others.span.first,
        )
    surgery = next((text for text in page.body if _SURGERY.search(text.text)), None)
    if surgery is not None and any(_NEEDLE.search(text.text) for text in page.body):
        yield Finding(
            "surgery-or-needle",
            "hint",
            "A treatment through a needle is also called surgery. Use one word, and set the type of procedure.",
            surgery.span.first,
        )


def _same_stem(subject: str, verb: str) -> bool:
    return (
        len(subject) >= _SHORTEST_STEM
        and subject[:_SHORTEST_STEM] == verb[:_SHORTEST_STEM]
        and verb.startswith(subject[:-1])
    )


def _is_glossed(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    return _GLOSS_AFTER.match(text, match.end()) is not None or "called" in before or before.endswith("(")


def _is_own(page: Examined, term: str) -> bool:
    return any(term in name.casefold() for name in page.outline.names)
