"""The treatment's name, and which line of the page is its title."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from procedures.importing.headings.meaning import classify_heading
from procedures.importing.places import Text, Title
from procedures.language.words import FUNCTION_WORDS, clean_text, similarity, word_set, words_in

_WHAT_IS = re.compile(
    r"^(?:[0-9]{1,2}[.)] ?)?(?:¿?qué (?:es|son)|what(?:'s| is| are(?! (?:the|my|your|our)))"
    r"|about|understanding|overview of) (.+)$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:candidates? for|during|after|before|why (?:is|are)|risks of|benefits of|types of|alternatives to"
    r"|recovering from|preparing for|prepare for|how (?:does|do|is|are)"
    r"|durante|después de|antes de|preparación para|riesgos de(?:l)?) (.+)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:an?|the|my|your|el|la|los|las|una?|su) (?:child['’]?s )?", re.IGNORECASE)
_REST = re.compile(
    r"(?::|\s(?:for|to|in|at|and|or|if|used|done|performed|carried|work|works|working|given|help|treat|para|en)\b).*$",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"(?:(?:an?|the|una?|el|la) )?(?P<name>\w[\w' -]{2,50}?)(?: \([A-Z]{2,6}\))?,? "
    r"(?:is|are|es) (?:an?|the|one|surgery|una?|used to)\b",
    re.IGNORECASE,
)
_NAME_AND_SITE = re.compile(r"^(.{3,80}?)\s[|»]\s(.{2,80})$")
_GENERIC = word_set(
    """
    procedure surgery operation treatment therapy it this that test the your surgical device implant same day
    signs symptoms information patient patients leaflet guide booklet overview page us
    cirugía procedimiento operación tratamiento intervención prueba examen exploración estudio
    child children son daughter
    """
)
_FILE_NOISE = word_set("final draft copy page version v1 v2 v3 new old text import")
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_LONGEST_NAME = 10
_LONGEST_CHARACTERS = 100
_LINES_OF_A_TITLE = 3
_AGREES = 0.5
_AGREES_WELL = 0.8
_HOLDS_NAME = 0.55
_USED_OFTEN = 5
_SHORTEST_PLURAL = 4
_INSTITUTION = re.compile(
    r"\b(?:cent(?:er|re)|hospital|clinic|institute|department|program(?:me)?|university|health|foundation|services?|unit|division)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Evidence:
    """What the headings and the file's name call the treatment; empty where they do not say.

    A file's name counts when the text uses a word of it. ``defined`` is the X of the first "X is a …",
    ``frequency`` how often the text uses each word.
    """

    from_headings: str
    from_file: str
    stem: str
    defined: str
    frequency: Mapping[str, int]
    asked: tuple[str, ...] = ()
    """Whatever headings ask "What is a …?" of: the condition, perhaps, before the treatment."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every form of the name, for recognising it in headings."""
        forms = (form for name in (self.from_headings, self.from_file) for form in _forms(name))
        return tuple(dict.fromkeys(form for form in forms if form))


@dataclass(frozen=True)
class TitleLines:
    """The title, and which of the lines at the page's head it was made of (indexes)."""

    title: Title
    places: range
    rest: Text | None
    """The site's name after a bar, when the title had one."""


def gather_evidence(headings: Iterable[str], *, texts: Iterable[str], stem: str) -> Evidence:
    """``texts`` are all of the page, headings included; ``stem`` is the file's name without its suffix."""
    texts = list(texts)
    frequency = Counter(word for text in texts for word in words_in(text))
    from_stem = _name_in_stem(stem)
    is_used = any(frequency[word] for word in _telling(from_stem))
    headings = list(headings)
    from_headings, asked = _name_in_headings(headings), tuple(_asked_in(headings))
    return Evidence(from_headings, from_stem if is_used else "", from_stem, _name_defined(texts), frequency, asked)


