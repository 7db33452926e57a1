"""How plainly a page is written: grade by section, hardest sentences, words with plainer ones to take instead, passive
voice, how dense and how long it is. For the checks, and to show beside the text while people write.

The assessments are those of the SHeLL Health Literacy Editor (JMIR Form Res 2023;7:e40645); words that name people by
their illness are in ``rules/wording``, terms that are not explained in ``rules/terms``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from procedures.checks.page import SENTENCES, Page, Placed, Text
from procedures.checks.wordings import wordings
from procedures.language.reading import SPOKEN, is_long, smog_grade
from procedures.language.words import count_words, words_in

_WORDINGS = wordings("plain_language")

FEWEST_WORDS = 60
"""Of a section that can be graded."""
LONGEST_SENTENCE = 28
"""Words; from there on readers lose the beginning."""
MOST_LONG_WORDS = 6
"""Of English; Spanish has more of them."""
LONGEST_PARAGRAPH = 90
MOST_PASSIVE = 0.25
_FEWEST_PASSIVE = 4
_FEWEST_LISTED = 6
"""Things in a sentence, from which on a list is easier to take in."""
_LONGEST_PART = 6
"""Words of one of them."""
LONGEST_SECTION = 300
"""Words of prose that no list, picture or smaller heading parts."""
_PASSIVE = _WORDINGS["passive"]
_LAST_OF_LIST = _WORDINGS["last_of_list"]
_BETWEEN_PARTS = re.compile(r"[,;]\s")
_ARTICLE = re.compile(r"\b(?P<article>an?) $", re.IGNORECASE)
_NO_PROSE = frozenset({"quotation", "references", "table"})


@dataclass(frozen=True, kw_only=True)
class Graded:
    """A section with the years of school it needs."""

    section: Placed
    grade: float
    words: int


@dataclass(frozen=True, kw_only=True)
class Plainer:
    """Words of a text, and those to take instead."""

    hard: str
    plain: str
    text: Text


def texts_of(page: Page) -> tuple[Text, ...]:
    """What is read as sentences."""
    return page.once(_texts_of)


def _texts_of(page: Page) -> tuple[Text, ...]:
    return tuple(text for text in page.body if text.role in SENTENCES and text.block not in _NO_PROSE)


def texts_in(page: Page, section: Placed) -> list[Text]:
    inside = f"{section.place.path}/"
    return [text for text in texts_of(page) if text.place.path.startswith(inside)]


def page_grade(page: Page) -> tuple[float, int]:
    """Grade, and the number of words it was found from."""
    texts = [text.text for text in texts_of(page)]
    return smog_grade(texts, language=page.language, known=known_words(page)), sum(map(count_words, texts))


def section_grades(page: Page) -> Iterator[Graded]:
    """Of sections that are long enough."""
    known = known_words(page)
    for section in page.sections:
        texts = [text.text for text in texts_in(page, section)]
        words = sum(map(count_words, texts))
        if words >= FEWEST_WORDS:
            yield Graded(section=section, grade=smog_grade(texts, language=page.language, known=known), words=words)


def known_words(page: Page) -> frozenset[str]:
    """The treatment's names, and terms that the page explains."""
    return page.once(_known_words)


def _known_words(page: Page) -> frozenset[str]:
    terms = (text.text for text in page.body if text.role == "term")
    return frozenset(word for name in (*page.names, *terms) for word in words_in(name))


def hard_sentences(page: Page) -> list[tuple[str, Text]]:
    """The hardest first: many words, and many long ones."""
    known = known_words(page)
    scored = []
    for text in texts_of(page):
        for sentence, place in page.sentences_of(text):
            words = SPOKEN.findall(sentence)
            long = sum(1 for word in words if word.casefold() not in known and is_long(word, language=page.language))
            is_hard = page.language == "en" and long >= MOST_LONG_WORDS and long * 3 >= len(words)
            if len(words) > LONGEST_SENTENCE or is_hard:
                scored.append((len(words) + 2 * long, sentence, place))
    scored.sort(key=lambda each: -each[0])
    return [(sentence, place) for _, sentence, place in scored]


