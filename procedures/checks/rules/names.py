"""Names: the treatment's own, other treatments', the hospital's."""

import re
from collections.abc import Iterator
from uuid import UUID

from api.text.folding import fold
from procedures.checks.check import Found, check
from procedures.checks.editors import _, gettext_noop
from procedures.checks.page import Page, Text
from procedures.checks.rules.terms import EMPHASIS
from procedures.checks.wordings import wordings
from procedures.language.sentences import split_sentences
from procedures.language.words import FUNCTION_WORDS, list_in_words, words_in

_WORDINGS = wordings("names")

_CANDIDATE = re.compile(
    r"(?P<negation>\b(?:not|no) (?:be |es |sea )?(?:an? |una? )?(?:\w+ )?)?"
    r"\b(?:candidates? for|candidat[oa]s? (?:para|a)) (?:an? |the |this |una? |el |la )?(?P<name>[^.,;:?¿()]{3,60})",
    re.IGNORECASE,
)
_QUALIFIES = re.compile(
    r"\b(?:qualify|eligible|suitable|apta?|adecuad[oa]) (?:for|para) (?:an? |the |una? |el |la )?"
    r"(?P<name>(?:[^\W\d_]+[ -]){0,4}"
    r"(?:surgery|operation|replacement|repair|ablation|stimulation|implants?|transplant|bypass"
    r"|[^\W\d_]+(?:ectomy|plasty|otomy|ostomy|oscopy)|reemplazo|cirugía|[^\W\d_]+(?:ectomía|plastia|otomía|oscopia))\b"
    r"(?: de [^\W\d_]+)?)",
    re.IGNORECASE,
)
"""What one may qualify for is a treatment only where it is called one: not "for help with the cost"."""
_AFTER_NAME = re.compile(
    r"\s(?:if|when|because|who|should|may|and|or|to|in|at|are|is|include[sd]?|si|cuando|y|o|en|es|son)\b.*$",
    re.IGNORECASE,
)
_ITSELF = frozenset(
    {"candidacy", "indications", "prepare", "during", "after", "recovery", "risks", "benefits", "results", "follow_up"}
)
"""Kinds of sections that speak of the page's own treatment."""
_ABOUT = re.compile(
    r"\b(?:of|for|during|after|before|from|to|de|del|al?|para|durante|después de|antes de|does|do|tiene|tienen"
    r"|implica) ",
    re.IGNORECASE,
)
_INFLAMED = re.compile(r"(\w{5,}?)(?:ic)?itis$")
"""A page on appendicitis is about appendectomy."""
_SUGGESTS = _WORDINGS["suggests"]
_OWN_CLAIM = _WORDINGS["own_claim"]
"""What stands before the name of the treatment that the page is about, whatever the section."""
_IN_TIME = re.compile(
    r"\b(?:during|after|before|for|undergo|following|durante|después de|antes de|tras) (?:an? |the |"
    r"this |your |una? |la |el |su )?$",
    re.IGNORECASE,
)
_IS_ONE = re.compile(
    r"^s?(?: surgery)? (?:(?:is|are) (?:an?|the) (?:\w+ ){0,3}(?:operation|surgery|procedure|"
    r"treatment|way)|takes?\b|lasts?\b|(?:es|son) una? |dura\b|tarda\b)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:like|than|unlike|compared|similar|as with|also|combined?|along|other|another|if|"
    r"some|sometimes|both|either|than|such|same|"
    r"como|que|igual|otr[oa]|si|también)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\b(?:or|and|o|y)\b", re.IGNORECASE)
_NEAR = 7
"""Characters within which "and" puts the name beside another."""
_BODY_KINDS = _ITSELF - {"candidacy", "indications"} | {"what", "how_it_works", "when_to_call"}
_INSTEAD = re.compile(
    r"\b(?:not|no|failed|instead|without|before|after|alternative|rather|previous|already|had|sin|antes|después|ya)\b",
    re.IGNORECASE,
)
_AT_SHORT_NAME = re.compile(
    r"\bat (?:the )?([A-Z]{2,6})\b(?! (?:Health|Hospital|Medical|Medicine|Clinic|Centre|Center|University))"
)


