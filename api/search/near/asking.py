"""Adds words near in meaning to a query of which too little was found."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from api.process.sql import Row, read
from api.search.near.words import Near, near
from api.search.queries import Expansion, build, every, quote
from api.search.statements import in_one_line
from api.search.understanding import Understood
from api.text.folding import dictionary, spelled


def may_be_said_otherwise(understood: Understood, *, locale: str) -> bool:
    return bool(nearby(understood, locale=locale))


def with_nearby(understood: Understood, *, locale: str) -> Understood:
    """One SQL query, where the lists have other words for some of these."""
    ways = nearby(understood, locale=locale)
    if not ways:
        return understood
    values = {
        "locale": locale,
        "dictionary": dictionary(locale),
        "phrases": [spelled(way.words, locale=locale) for way in ways],
    }
    rows = read(NEARBY, values)
    others = [*understood.others, *expansions(rows, ways, understood)]
    forms = {lexeme: said for _, lexeme, said in rows if said}
    lenient = build(understood.words, others)
    return replace(understood, lenient=lenient, others=others, forms=forms | understood.forms)


def nearby(understood: Understood, *, locale: str) -> list[Near]:
    """To what is no name here: what the hospital calls so needs no other word."""
    ways = near([word.asked.word for word in understood.words], locale=locale)
    return [way for way in ways if not understood.topics.issuperset(lexemes_of(way, understood))]


def lexemes_of(way: Near, understood: Understood) -> list[str]:
    """Of what was typed."""
    return [word.lexeme for word in understood.words[way.first - 1 : way.last] if word.lexeme]


def expansions(rows: list[Row], ways: list[Near], understood: Understood) -> Iterator[Expansion]:
    """Those of which documents have every word. They say how rare a thing is where what was typed is in none."""
    for number, words in groupby(rows, key=itemgetter(0)):
        way, known = ways[number - 1], {lexeme: said for _, lexeme, said in words}
        if all(known.values()):
            yield Expansion(
                first=way.first,
                last=way.last,
                query=every(map(quote, known)),
                lexemes=tuple(known),
                is_near=True,
                is_counted=not understood.forms.keys() >= set(lexemes_of(way, understood)),
            )


NEARBY = in_one_line("""
SELECT number::int, lexeme, (
    SELECT array_agg(word) FROM (
        SELECT word FROM api_searchword known
        WHERE known.locale = %(locale)s AND known.lexeme = stem.lexeme ORDER BY in_names DESC LIMIT 50
    ) forms
)
FROM unnest(%(phrases)s::text[]) WITH ORDINALITY AS given(phrase, number),
    unnest(string_to_array(phrase, ' ')) WITH ORDINALITY AS said(word, place), LATERAL (
        SELECT (ts_lexize(%(dictionary)s, said.word))[1] AS lexeme OFFSET 0
    ) stem
WHERE lexeme IS NOT NULL
ORDER BY number, place
""")
