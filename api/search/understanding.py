"""Understands a query, in one SQL query: endings, typing errors, other words for the same, editors' picks."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from api.log.expiry import UNEXPIRED
from api.process.answers import LOG_STATE
from api.process.sql import read
from api.search.queries import AskedWord, Expansion, Query, UnderstoodWord, build
from api.search.statements import in_one_line
from api.text.folding import dictionary, spelled


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A query with everything the database knows about it."""

    words: Sequence[UnderstoodWord]
    query: Query
    forms: dict[str, list[str]]
    """By lexeme: the words, folded, that documents have for it."""
    topics: frozenset[str]
    """Lexemes of words that stand in names: they say more about what is looked for."""
    picks: Sequence[bytes]
    """Bodies of the documents in which editors recommend something for this query."""
    log: str
    """As ``LOG_STATE`` says it."""
    expires_at: datetime | None
    """When the first of the documents that say so expires; None when none does."""

    @property
    def is_corrected(self) -> bool:
        return any(word.corrected for word in self.words)

    @property
    def corrected(self) -> str:
        """The words that were searched for, each as documents spell it."""
        return " ".join(word.corrected or self.spelled(word) for word in self.words)

    def spelled(self, word: UnderstoodWord) -> str:
        """“replacment” loses its ending as “replacement” does, so it needs no correction to be found."""
        forms = self.forms.get(word.lexeme, [])
        if word.asked.word in forms:
            return word.asked.word
        return next(iter(get_close_matches(word.asked.word, forms, n=1, cutoff=0.8)), word.asked.word)

    @property
    def names(self) -> list[str]:
        """As a document of this name would be called: as asked, and as corrected."""
        wanted = [word for word in self.words if not word.asked.is_excluded]
        as_asked = " ".join(word.asked.word for word in wanted)
        return list(dict.fromkeys((as_asked, " ".join(word.corrected or word.asked.word for word in wanted))))

    def group_forms(self) -> list[set[str]]:
        """For each thing that is asked for, the words that say it."""
        return [
            {form for lexeme in group.lexemes for form in self.forms.get(lexeme, ())} for group in self.query.groups
        ]


def understand(asked: Sequence[AskedWord], *, locale: str) -> Understood:
    words = [word.word for word in asked]
    values = {
        "locale": locale,
        "dictionary": dictionary(locale),
        "words": words,
        "spelled": [spelled(word, locale=locale) for word in words],
        "whole": " ".join(words),
    }
    [(log, expires_at, *found, picks)] = read(UNDERSTAND, values)
    known, expansions, forms = (json.loads(column or "[]") for column in found)
    understood = [
        UnderstoodWord(asked=word, position=position, lexeme=row["lexeme"] or "", corrected=row["corrected"] or "")
        for position, (word, row) in enumerate(zip(asked, known, strict=True), start=1)
    ]
    return Understood(
        words=understood,
        query=build(understood, [*dict.fromkeys(map(expansion, expansions))]),
        forms={row["lexeme"]: row["forms"] for row in forms},
        topics=frozenset(row["lexeme"] for row in forms if row["in_names"]),
        picks=picks or [],
        log=log,
        expires_at=expires_at,
    )


def expansion(row: dict[str, Any]) -> Expansion:
    return Expansion(
        first=row["first"],
        last=row["last"],
        query=f"({row['query']})",
        lexemes=tuple(row["phrase"].split(" ")),
        is_joined=row["is_joined"],
    )


