"""What a unit looks like by itself: heading, item, caption, short line or paragraph."""

import re
from dataclasses import dataclass
from enum import Enum

from procedures.importing.headings.meaning import classify_heading
from procedures.importing.lines.lines import Gap, MarkerKind
from procedures.importing.lines.units import Unit
from procedures.language.words import count_words, ends_sentence, is_question, starts_lower, word_set, words_in

_LONGEST_HEADING = 14
_LONGEST_LABEL = 4
_VERBS_OF_LEAD_IN = word_set(
    """
    is are include includes these following you may might can could should must will avoid bring take have do don stop
    call contact see seek get tell ask go need if
    son es incluyen puede debe deberá evite lleve tome tiene llame acuda vaya consulte busque si
    """
)
_QUESTIONING = word_set("what when how why who where which qué cuándo cómo quién dónde")
_LONGEST_QUESTION = 25
_LONGEST_CHARACTERS = 200
_SENTENCE = re.compile(
    r"(?:you|we|they|it|this|these|there|(?:your|the|an?) [\w-]+|patients|most \w+) (?:\w+ly )?"
    r"(?:will|may|might|can|cannot|could|should|must|need)\b"
    r"|you are (?:welcome|able|allowed|asked|advised|free)\b"
    r"|we (?:advise|recommend|ask|suggest|encourage|strongly|do not)\b"
    r"|(?:avoid|wear|use|ice|apply|drink|keep|put|bring|do not|don['’]t)\b"
    r"|(?:usted|se|no|su [\w-]+) (?:debe|deberá|puede|podrá|tendrá|necesita)\b|(?:evite|use|beba|mantenga|aplique)\b",
    re.IGNORECASE,
)
"""How a sentence begins that lost its full stop, where more follows than a heading says so."""
_FEWEST_IN_SENTENCE = 7
_ADDRESS = re.compile(r"@|https?:|www\.|[0-9][0-9 ().–-]{5,20}[0-9]|[(\[]at[)\]]", re.IGNORECASE)
_DATE_LINE = re.compile(
    r"(?:(?:page|content|date|last|next) ){0,4}(?:reviewed|updated|published|review(?: due| date)?)(?: (?:on|by))?\s?:",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"[\[(]?(?:(?:figure|fig\.?|image|photo|picture|illustration|diagram|photograph|video|imagen|figura|foto)\s?[0-9]{0,2}\s?[:.–-]\s"
    r"|(?:illustration|picture|photo|photograph|diagram|drawing|image|x-ray) (?:of|showing)\b"
    r"|figure [0-9]{1,2}\b|!\[[^\]]*\]\()",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    r"\w\W+(?:illustration|photograph|photo|diagram|drawing|image|ilustración|fotografía)\W*$", re.IGNORECASE
)
_LONGEST_CAPTION = 30


class Shape(Enum):
    ITEM = "item"
    QUESTION = "question"
    """A question marked as such (``Q:``)."""
    CAPTION = "caption"
    STRONG_HEADING = "strong_heading"
    """Its wording is a known kind's, or it is a question."""
    WEAK_HEADING = "weak_heading"
    """A short line that stands alone: a heading, or an item of a list without bullets."""
    PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Shaped:
    unit: Unit
    shape: Shape
    confidence: float


def shape_unit(unit: Unit, *, above: Unit | None, below: Unit | None) -> Shaped:
    """What ``unit`` is, seen between its neighbours."""
    if unit.marker is not None and unit.marker.kind is MarkerKind.QUESTION and len(unit.text) <= _LONGEST_CHARACTERS:
        return Shaped(unit, Shape.QUESTION, 0.95)
    if unit.marker is not None and unit.marker.kind in (MarkerKind.BULLET, MarkerKind.NUMBER):
        return Shaped(unit, Shape.ITEM, 0.95)
    if unit.marker is None and is_caption(unit.text):
        return Shaped(unit, Shape.CAPTION, 0.8)
    if unit.marker is None and looks_like_heading(unit.text):
        return _shape_heading(unit, above=above, below=below)
    return Shaped(unit, Shape.PARAGRAPH, 0.95)


