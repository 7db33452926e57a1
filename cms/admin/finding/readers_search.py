"""What readers would find for the same words, and which words they would be found by: the public search, asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from pydantic import ValidationError

from api.parameters.models import SearchParameters
from api.search.queries import Expansion, UnderstoodWord, either, every, quote
from api.search.searching import search
from api.search.understanding import Understood

MOST = 100
"""Documents of a language."""
MOST_PHRASES = 20


@dataclass(frozen=True)
class ReadersSearch:
    """In one language."""

    locale: str
    documents: Sequence[str]
    """Ids, which are translation keys; best first."""
    words: str
    """What was asked for in all the words for it, as PostgreSQL's ``tsquery`` of whole words; empty for nothing."""


def ask_as_readers(text: str) -> list[ReadersSearch]:
    """In each language: editors look for pages of all of them in one field."""
    found = (asked(text, locale=code) for code, _ in settings.LANGUAGES)
    return [each for each in found if each]


def asked(text: str, *, locale: str) -> ReadersSearch | None:
    try:
        parameters = SearchParameters(q=text, locale=locale, limit=MOST)
    except ValidationError:  # nothing that can be searched for
        return None
    answer, _ = search(parameters)
    return ReadersSearch(locale, [row.document_id for row in answer.rows], words_of(answer.understood))


def words_of(understood: Understood) -> str:
    """Everything that was asked for; or the same with other words in place of a phrase."""
    words = [word for word in understood.words if word.lexeme and not word.asked.is_excluded]
    phrases = understood.phrases[:MOST_PHRASES]
    ways = [[*said(understood, words)], *([*said_otherwise(understood, words, each)] for each in phrases)]
    return either(every(way) for way in ways) if words else ""


def said(understood: Understood, words: Sequence[UnderstoodWord]) -> Iterator[str]:
    for word in words:
        forms = [*understood.forms.get(word.lexeme, ()), *understood.forms.get(word.offered_lexeme, ())]
        yield either(map(quote, dict.fromkeys((word.asked.word, *forms))))


def said_otherwise(understood: Understood, words: Sequence[UnderstoodWord], phrase: Expansion) -> Iterator[str]:
    yield from said(understood, [word for word in words if not phrase.first <= word.position <= phrase.last])
    for lexeme in phrase.lexemes:
        yield either(map(quote, understood.forms.get(lexeme) or [lexeme]))