def find_title_line(lines: Sequence[Text], evidence: Evidence) -> TitleLines | None:
    """The line among the page's first short ones that names the treatment, None if none does.

    A title may be broken over lines. With nothing to compare with, the first line is taken, with little confidence.
    """
    choices = [
        range(start, stop)
        for start in range(len(lines))
        for stop in range(start + 1, min(start + _LINES_OF_A_TITLE, len(lines)) + 1)
        if _is_one_title(lines[start:stop])
    ]
    scored = [(_fits(_joined(lines, choice), evidence), -choice.start, choice) for choice in choices]
    if not scored:
        return None
    score, _, best = max(scored, key=lambda entry: entry[:2])
    if score >= _AGREES:
        return _title_lines(lines, best, confidence=0.9 if score >= _AGREES_WELL else 0.75)
    return None if evidence.from_headings else _likeliest_title(lines, evidence)


def names_treatment(text: str, evidence: Evidence) -> bool:
    """Whether a line reads like the treatment's name, going by the evidence."""
    return _agreement(text, evidence) >= _AGREES


def infer_title(evidence: Evidence) -> Title:
    """A title made of the evidence alone: at most 0.6 sure, and never empty."""
    headings, file = evidence.from_headings, evidence.from_file
    if headings:
        agrees = _overlap(headings, evidence.stem) >= _AGREES
        return Title(_capitalised(headings), 0.6 if agrees else 0.5, None)
    name = file or evidence.defined or evidence.stem
    return Title(_capitalised(name) or "Untitled treatment", 0.4 if file else 0.3, None)


def _name_in_headings(headings: Iterable[str]) -> str:
    """The commonest name; "What is a …?" counts more than a name inside another question."""
    votes: Counter[str] = Counter()
    written: dict[str, str] = {}
    for heading in headings:
        for name, weight in _named_by(clean_text(heading).rstrip("?:!. ").replace("’", "'")):
            key = name.casefold()
            votes[key] += weight
            written.setdefault(key, name)
    return written[votes.most_common(1)[0][0]] if votes else ""


def _asked_in(headings: Iterable[str]) -> Iterator[str]:
    for heading in headings:
        yield from (name for name, _weight in _named_by(clean_text(heading).rstrip("?:!. ").replace("’", "'")))


def _name_defined(texts: Iterable[str]) -> str:
    names = (match["name"] for text in texts if (match := _DEFINITION.match(text)))
    return next((name for name in names if _may_be_name(name)), "")


def _named_by(heading: str) -> list[tuple[str, int]]:
    found = []
    if (match := _WHAT_IS.match(heading)) and classify_heading(heading).kind == "what":
        found.append((_ARTICLE.sub("", match[1]), 3))
    elif match := _ABOUT.search(heading):
        found.append((_REST.sub("", _ARTICLE.sub("", match[1])), 1))
    return [(name, weight) for name, weight in found if _may_be_name(name)]


def _may_be_name(name: str) -> bool:
    words = words_in(name)
    if (
        not words
        or len(name) > _LONGEST_CHARACTERS
        or len(words) > _LONGEST_NAME
        or any(character.isdigit() for character in words[0])
    ):
        return False
    return bool(_telling(name)) and words[0] not in {
        "it",
        "this",
        "that",
        "i",
        "you",
        "we",
        "us",
        "our",
        "expect",
        "discharge",
        "leaving",
    }


def _telling(name: str) -> set[str]:
    """The words that tell one treatment from another."""
    return {word for word in words_in(name) if word not in _GENERIC and word not in FUNCTION_WORDS and len(word) > 2}


def _name_in_stem(stem: str) -> str:
    parts = re.split(r"[\W_]+", stem)
    kept = [part for part in parts if part and part.casefold() not in _FILE_NOISE and not part.isdigit()]
    return " ".join(kept) if any(len(part) > 2 for part in kept) else ""


def _forms(name: str) -> list[str]:
    """The name, without what is in brackets, what is in brackets, and without a closing "surgery" or "procedure"."""
    plain = _BRACKETED.sub("", name)
    bracketed = re.findall(r"\(([^)]{2,20})\)", name)
    bare = re.sub(r"\s(?:surgery|procedure|operation|therapy|treatment)$", "", plain, flags=re.IGNORECASE)
    return [form for form in (name, plain, *bracketed, bare) if _may_be_name(form)]