def looks_like_heading(text: str) -> bool:
    """Whether ``text`` could be a heading by its length, beginning and end alone."""
    if len(text) > _LONGEST_CHARACTERS or _ADDRESS.search(text) or _DATE_LINE.match(text):
        return False
    if is_question(text):
        return count_words(text) <= _LONGEST_QUESTION
    if not _begins_like_heading(text) or count_words(text) > _LONGEST_HEADING or _is_sentence(text):
        return False
    if text.endswith(":"):
        return _is_label_heading(text)
    return not text.endswith((",", ";", ".")) and not ends_sentence(text.rstrip("!"))


def _is_sentence(text: str) -> bool:
    return count_words(text) >= _FEWEST_IN_SENTENCE and _SENTENCE.match(text) is not None


def is_caption(text: str) -> bool:
    """Whether ``text`` names a picture ("Hip joint, illustration")."""
    if len(text) > _LONGEST_CHARACTERS or count_words(text) > _LONGEST_CAPTION or text.endswith(("?", ":")):
        return False
    return bool(_CAPTION.match(text) or (_CAPTION_END.search(text) and not ends_sentence(text)))


def _begins_like_heading(text: str) -> bool:
    first = text.lstrip("¿¡\"'“‘")[:1]
    if first.isupper() or first.isdigit():
        return any(map(str.isalpha, text))
    return starts_lower(text) and first.isalpha() and classify_heading(text).is_known and count_words(text) <= 6


def _is_label_heading(text: str) -> bool:
    """ "Risks:" heads a section, "The risks include:" leads into a list."""
    words = words_in(text)
    is_sentence = not _VERBS_OF_LEAD_IN.isdisjoint(words) and _QUESTIONING.isdisjoint(words[:1])
    is_label = count_words(text) <= _LONGEST_LABEL and "," not in text
    return is_label and classify_heading(text).is_known and not is_sentence


def _shape_heading(unit: Unit, *, above: Unit | None, below: Unit | None) -> Shaped:
    is_known = classify_heading(unit.text).is_known
    stands_alone = unit.gap is not Gap.NONE or above is None
    if below is None and not is_known:
        return Shaped(unit, Shape.PARAGRAPH, 0.7)
    if below is not None and _is_sentence_begun(unit, below, is_known=is_known):
        return Shaped(unit, Shape.PARAGRAPH, 0.6)
    if below is not None and below.gap is Gap.NONE and _is_pair(unit.text) and _is_pair(below.text) and not is_known:
        return Shaped(unit, Shape.PARAGRAPH, 0.6)
    if unit.text.endswith(":") and below is not None and below.marker is not None and _leads_in(above, stands_alone):
        return Shaped(unit, Shape.PARAGRAPH, 0.9)
    follows_end = above is None or ends_sentence(above.text) or above.marker is not None or is_label_like(above.text)
    if is_question(unit.text) or (is_known and (stands_alone or follows_end)):
        return Shaped(unit, Shape.STRONG_HEADING, 0.95 if stands_alone else 0.8)
    if not (stands_alone or follows_end):
        return Shaped(unit, Shape.PARAGRAPH, 0.6)
    is_apart = stands_alone and below is not None and below.gap is not Gap.NONE
    return Shaped(unit, Shape.WEAK_HEADING, 0.75 if is_apart else 0.55)


def _is_pair(text: str) -> bool:
    """A name and what it is: "Aspirin: every day"."""
    name, colon, value = text.partition(": ")
    return bool(colon and value) and count_words(name) <= _LONGEST_LABEL


def _leads_in(above: Unit | None, stands_alone: bool) -> bool:
    """Whether a label over a list leads into it: it is close to the text above, or right under a section's heading."""
    if not stands_alone or above is None:
        return not stands_alone
    return above.marker is None and looks_like_heading(above.text) and classify_heading(above.text).is_known


def _is_sentence_begun(unit: Unit, below: Unit, *, is_known: bool) -> bool:
    """Whether ``below`` goes on with the sentence that ``unit`` begins, so that neither is a heading."""
    if below.marker is not None or unit.text.endswith("?") or not starts_lower(below.text):
        return False
    return not (is_known and below.gap is not Gap.NONE)


def is_label_like(text: str) -> bool:
    """Whether ``text`` is itself so short and unpunctuated that a heading may follow it."""
    return count_words(text) <= _LONGEST_HEADING and not text.endswith((",", ";", ":"))
