"""How plainly a page is written: grade by section, hardest sentences, words with plainer ones to take instead, passive
voice, long paragraphs. For the checks, and to show beside the text while people write."""

from collections.abc import Iterator
from dataclasses import dataclass

from procedures.checks.page import SENTENCES, Page, Placed, Text
from procedures.checks.wordings import wordings
from procedures.language.reading import SPOKEN, is_long, smog_grade
from procedures.language.words import count_words, words_in

_WORDINGS = wordings("plain_language")

TARGET_GRADE = 8.0
"""Most of what is written on health literacy asks for six to eight."""
FEWEST_WORDS = 60
"""Of a section that can be graded."""
LONGEST_SENTENCE = 28
"""Words; from there on readers lose the beginning."""
MOST_LONG_WORDS = 6
"""Of English; Spanish has more of them."""
LONGEST_PARAGRAPH = 90
MOST_PASSIVE = 0.25
_FEWEST_PASSIVE = 4
_PASSIVE = _WORDINGS["passive"]
_NO_PROSE = frozenset({"quotation", "references", "table"})


@dataclass(frozen=True, kw_only=True)
class Graded:
    """A section with the years of school it needs."""

    section: Placed
    grade: float
    words: int


def texts_of(page: Page) -> tuple[Text, ...]:
    return tuple(text for text in page.body if text.role in SENTENCES and text.block not in _NO_PROSE)


def page_grade(page: Page) -> tuple[float, int]:
    """Grade, and the number of words it was found from."""
    texts = [text.text for text in texts_of(page)]
    return smog_grade(texts, language=page.language, known=known_words(page)), sum(map(count_words, texts))


def section_grades(page: Page) -> Iterator[Graded]:
    """Of sections that are long enough."""
    known = known_words(page)
    for section in page.sections:
        inside = f"{section.place.path}/"
        texts = [text.text for text in texts_of(page) if text.place.path.startswith(inside)]
        words = sum(map(count_words, texts))
        if words >= FEWEST_WORDS:
            yield Graded(section=section, grade=smog_grade(texts, language=page.language, known=known), words=words)


def known_words(page: Page) -> frozenset[str]:
    """The treatment's names, and terms that the page explains."""
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


def plainer_words(page: Page) -> dict[str, tuple[str, Text]]:
    """Words that have a plainer one, with that one, and where each stands first."""
    plainer, pattern = page.words.pairs("plainer"), page.words.any_of("plainer")
    known = known_words(page)
    found: dict[str, tuple[str, Text]] = {}
    for text in texts_of(page):
        for match in pattern.finditer(text.text):
            word = match.group().casefold()
            if not set(words_in(word)) <= known:
                found.setdefault(word, (plainer[word], text))
    return found


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