def _likeliest_title(lines: Sequence[Text], evidence: Evidence) -> TitleLines | None:
    """With no name to go by: the line whose words the text uses most, and no department's name if that can be."""
    scored = [
        (not _INSTITUTION.search(line.text), _use(line.text, evidence), -place)
        for place, line in enumerate(lines)
        if not classify_heading(line.text).is_known and _may_be_name(line.text)
    ]
    if not scored:
        return None
    _, use, place = max(scored)
    confidence = 0.75 if not place and _is_kept_using(lines[0].text, evidence) else _confidence_by_use(use)
    return _title_lines(lines, range(-place, 1 - place), confidence=confidence)


def _is_kept_using(line: str, evidence: Evidence) -> bool:
    """Whether the text below uses half of the words of its first line."""
    words = _telling(line)
    return sum(1 for word in words if evidence.frequency[word] > 1) * 2 >= len(words)


def _confidence_by_use(use: float) -> float:
    """A line whose words the text keeps using is likely its subject."""
    if use >= _USED_OFTEN:
        return 0.75
    return 0.6 if use > 1 else 0.5


def _use(line: str, evidence: Evidence) -> float:
    words = _telling(line)
    return sum(evidence.frequency[word] for word in words) / len(words)


def _fits(line: str, evidence: Evidence) -> float:
    """As the title. A page that explains the condition first asks of its treatment, too."""
    agreement = _agreement(line, evidence)
    is_asked = agreement < _AGREES and any(_is_name_of(line, name) for name in evidence.asked)
    return _HOLDS_NAME if is_asked else agreement


def _is_name_of(line: str, name: str) -> bool:
    """In full, or by its initials."""
    initials = "".join(word[0] for word in words_in(_BRACKETED.sub("", line))).upper()
    names = (line, *re.findall(r"\(([^)]{2,20})\)", line))
    return name == initials or any(_overlap(each, name) >= _HOLDS_NAME for each in names)


def _agreement(line: str, evidence: Evidence) -> float:
    if not line or classify_heading(line, names=evidence.names).role == "contact":
        return 0.0
    return max(_overlap(line, evidence.from_headings), 0.95 * _overlap(line, evidence.from_file))


def _overlap(left: str, right: str) -> float:
    """How far two names agree, 0 to 1. A short line that holds the whole name agrees enough."""
    ignored = FUNCTION_WORDS | {"surgery", "procedure"}
    first, second = (
        {_singular(word) for word in words_in(_BRACKETED.sub("", text)) if word not in ignored}
        for text in (left, right)
    )
    if not first or not second:
        return 0.0
    holds = _HOLDS_NAME if second <= first and len(first) <= _LONGEST_NAME else 0.0
    return max(similarity(first, second), holds)


def _singular(word: str) -> str:
    """ "What are cataracts?" is asked on a page called "Cataract surgery"."""
    return word.removesuffix("s") if len(word) > _SHORTEST_PLURAL and word[-2] not in "isu" else word


def _is_one_title(lines: Sequence[Text]) -> bool:
    """Whether lines are near enough to be one title broken over them."""
    return all(line.span.first - before.span.last <= 1 for before, line in pairwise(lines))


def _joined(lines: Sequence[Text], choice: range) -> str:
    text = " ".join(lines[place].text for place in choice)
    match = _NAME_AND_SITE.match(text)
    return match[1] if match else text


def _title_lines(lines: Sequence[Text], choice: range, *, confidence: float) -> TitleLines:
    text = " ".join(lines[place].text for place in choice)
    span = lines[choice.start].span.to(lines[choice.stop - 1].span)
    match = _NAME_AND_SITE.match(text)
    rest = Text(match[2], span) if match else None
    return TitleLines(Title(_without_shouting(match[1] if match else text), confidence, span), choice, rest)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _without_shouting(text: str) -> str:
    """A title in capitals as a sentence; short ones may be an abbreviation and stay."""
    is_shouted = text.isascii() and text.isupper() and len(text) > 6
    return text.capitalize() if is_shouted else text