@check("other-treatment", severity="warning", why=gettext_noop("Patients read of a treatment they will not have."))
def other_treatment(page: Page) -> Iterator[Found]:
    """A name left from the page the text was copied from: in a heading, in what leads into criteria, or after
    "candidate for".

    It may be one of its own that is not written down, so nobody is stopped.
    """
    if not page.content.title:
        return
    for text in page.headings_and_body:
        name = _named_as_own(page, text)
        if name:
            yield Found(
                message=_("The text names “{name}”, but the page is about “{title}”.").format(
                    name=name, title=page.content.title
                ),
                remedy=_("Correct the name, or add it to the treatment's other names."),
                at=text.place,
            )


def _named_as_own(page: Page, text: Text) -> str:
    if name := _candidate_for_another(page, text.text):
        return name
    if text.role == "heading" and text.kinds & _ITSELF:
        return _another_in_heading(page, text.text)
    if text.role == "heading" and not text.block and (asks := _asks_of(page, text)):
        return _another_in_heading(page, text.text, after=asks)
    is_lead_in = text.role == "introduction" and "candidacy" in text.kinds
    if is_lead_in and _SUGGESTS.search(text.text) and not _INSTEAD.search(text.text):
        return _another(page, text.text)
    return _claimed_in_body(page, text)


def _claimed_in_body(page: Page, text: Text) -> str:
    """ "After your hip replacement", "the risks of hip replacement are": said as if the page were about it."""
    is_of_own = text.role == "summary" or bool(text.kinds & _BODY_KINDS and not text.kinds & {"alternatives", "types"})
    if not is_of_own or text.role == "heading" or text.block in _SHOW_OTHERS or not _names_itself(page):
        return ""
    claims = (_claim(page, sentence) for sentence in split_sentences(text.text) if _another(page, sentence))
    return next(filter(None, claims), "")


def _asks_of(page: Page, heading: Text) -> re.Pattern[str] | None:
    """ "Alternatives to X", and "What is X?" where no heading asks it of the page's own.

    Beside its own, a page may explain another.
    """
    if "alternatives" in heading.kinds:
        return _TO_ITSELF
    asked = [other.text for other in page.headings if "what" in other.kinds]
    is_asked = heading.text in asked and not any(any(page.own_names.find(other)) for other in asked)
    return _WHAT_IS if is_asked else None


_TO_ITSELF = re.compile(
    r"\b(?:(?:alternatives?|options|choices) to|instead of|alternativas? (?:hay )?al?)\b", re.IGNORECASE
)
_WHAT_IS = re.compile(r"^(?:what (?:is|are)|¿?qué (?:es|son)|¿?en qué consiste)\b", re.IGNORECASE)
_SHOW_OTHERS = frozenset({"related_treatments", "quotation", "table", "references", "video", "definitions", "faq"})


def _claim(page: Page, sentence: str) -> str:
    name = _another(page, sentence)
    match = re.search(rf"\b{re.escape(name)}", sentence, re.IGNORECASE)
    if match is None or name.casefold() in page.words.words("adjunct"):
        return ""
    before, after = sentence[: match.start()], sentence[match.end() :]
    if _BESIDE.search(sentence) or _JOINED.search(before[-_NEAR:]) or _JOINED.search(after[:_NEAR]):
        return ""
    is_like_own = bool(page.telling(name) & page.own_words) or _ending(name) in map(_ending, page.names)
    is_claimed = _OWN_CLAIM.search(before) or (is_like_own and (_IN_TIME.search(before) or _IS_ONE.search(after)))
    return name if is_claimed and not _INSTEAD.search(_IN_TIME.sub("", before)) else ""


def _ending(name: str) -> str:
    """What tells the kind of treatment: the last word, or the end of a Greek one."""
    last = words_in(name)[-1] if words_in(name) else ""
    return next(
        (end for end in ("ectomy", "plasty", "otomy", "ostomy", "scopy", "ectomía", "plastia") if last.endswith(end)),
        last,
    )


def _names_itself(page: Page) -> bool:
    return any(any(page.own_names.find(text.text)) for text in page.body)


