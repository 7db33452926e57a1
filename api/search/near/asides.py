"""Leaves out of a question what asks for nothing."""

from collections.abc import Sequence

from api.search.near.words import near
from api.search.queries import UnderstoodWord
from api.text.passing import is_said_in_passing


def without_asides(words: Sequence[UnderstoodWord], *, locale: str) -> Sequence[UnderstoodWord]:
    """What is said in passing is left out, as the dictionary leaves words out; not where nothing else is said, or where
    it is part of a phrase: “how much is it” asks for a price."""
    passing = [is_said_in_passing(word.asked.word, locale=locale) and not word.asked.is_quoted for word in words]
    if not any(passing):
        return words
    phrases = [way for way in near([word.asked.word for word in words], locale=locale) if way.first < way.last]
    asides = [
        is_passing and not any(phrase.first <= word.position <= phrase.last for phrase in phrases)
        for word, is_passing in zip(words, passing, strict=True)
    ]
    if not any(word.lexeme and not is_aside for word, is_aside in zip(words, asides, strict=True)):
        return words
    return [left_out(word) if is_aside else word for word, is_aside in zip(words, asides, strict=True)]


def left_out(word: UnderstoodWord) -> UnderstoodWord:
    return UnderstoodWord(asked=word.asked, position=word.position, lexeme="")
