"""Danger in what stands behind the words of a query that count: nobody in need of help counts words."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.log.expiry import UNEXPIRED
from api.process.answers import LOG_STATE
from api.process.sql import read
from api.search.queries import AskedWord
from api.search.statements import in_one_line
from api.text.folding import MOST_WORDS, dictionary, spelled

TELLING = ["not", "no", "never", "without", "ni", "nunca", "jamas", "sin", "my", "mi"]
"""Words that a search leaves out, and without which a phrase of danger is none: to want to live, or the end of life."""
URGENT = """
SELECT DISTINCT document.id, summary, expires_at
FROM span
JOIN api_searchterm term ON term.phrase IN (span.phrase, meant) AND term.locale = %(locale)s
    AND term.kind = 'urgent'
JOIN api_document document ON document.id = term.document_id
WHERE /*unexpired*/ AND NOT EXISTS (
    SELECT FROM unnest(string_to_array(term.query, ' ')) AS needed
    WHERE CASE
        WHEN starts_with(needed, '-') THEN substr(needed, 2) = ANY(%(words)s::text[])
            OR (ts_lexize(%(dictionary)s, substr(needed, 2)))[1] IN (SELECT lexeme FROM known)
        WHEN needed = ANY(%(words)s::text[]) THEN false
        ELSE needed = ANY(%(telling)s::text[])
            OR strpos(term.phrase, ' ') = 0 AND ts_lexize(%(dictionary)s, needed) = '{}'
    END
)
"""
"""Documents for the spans of a query that a phrase of danger has."""
LONGEST_PHRASE = 6
"""Words of it that a search does not leave out."""


@dataclass(frozen=True, kw_only=True)
class Danger:
    bodies: Sequence[bytes] = ()
    """Of the documents that say where help is."""
    log: str | None = None
    """As ``LOG_STATE`` says it; None where nothing was asked."""


def danger_behind(words: Sequence[AskedWord], *, locale: str) -> Danger:
    """As it is typed: without the corrections that a search pays for, so that a long question costs little more."""
    if len(words) <= MOST_WORDS:
        return Danger()
    values = {
        "locale": locale,
        "dictionary": dictionary(locale),
        "words": [word.word for word in words],
        "spelled": [spelled(word.word, locale=locale) for word in words],
        "telling": TELLING,
    }
    [(log, bodies)] = read(DANGER, values)
    return Danger(bodies=bodies or [], log=log)


DANGER = in_one_line(
    f"""
WITH known AS MATERIALIZED (
    SELECT position, (ts_lexize(%(dictionary)s, spelled))[1] AS lexeme
    FROM unnest(%(spelled)s::text[]) WITH ORDINALITY AS asked(spelled, position)
),
span AS (
    SELECT phrase, phrase AS meant FROM known head
    JOIN known tail ON tail.position BETWEEN head.position AND head.position + {LONGEST_PHRASE - 1}, LATERAL (
        SELECT string_agg(lexeme, ' ' ORDER BY position) AS phrase FROM known
        WHERE position BETWEEN head.position AND tail.position
    ) between_them
    WHERE head.lexeme IS NOT NULL AND tail.lexeme IS NOT NULL
),
urgent AS ({URGENT})
SELECT /*log*/, (SELECT array_agg(summary ORDER BY id) FROM urgent)
""".replace("/*unexpired*/", UNEXPIRED).replace("/*log*/", LOG_STATE)  # noqa: S608
)
