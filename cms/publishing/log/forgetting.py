"""Takes words out of search's index of words that nothing public says any more: they would rival those that are, and
what is spelled like one would be taken for no typing error.

A word is said where any form of it is, since documents are searched without endings.
"""

from collections.abc import Sequence

from api.process.sql import Row, Statement

# What some documents say need not be looked for one by one. The rest is counted in the index, once for each: for the
# first that EXISTS asks for, PostgreSQL would read text by text. Phrases are looked through as they are: one that has a
# longer word keeps a shorter.
UNSAID = """
telling AS MATERIALIZED (
    SELECT * FROM api_searchterm WHERE kind <> 'pick' AND document_id <> ALL(%s)
),
rare AS MATERIALIZED (
    SELECT locale, lexeme FROM asked WHERE lexeme <> ''
    EXCEPT
    SELECT locale, unnest(tsvector_to_array(vector)) FROM (
        SELECT locale, vector FROM api_searchentry WHERE document_id <> ALL(%s) LIMIT %s
    ) others
),
absent AS MATERIALIZED (
    SELECT locale, lexeme FROM rare WHERE 0 = (
        SELECT count(*) FROM api_searchentry entry
        WHERE entry.vector @@ (SELECT quote_literal(rare.lexeme)::tsquery) AND entry.locale = rare.locale
            AND entry.document_id <> ALL(%s)
    )
),
unsaid AS MATERIALIZED (
    SELECT known.locale, known.word, known.lexeme FROM absent JOIN api_searchword known USING (locale, lexeme)
    WHERE NOT EXISTS (
        SELECT FROM telling WHERE telling.locale = known.locale AND (
            strpos(telling.phrase || ' ' || telling.query, known.lexeme) > 0 OR strpos(telling.query, known.word) > 0
        )
    )
)
"""
OF_DOCUMENTS = """
asked AS MATERIALIZED (
    SELECT locale, unnest(tsvector_to_array(vector)) AS lexeme FROM api_searchentry WHERE document_id = ANY(%s)
    UNION
    SELECT locale, unnest(string_to_array(phrase, ' ')) FROM api_searchterm
    WHERE document_id = ANY(%s) AND kind <> 'pick'
)"""
OF_ALL = "asked AS (SELECT DISTINCT locale, lexeme FROM api_searchword)"
GIVEN = "asked AS (SELECT DISTINCT locale, lexeme FROM unnest(%s::text[], %s::text[]) AS given(locale, lexeme))"
FORGET = """
DELETE FROM api_searchword known USING unsaid WHERE known.locale = unsaid.locale AND known.word = unsaid.word
"""
SOME, EVERY = 50, None
"""Documents that are read first: for a few words it is faster to ask the index about the rest of them."""


def forget_words_of(documents: Sequence[int]) -> Statement:
    """Those that nothing public says besides these documents, by primary key, which are about to be deleted."""
    return Statement(f"WITH {OF_DOCUMENTS}, {UNSAID} {FORGET}", [*[documents] * 4, SOME, documents])


def select_unsaid() -> Statement:
    """Locale and lexeme of all words that nothing public says."""
    return Statement(f"WITH {OF_ALL}, {UNSAID} SELECT DISTINCT locale, lexeme FROM unsaid", [[], [], EVERY, []])  # noqa: S608


def forget_if_unsaid(words: Sequence[Row]) -> Statement:
    """Of those that ``select_unsaid`` found, what nobody has published meanwhile."""
    locales, lexemes = [locale for locale, _ in words], [lexeme for _, lexeme in words]
    return Statement(f"WITH {GIVEN}, {UNSAID} {FORGET}", [locales, lexemes, [], [], SOME, []])
