"""Words too many, too few, or taken for another."""

import re
from collections.abc import Iterator

from procedures.checks.check import Found, check
from procedures.checks.page import Page
from procedures.language.patterns import any_of

WHY = "Readers stumble, and may read the opposite of what is meant."
_DOUBLED = re.compile(r"(?<![\w'’-])(?P<word>[^\W\d_]{2,}|[ay])\s(?P=word)(?![\w'’-])", re.IGNORECASE)
_RIGHTLY_DOUBLED = frozenset(
    "that had very much so no bye ha really many long is do in who nos se poco muy paso sí tan más todo ya mahi".split()
)
_BASES = "give|take|do|see|drive|begin|choose|write|eat|go|know|break|wear|speak|show|grow|draw|fall|freeze|hide|shake|swell|tear|wake"
_VERBS = "go|take|have|be|bring|wear|tell|ask|avoid|keep|give|make|see|know|learn|choose|decide|become|swallow|breathe|sit|lie|eat|drink|bend|remove"
_MISSING = any_of(
    rf"""
    \b(?:(?-i:a|an)|the|your|our|their) (?:of|is|are|was|were|has|have|will|should|must|may|can|to|for|at|from|with|a|an)\b(?![’'-])
    \b(?:(?-i:a)|an|your|our) (?:the|and|or|your|our)\b(?![’'-])
    \b(?:of|from|with|into|onto|between) (?:is|are|was|were|will|should|must|can|may)\b
    \b(?:you|we|they|he|she|it|patients) (?:must|should|can|could|will|would) (?:a|an|the|your|our|their|of)\b(?! (?:time|moment|most))
    \b(?:must|should|may|cannot|must not|should not) to\b
    \b(?:be|been|being|is|are|was|were) (?:{_BASES})\b(?!-)
    \b(?:able|unable|need|needs|want|wants|allowed|ready|try|trying|going) (?:{_VERBS})\b
    \b(?:can|may|must|should) and (?:eat|drink|walk|drive|go|take|have)\b
    \b(?:to|for|of|in|on|with|from|about|after|before|by) you (?:knee|hip|shoulder|doctor|surgeon|nurse|wound|medicines?|operation|surgery|home|leg|arm|heart|body|team|insurance|appointment)\b
    \b(?:de|en|con|por|para|a) (?:el|la|los|las) (?:el|la|los|las|es|son)\b
    \b(?:el|los|las|su) (?:es|son|está|están)\b
    """
)
_FINE = any_of(
    r"""
    \b(?:a|an|the|your|my|our) (?:the|a) (?:most)\b
    \b(?:vitamin|hepatitis|type|group|step|grade|plan|part|level|point|class|appendix|section|option|influenza|strep) a\b
    \bthe (?:will|can|may|must)s? (?:to|of|be)\b
    \b(?:the|a) (?:and|or)\b
    \b(?:el|la|los|las) (?:de|del|en) (?:la|el|los|las|su|menor|mayor|abajo|arriba)\b
    \b(?:un|una) y (?:otr[oa]|media)\b|\bla y\b
    \b(?:was|were|is|are) (?:show|tear|fall|draw|hide|break|swell)s?\b
    \bwho is\b
    """
)
_ARTICLES = any_of(
    r"""
    (?<![\w.-])a (?:operation|injection|infection|incision|artificial|appointment|anesthetic|x-ray|mri|emergency|allergy|ulcer|arm|ankle|elbow|eye|ear|ache|open|early|easy|important|implant)\b
    (?<![\w.-])an (?:surgeon|doctor|nurse|procedure|knee|hip|wound|hospital|needle|medicine|treatment|tube|small|large|new|cut|clot|scan|bandage|test)\b
    """
)


@check("doubled-word", severity="warning", why=WHY)
def doubled_word(page: Page) -> Iterator[Found]:
    for text in page.headings_and_body:
        for match in _DOUBLED.finditer(text.text):
            word = match["word"]
            is_name = match.group()[-len(word)].isupper()
            if word.casefold() not in _RIGHTLY_DOUBLED and not is_name:
                yield Found(message=f"“{match.group()}” stands twice.", remedy="Delete one.", at=text.place)


@check("missing-word", severity="warning", why=WHY)
def missing_word(page: Page) -> Iterator[Found]:
    """Words that cannot follow each other."""
    for sentence, text in page.sentences:
        match = _MISSING.search(sentence)
        if match is not None and not _FINE.search(sentence) and _is_own_language(match, page):
            around = sentence[max(0, match.start() - 15) : match.end() + 20].strip()
            yield Found(
                message=f"A word is missing or too many in “… {around} …”.", remedy="Correct it.", at=text.place
            )


def _is_own_language(match: re.Match[str], page: Page) -> bool:
    """Patterns of the two languages stand in one list."""
    is_spanish = re.match(r"(?:de|en|con|por|para|el|la|los|las|un|una|su)\b", match.group(), re.IGNORECASE) is not None
    return is_spanish == (page.language == "es") and page.language in ("en", "es")


@check("wrong-article", severity="hint", why=WHY, languages=("en",))
def wrong_article(page: Page) -> Iterator[Found]:
    for text in page.headings_and_body:
        if match := _ARTICLES.search(text.text):
            yield Found(message=f"“{match.group()}” has the wrong article.", remedy="Write “a” or “an”.", at=text.place)


@check("wrong-word", severity="warning", why=WHY)
def wrong_word(page: Page) -> Iterator[Found]:
    """Words that are often taken for each other, in phrases where only one can stand."""
    meant = page.words.pairs("wrong")
    pattern = page.words.any_of("wrong")
    for text in page.headings_and_body:
        for match in pattern.finditer(text.text):
            right = meant[match.group().casefold()]
            yield Found(message=f"“{match.group()}” should be “{right}”.", remedy="Correct it.", at=text.place)
