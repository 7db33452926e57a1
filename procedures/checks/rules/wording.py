"""Wording that is wrong, hurts, ages, or is hard to read."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.page import SENTENCES, Page, Text
from procedures.language.sentences import reading_grade
from procedures.language.words import count_words, words_in

_COPULAS = frozenset({"is", "are", "was", "were"})
_SHORTEST_STEM = 4
_NOUN_ENDING = re.compile(r"(?:ment|tion|ion|ing|ance|ence|al|e)$")
_VAGUE = re.compile(
    r"\b(?:Therefore|Moreover|However|Thus|Hence|Consequently|Furthermore|Additionally),? (?:this|it|that|these|those)"
    r" (?:is|was|are|were|has|have|can|may|will|should|does)\b",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\b(?:may|might|could|can|are|is) also (?:be )?(?:an? )?(?:\w+ )?candidate", re.IGNORECASE)
_SECOND_PERSON = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
_PATIENTS = re.compile(r"\bpatients?\b(?!['’])", re.IGNORECASE)
_TARGET_GRADE = 8.0
_FEWEST_WORDS = 100


@check("corrupted-verb", severity="error", why="The sentence says nothing: its verb was replaced.", languages=("en",))
def corrupted_verb(page: Page) -> Iterator[Found]:
    """ "Function is functioned", "movement is moved": subject and verb of one stem."""
    for sentence, text in page.sentences:
        words = words_in(sentence)
        for subject, copula, verb in zip(words, words[1:], words[2:], strict=False):
            if copula in _COPULAS and verb.endswith("ed") and _have_one_stem(subject, verb):
                yield Found(
                    message=f"“{subject} {copula} {verb}” repeats the subject as the verb.",
                    remedy="Write the verb that is meant.",
                    at=text.place,
                )


def _have_one_stem(subject: str, verb: str) -> bool:
    if len(subject) < _SHORTEST_STEM + 1:
        return False
    stem = _NOUN_ENDING.sub("", subject)
    root = verb.removesuffix("ed")
    return root == subject or (len(stem) >= 3 and stem.removesuffix("e") == root.removesuffix("e"))


@check("confusable-terms", severity="warning", why="One of the two places is wrong, or readers take it so.")
def confusable_terms(page: Page) -> Iterator[Found]:
    """Two places of the body both used for where something is done."""
    pairs = page.words.confusable
    first = {term: found for pair in pairs for term in pair if (found := _done_in(page, term))}
    for left, right in pairs:
        if left in first and right in first:
            yield Found(
                message=f"Something is done “in the {left}” and “in the {right}”.",
                remedy="Ask a clinician which is meant.",
                at=first[right].place,
            )


def _done_in(page: Page, term: str) -> Text | None:
    pattern = re.compile(rf"\b(?:in|into|on|inside|within) (?:the|your) {term}\b", re.IGNORECASE)
    return next((text for text in page.body if pattern.search(text.text)), None)


@check("vague-subject", severity="hint", why="Readers must guess what is meant.", languages=("en",))
def vague_subject(page: Page) -> Iterator[Found]:
    for sentence, text in page.sentences:
        if match := _VAGUE.search(sentence):
            yield Found(
                message=f"“{match.group()}” does not say what.",
                remedy="Say what is meant instead of “this” or “it”.",
                at=text.place,
            )


@check("also-without-first", severity="hint", why="A condition seems to be missing.", languages=("en",))
def also_without_first(page: Page) -> Iterator[Found]:
    for block in page.blocks:
        lead_in = block.model.lead_in if block.model.type == "criteria" else None
        if lead_in and (match := _FURTHER.search(lead_in)):
            yield Found(
                message=f"“{match.group()}” comes before any first condition was named.",
                remedy="Name it, or delete “also”.",
                at=block.place_of("/lead_in"),
            )


@check("stale-words", severity="hint", why="It was true on some day that the page does not name.")
def stale_words(page: Page) -> Iterator[Found]:
    for text, words in _listed(page, "stale"):
        yield Found(
            message=f"“{words}” is true for some time only.", remedy="Give the date, or say it without.", at=text.place
        )


@check("stigmatising-words", severity="warning", why="Readers feel judged, and stay away.")
def stigmatising_words(page: Page) -> Iterator[Found]:
    for text, words in _listed(page, "stigmatising"):
        yield Found(
            message=f"“{words}” may hurt readers.",
            remedy="Name the person first, then the condition.",
            at=text.place,
        )


def _listed(page: Page, name: str) -> Iterator[tuple[Text, str]]:
    pattern = page.words.any_of(name)
    for text in page.headings_and_body:
        if found := [match.group() for match in pattern.finditer(text.text)]:
            yield text, "”, “".join(dict.fromkeys(found))


@check("reading-grade", severity="hint", why="Half of all patients do not understand it.", languages=("en",))
def reading_grade_too_high(page: Page) -> Iterator[Found]:
    texts = [text.text for text in page.body if text.role in SENTENCES]
    if sum(map(count_words, texts)) < _FEWEST_WORDS:
        return
    grade = reading_grade(texts)
    if grade > _TARGET_GRADE:
        yield Found(
            message=f"The text reads at grade {grade:.1f}; patients manage 6 to {_TARGET_GRADE:.0f}.",
            remedy="Use shorter words and sentences.",
        )


@check("mixed-voice", severity="hint", why="Readers ask whether they are meant.", languages=("en",))
def mixed_voice(page: Page) -> Iterator[Found]:
    is_spoken_to = any(_SECOND_PERSON.search(text.text) for text in page.body)
    others = next((text for text in page.body if _PATIENTS.search(text.text)), None)
    if is_spoken_to and others is not None:
        yield Found(
            message="The page speaks to “you” and about “patients”.", remedy="Speak to the reader.", at=others.place
        )
