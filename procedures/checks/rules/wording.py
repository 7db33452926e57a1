"""Wording that is wrong, hurts, ages, or is hard to read."""

import re
from collections.abc import Iterator

from api.text.folding import fold
from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop, quotations
from procedures.checks.page import Page, Text
from procedures.language.words import list_in_words

_REPEATED_AS_VERB = re.compile(
    r"\b(?P<subject>[a-z]{3,})(?: (?:of|in) (?:the |your )?[a-z]+)?"
    r" (?:(?:will|can|may|must|should|would) )?(?:is|are|was|were|be|been|gets?|got)"
    r" (?:[a-z]+ly )?(?P<verb>[a-z]{3,}ed)\b"
    r"|\b(?P<sujeto>[a-záéíóúñ]{4,})(?: (?:del|de|en) (?:la |el |su )?[a-záéíóúñ]+)?"
    r" (?:es|son|fue|fueron|será|serán) (?:[a-z]+mente )?(?P<verbo>[a-záéíóúñ]{3,}[ai]d[oa]s?)\b",
    re.IGNORECASE,
)
_SHORTEST_STEM = 4
_NOUN_ENDING = re.compile(
    r"(?:e?ments?|a?tions?|ions?|ings?|ances?|ences?|ness|ures?|als?|er|es?|y|s|[ai]?mientos?|[ai]?cion|ura)?$"
)
_VAGUE = re.compile(
    r"\b(?:Therefore|Moreover|However|Thus|Hence|Consequently|Furthermore|Additionally),? (?:this|it|that|these|those)"
    r" (?:is|was|are|were|has|have|can|may|will|should|does)\b"
    r"(?! (?:be |very |also )?(?:important|essential|vital|best|better|advisable|necessary|possible|recommended"
    r"|likely|normal|common|advised|useful|helpful|a good idea)\b)",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\b(?:may|might|could|can|are|is) also (?:be )?(?:an? )?(?:\w+ )?candidate", re.IGNORECASE)
_SECOND_PERSON = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
_PATIENTS = re.compile(
    r"\b(?:the |a )?patients? (?:are|is|will|should|must|may|can|usually|often|go|goes|stay|stays|"
    r"wakes?|lies?|receives?|needs?)\b",
    re.IGNORECASE,
)
_FOR_PATIENTS = re.compile(
    r"\b(?:reserved|recommended|suitable|meant|intended|offered) (?:only )?(?:for|to) patients\b|"
    r"\bin (?:carefully )?(?:select(?:ed)?|chosen) patients\b",
    re.I,
)
_OF_A_STUDY = re.compile(
    r"[0-9]|\b(?:percent|most|many|some|few|half|all|other|select(?:ed)?|study|studies|trial|in whom|with|who)\b",
    re.IGNORECASE,
)


@check(
    "corrupted-verb",
    severity="warning",
    why=gettext_noop("The sentence says nothing: its verb was replaced."),
    languages=("en", "es"),
)
def corrupted_verb(page: Page) -> Iterator[Found]:
    """ "Function is functioned", "movement is moved": subject and verb of one stem."""
    for sentence, text in page.sentences:
        for match in _REPEATED_AS_VERB.finditer(sentence):
            if _is_repeated(match):
                yield Found(
                    message=_("“{words}” repeats the subject as the verb.").format(words=match.group()),
                    remedy=_("Write the verb that is meant."),
                    at=text.place,
                )


def _is_repeated(match: re.Match[str]) -> bool:
    if match["verb"]:
        return _have_one_stem(match["subject"].casefold(), match["verb"].casefold().removesuffix("ed"))
    root = re.sub(r"[ai]d[oa]s?$", "", fold(match["verbo"]))
    return _have_one_stem(fold(match["sujeto"]), root)


def _have_one_stem(subject: str, root: str) -> bool:
    """The subject is the root of the verb, or made of it: "movement is moved"."""
    if len(subject) <= _SHORTEST_STEM:
        return len(subject) == _SHORTEST_STEM and subject in (root, f"{root}e")
    stems = {root, root.removesuffix("en"), root.removesuffix("c")}
    ends = (subject.removeprefix(stem) for stem in stems if len(stem) >= 3 and subject.startswith(stem))
    return any(_NOUN_ENDING.match(end) for end in ends)


@check(
    "confusable-terms", severity="warning", why=gettext_noop("One of the two places is wrong, or readers take it so.")
)
def confusable_terms(page: Page) -> Iterator[Found]:
    """Two places of the body both named as where a needle, a cut or the like is made."""
    pairs = page.words.confusable
    first = {term: found for pair in pairs for term in pair if (found := _done_in(page, term))}
    for left, right in pairs:
        if left in first and right in first:
            yield Found(
                message=_("Something is done “in the {left}” and “in the {right}”.").format(left=left, right=right),
                remedy=_("Ask a clinician which is meant."),
                at=first[right].place,
            )


def _done_in(page: Page, term: str) -> Text | None:
    pattern = re.compile(
        rf"\b{_INSTRUMENT}\b[^.;]{{0,60}}\b(?:in|into|on|inside|within) (?:the|your) {term}\b(?! cord)", re.IGNORECASE
    )
    return next((text for text in page.body if term in text.text and pattern.search(text.text)), None)


_INSTRUMENT = r"(?:needle|lesion|electrode|lead|cut|incision|tube|catheter|heat|stent)s?"


@check("vague-subject", severity="hint", why=gettext_noop("Readers must guess what is meant."), languages=("en",))
def vague_subject(page: Page) -> Iterator[Found]:
    for sentence, text in page.sentences:
        if match := _VAGUE.search(sentence):
            yield Found(
                message=_("“{words}” does not say what.").format(words=match.group()),
                remedy=_("Say what is meant instead of “this” or “it”."),
                at=text.place,
            )


@check("also-without-first", severity="hint", why=gettext_noop("A condition seems to be missing."), languages=("en",))
def also_without_first(page: Page) -> Iterator[Found]:
    for block in page.blocks:
        lead_in = block.model.lead_in if block.model.type == "criteria" else None
        if lead_in and (match := _FURTHER.search(lead_in)):
            yield Found(
                message=_("“{words}” comes before any first condition was named.").format(words=match.group()),
                remedy=_("Name it, or delete “also”."),
                at=block.place_of("/lead_in"),
            )


@check("stale-words", severity="hint", why=gettext_noop("It was true on some day that the page does not name."))
def stale_words(page: Page) -> Iterator[Found]:
    pattern = page.words.any_of("stale")
    for text in page.headings_and_body:
        said = _OF_READERS.sub("", text.text)
        if found := [match.group() for match in pattern.finditer(said)]:
            yield Found(
                message=_("{found} is true for some time only.").format(found=quotations(found)),
                remedy=_("Give the date, or say it without."),
                at=text.place,
            )


_OF_READERS = re.compile(
    r"\b(?:you|have|has|had|who|been|they|he|she)(?:'ve|'re)?(?: are| have)? (?:recently|"
    r"currently)\b|\bcurrently (?:tak\w+|us\w+|have|being)"
    r"|\b(?:you|who) (?:have|has|had) not recently\b|\b(?:you|will|should|may|can)(?: \w+)? soon be\b"
    r"|\b(?:your|walk|move|eat|drive|rest|lie|work)(?: \w+){0,2} at this time\b"
    r"|\byour \w+ (?:has )?(?:recently|currently)\b"
    r"|\bactualmente (?:toma|usa|tiene)\b|\b(?:toma|usa|tiene) actualmente\b|\b(?:ha|han) \w+ recientemente\b",
    re.IGNORECASE,
)
"""What readers take or had of late is no news that ages."""


@check("stigmatising-words", severity="warning", why=gettext_noop("Readers feel judged, and stay away."))
def stigmatising_words(page: Page) -> Iterator[Found]:
    instead = page.words.pairs("stigmatising")
    pattern = page.words.any_of("stigmatising")
    for text in page.headings_and_body:
        found = [match.group() for match in pattern.finditer(text.text) if not _IS_NAME.match(text.text, match.end())]
        found = [words for words in found if not _is_title(words)]
        if found:
            better = list_in_words(instead[words.casefold()] for words in found)
            yield Found(
                message=_("{found} may hurt readers.").format(found=quotations(found)),
                remedy=_("Name the person first, then the condition: {better}.").format(better=better),
                at=text.place,
            )


_IS_NAME = re.compile(
    r" (?:anonymous|hepatitis|liver|drinks?|beverages?|cirrhosis|neuropathy|parking|hepatopathy|anónimos)|-"
    r"|(?<= from) (?:a |some |mild |severe )?"
    r"(?:nausea|vomiting|constipation|headaches?|pain|dizziness|fatigue|tiredness|cramps)\b",
    re.IGNORECASE,
)
"""What makes of the word a part of another: "alcoholic hepatitis"; and what passes: it names nobody by an illness."""


def _is_title(words: str) -> bool:
    """A part of a name, as in that of an institute."""
    return " " in words and words.istitle()


@check("mixed-voice", severity="hint", why=gettext_noop("Readers ask whether they are meant."), languages=("en",))
def mixed_voice(page: Page) -> Iterator[Found]:
    """ "Patients are given a gown" on a page that speaks to "you". Patients of whom a study tells are others."""
    is_spoken_to = any(_SECOND_PERSON.search(text.text) for text in page.body)
    others = (text for sentence, text in page.sentences if is_spoken_to and _speaks_of_patients(sentence))
    if place := next(others, None):
        yield Found(
            message=_("The page speaks to “you” and about “patients”."),
            remedy=_("Speak to the reader."),
            at=place.place,
        )


def _speaks_of_patients(sentence: str) -> bool:
    if _SECOND_PERSON.search(sentence):
        return False
    is_told = _PATIENTS.search(sentence) is not None and not _OF_A_STUDY.search(sentence)
    return is_told or _FOR_PATIENTS.search(sentence) is not None
