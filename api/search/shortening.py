"""Long questions: people paste what they told somebody else. The words that tell most are looked for."""

from collections.abc import Sequence

from api.process.sql import read
from api.search.queries import AskedWord
from api.search.statements import in_one_line
from api.text.folding import MOST_WORDS, dictionary, spelled
from api.text.passing import is_said_in_passing


def counted(words: Sequence[AskedWord], *, locale: str) -> tuple[Sequence[AskedWord], str | None]:
    """The words that count, as they follow each other, and those that do not: None where all do."""
    if len(words) <= MOST_WORDS:
        return words, None
    lack = lessness(words, locale=locale)
    said = [place for place in range(len(words)) if lack[place] < UNSAID] or range(len(words))
    telling = set(sorted(said, key=lack.__getitem__)[:MOST_WORDS])
    kept = [word for place, word in enumerate(words) if place in telling]
    return kept, " ".join(word.word for place, word in enumerate(words) if place not in telling)


def lessness(words: Sequence[AskedWord], *, locale: str) -> list[int]:
    """How little each word tells. Sorting keeps the order of those that tell as much."""
    values = {
        "locale": locale,
        "dictionary": dictionary(locale),
        "words": [spelled(word.word, locale=locale) for word in words],
    }
    return [
        LEFT_OUT if is_said_in_passing(word.word, locale=locale) else lack
        for word, (lack,) in zip(words, read(LESSNESS, values), strict=True)
    ]


UNSAID, LEFT_OUT = 600, 900
# Words in names first, and of these what few documents have; then what stands in texts; last what is said again, and
# what search leaves out.
LESSNESS = in_one_line("""
WITH asked AS MATERIALIZED (
    SELECT position, (ts_lexize(%(dictionary)s, word))[1] AS lexeme
    FROM unnest(%(words)s::text[]) WITH ORDINALITY AS given(word, position)
),
found AS MATERIALIZED (
    SELECT lexeme, (
        SELECT count(*) FROM (
            SELECT FROM api_searchentry entry
            WHERE entry.locale = %(locale)s AND entry.head_vector @@ (SELECT quote_literal(lexeme)::tsquery) LIMIT 200
        ) entries
    ) AS documents, EXISTS (
        SELECT FROM api_searchword known WHERE known.locale = %(locale)s AND known.lexeme = each.lexeme LIMIT 1
    ) AS is_said
    FROM (SELECT DISTINCT lexeme FROM asked WHERE lexeme IS NOT NULL LIMIT 400) each
)
SELECT CASE
    WHEN found.lexeme IS NULL THEN 900
    WHEN row_number() OVER (PARTITION BY found.lexeme ORDER BY position) > 1 THEN 800
    WHEN documents > 0 THEN documents
    WHEN is_said THEN 500
    ELSE 600
END::int
FROM asked LEFT JOIN found USING (lexeme)
ORDER BY position
""")