# A word that no document has is corrected to one that is hardly different, else to one that begins with it. Several
# words may be left out between those of a phrase, so phrases are looked up by the lexemes that remain.
UNDERSTAND = in_one_line(
    """
WITH vocabulary AS NOT MATERIALIZED (SELECT word, lexeme, in_names FROM api_searchword WHERE locale = %(locale)s),
stemmed AS MATERIALIZED (
    SELECT position, word, (ts_lexize(%(dictionary)s, spelled))[1] AS lexeme
    FROM unnest(%(words)s::text[], %(spelled)s::text[]) WITH ORDINALITY AS asked(word, spelled, position)
),
asked AS MATERIALIZED (
    SELECT position, word, lexeme, left(word, 1) AS initial, word ~ '^\\D{3,}$' AND lexeme IS NOT NULL AND NOT EXISTS (
        SELECT FROM vocabulary WHERE vocabulary.lexeme = stemmed.lexeme LIMIT 1
    ) AS is_unknown
    FROM stemmed
),
joined AS MATERIALIZED (
    SELECT head.position AS first, tail.position AS last, vocabulary.lexeme AS phrase
    FROM asked head
    JOIN asked tail ON tail.position = head.position + 1
    JOIN vocabulary ON vocabulary.word = head.word || tail.word
    WHERE vocabulary.lexeme <> ''
),
known AS MATERIALIZED (
    SELECT asked.position, coalesce(correction.lexeme, asked.lexeme) AS lexeme, correction.word AS corrected
    FROM asked LEFT JOIN LATERAL (
        SELECT word, lexeme
        FROM (
            SELECT *, levenshtein(word, asked.word) AS distance, length(asked.word) / 3 AS allowed
            FROM vocabulary
            WHERE is_unknown AND word %% asked.word
            UNION ALL
            SELECT *, levenshtein(word, asked.word), 2 - abs(length(word) - length(asked.word))
            FROM vocabulary
            WHERE is_unknown AND length(asked.word) <= 5 AND in_names
                AND word >= initial AND word < initial || '~' AND abs(length(word) - length(asked.word)) <= 1
            UNION ALL
            SELECT *, 21 + levenshtein(left(word, length(asked.word)), asked.word), 21 + length(asked.word) / 4
            FROM vocabulary
            WHERE is_unknown AND length(asked.word) >= 4
                AND word >= initial AND word < initial || '~' AND length(word) > length(asked.word)
                AND (in_names OR starts_with(word, asked.word))
        ) candidate
        WHERE distance <= allowed AND lexeme <> ''
        ORDER BY distance, in_names DESC, similarity(word, asked.word) DESC, word
        LIMIT 1
    ) correction ON is_unknown AND NOT EXISTS (SELECT FROM joined WHERE position BETWEEN first AND last)
),
span AS (
    SELECT head.position AS first, tail.position AS last, (
        SELECT string_agg(lexeme, ' ' ORDER BY position) FROM known
        WHERE position BETWEEN head.position AND tail.position
    ) AS phrase
    FROM known head JOIN known tail ON tail.position BETWEEN head.position AND head.position + 5
    WHERE head.lexeme IS NOT NULL AND tail.lexeme IS NOT NULL
),
expansion AS MATERIALIZED (
    SELECT span.first, span.last, other.phrase, other.query, false AS is_joined, expires_at
    FROM span
    JOIN api_searchterm term ON term.phrase = span.phrase AND term.locale = %(locale)s AND term.kind <> 'pick'
    JOIN api_searchterm other ON other.document_id = term.document_id AND other.kind = 'equal'
    JOIN api_document document ON document.id = term.document_id
    WHERE other.phrase NOT IN (span.phrase, '') AND /*unexpired*/
    UNION
    SELECT first, last, phrase, quote_literal(phrase), true, NULL FROM joined
),
lexeme AS (
    SELECT lexeme FROM known WHERE lexeme IS NOT NULL
    UNION
    SELECT unnest(string_to_array(phrase, ' ')) FROM expansion
),
pick AS MATERIALIZED (
    SELECT document.edition_id, summary, expires_at
    FROM api_searchterm term JOIN api_document document ON document.id = term.document_id
    WHERE term.phrase = %(whole)s AND term.kind = 'pick' AND /*unexpired*/
)
SELECT
    /*log*/,
    (SELECT least((SELECT min(expires_at) FROM expansion), (SELECT min(expires_at) FROM pick))),
    (SELECT json_agg(known ORDER BY position)::text FROM known),
    (SELECT json_agg(expansion ORDER BY first, last, phrase)::text FROM expansion),
    (SELECT json_agg(found)::text FROM (
        SELECT lexeme, bool_or(in_names) AS in_names, array_agg(word) AS forms
        FROM lexeme, LATERAL (
            SELECT word, in_names FROM vocabulary WHERE vocabulary.lexeme = lexeme.lexeme
            ORDER BY in_names DESC LIMIT 50
        ) forms GROUP BY lexeme
    ) found),
    (SELECT array_agg(summary ORDER BY edition_id) FROM pick)
""".replace("/*unexpired*/", UNEXPIRED).replace("/*log*/", LOG_STATE)
)