def _candidate_for_another(page: Page, text: str) -> str:
    for match in (*_CANDIDATE.finditer(text), *_QUALIFIES.finditer(text)):
        name = _AFTER_NAME.sub("", match["name"]).strip()
        words = page.telling(name)
        if match.groupdict().get("negation") or not words or not page.own_words:
            continue
        if _another(page, name) or (match.re is _CANDIDATE and not name.isupper() and not words & page.own_words):
            return name
    return ""


def _another_in_heading(page: Page, heading: str, *, after: re.Pattern[str] = _ABOUT) -> str:
    """ "Risks of X" speaks of X as the page's own; "X" alone is a part of its own."""
    match = after.search(heading)
    name = _another(page, heading[match.end() :]) if match else ""
    return "" if name.casefold() in page.words.words("adjunct") else name


def _another(page: Page, text: str) -> str:
    """A treatment that is known by name and is not this one; empty where this one is named as well."""
    if any(page.own_names.find(text)):
        return ""
    for names in (page.site.names, page.words.treatments):
        for found in names.find(text):
            if found.id != page.content.id and not _is_part_of_own(page, found.name):
                return found.name
    return ""


def _words_of(name: str) -> set[str]:
    """That tell it from others; a part of the body has one word here."""
    said = set(words_in(fold(name))) - FUNCTION_WORDS - {"low", "lower", "bajo", "baja"}
    return {_SAME_PART.get(word) or _SAME_PART.get(one := _singular(word), one) for word in said}


def _singular(word: str) -> str:
    """Alike for both numbers, whether or not it is a word: "implants" is no other treatment than "implant"."""
    return word.removesuffix("s") if len(word) > _SHORTEST_PLURAL and word[-2] not in "isu" else word


_SHORTEST_PLURAL = 4


_SAME_PART = {
    word: words[0]
    for words in (
        ("back", "spine", "spinal", "lumbar", "columna", "vertebral", "espalda"),
        ("heart", "cardiac", "corazon", "cardiaco", "cardiaca"),
        ("kidney", "renal", "rinon"),
        ("womb", "uterus", "uterine", "utero"),
        ("stomach", "gastric", "estomago", "gastrico", "gastrica"),
        ("lung", "pulmonary", "pulmon", "pulmonar"),
        ("liver", "hepatic", "higado", "hepatico", "hepatica"),
        ("gallbladder", "vesicula"),
    )
    for word in words
}


def _is_part_of_own(page: Page, name: str) -> bool:
    """ "Knee replacement" is no other treatment on the page of the partial one, nor the other way round."""
    words = _words_of(name)
    own = [_words_of(each) for each in page.names]
    inflamed = [match[1] for each in own for one in each if (match := _INFLAMED.match(one))]
    is_for_it = any(word.startswith(stem) for stem in inflamed for word in words)
    return is_for_it or any(words <= each or each <= words for each in own if each)


@check(
    "treatments-named",
    severity="hint",
    why=gettext_noop("Readers who are told of another treatment want to read about it."),
)
def treatments_named(page: Page) -> Iterator[Found]:
    """Other treatments of this site that the text names and nothing on the page leads to."""
    linked = {link.id for link in page.content.related} | {page.content.id}
    found: dict[UUID | None, tuple[str, Text]] = {}
    for text in page.body:
        for name in page.site.names.find(text.text) if not text.is_linked else ():
            if name.id not in linked and not _is_part_of_own(page, name.name):
                found.setdefault(name.id, (name.name, text))
    if found:
        names = list_in_words(name for name, _ in found.values())
        yield Found(
            message=_("Other treatments are named without a link: {names}.").format(names=names),
            remedy=_("Link them, or add them as related treatments."),
            at=next(iter(found.values()))[1].place,
        )


@check(
    "short-hospital-name", severity="hint", why=gettext_noop("Readers may not know the short name."), languages=("en",)
)
def short_hospital_name(page: Page) -> Iterator[Found]:
    for text in page.texts:
        match = _AT_SHORT_NAME.search(text.text)
        if match and match[1] not in EMPHASIS and (not page.site.organisation or match[1] in page.site.initials):
            yield Found(
                message=_("“{name}” may be short for the hospital's public name.").format(name=match[1]),
                remedy=_("Write the full name if it is."),
                at=text.place,
            )
            return