def plainer_words(page: Page) -> list[Plainer]:
    """Words that have a plainer one, each where it stands first."""
    instead, known = page.words.pairs("plainer"), known_words(page)
    found: dict[str, Plainer] = {}
    for text in texts_of(page):
        for match in page.words.find("plainer", text.text):
            word = match.group().casefold()
            instead_of = instead[word]
            is_named = instead_of.startswith("a ") and _NAMED_BY.search(text.text[: match.start()]) is not None
            if word not in found and not is_named and not set(words_in(word)) <= known:
                found[word] = _plainer(match, instead_of, text)
    return list(found.values())


_NAMED_BY = re.compile(
    r"\b(?!(?:have|has|had|of|or|and|is|was|called|with|as|for|from|cause|causes|like)\b)[a-z]+ $", re.IGNORECASE
)
"""Words before one that takes an article: "atrial tachycardia" is a name, and no "atrial a fast heartbeat"."""


def _plainer(match: re.Match[str], plain: str, text: Text) -> Plainer:
    """With the article that belongs to the other word: "a cut" for "an incision"."""
    before = _ARTICLE.search(text.text[: match.start()])
    if before is None:
        return Plainer(hard=match.group(), plain=plain, text=text)
    article = "an" if plain[0] in "aeiou" else "a"
    with_article = plain if plain.startswith("a ") else f"{article} {plain}"
    return Plainer(hard=f"{before['article']} {match.group()}", plain=with_article, text=text)


def passive_sentences(page: Page) -> list[tuple[str, Text]]:
    """Only where there are so many that readers ask who does what."""
    sentences = [each for text in texts_of(page) for each in page.sentences_of(text)]
    passive = [(sentence, text) for sentence, text in sentences if _PASSIVE.search(sentence)]
    are_many = len(passive) >= _FEWEST_PASSIVE and len(passive) > MOST_PASSIVE * len(sentences)
    return passive if are_many else []


def long_paragraphs(page: Page) -> list[tuple[int, Text]]:
    """With their number of words."""
    counted = [(count_words(text.text), text) for text in texts_of(page)]
    return [(words, text) for words, text in counted if words > LONGEST_PARAGRAPH]


def hidden_lists(page: Page) -> Iterator[tuple[int, str, Text]]:
    """Sentences of prose that count up so many things that a list would be easier, with the number of things."""
    for text in texts_of(page):
        for sentence, _place in page.sentences_of(text) if text.role == "prose" and not text.is_item else ():
            if (number := _count_listed(sentence)) >= _FEWEST_LISTED:
                yield number, sentence, text


def _count_listed(sentence: str) -> int:
    """Of "a, b, c and d" four; none where commas part clauses."""
    *parts, last = _BETWEEN_PARTS.split(sentence)
    joined = _LAST_OF_LIST.search(last)
    if joined is None or any(count_words(part) > _LONGEST_PART for part in parts[1:]):
        return 0
    return len(parts) + (1 if joined.start() == 0 else 2)


def long_sections(page: Page) -> Iterator[tuple[int, Placed]]:
    """That nothing parts, with their number of words."""
    for section in page.sections:
        types = {getattr(block, "root", block).type for block in section.model.blocks}
        texts = texts_in(page, section)
        is_parted = section.model.subsections or types - {"rich_text"} or any(text.is_item for text in texts)
        words = 0 if is_parted else sum(count_words(text.text) for text in texts)
        if words > LONGEST_SECTION:
            yield words, section


def density(page: Page) -> float:
    """Share of the words that name something (Ure, 1971): speech has less than half of them. 0.0 for no words."""
    small = page.words.words("function_words")
    words = [word.casefold() for text in texts_of(page) for word in SPOKEN.findall(text.text)]
    return sum(word not in small for word in words) / len(words) if words and small else 0.0
