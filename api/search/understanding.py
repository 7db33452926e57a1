"""Understands a query, in one SQL query: endings, typing errors, other words for the same, editors' picks, danger."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

from api.log.expiry import UNEXPIRED
from api.process.answers import LOG_STATE
from api.process.sql import read
from api.search.danger import TELLING, URGENT
from api.search.near.asides import without_asides
from api.search.queries import AskedWord, Expansion, Group, Query, UnderstoodWord, build, quote
from api.search.spelling import Spelling, has_word_list, sound, spelling
from api.search.statements import in_one_line
from api.text.folding import dictionary, spelled


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A query with everything the database knows about it."""

    words: Sequence[UnderstoodWord]
    query: Query
    lenient: Query
    """The same with what may be meant beside what was typed."""
    others: Sequence[Expansion]
    """What it has beside what was typed."""
    forms: dict[str, list[str]]
    """By lexeme: the words, folded, that documents have for it."""
    topics: frozenset[str]
    """Lexemes of words that stand in names: they say more about what is looked for."""
    phrases: Sequence[Expansion]
    """Other words that editors, or names of conditions, give for some of these."""
    heard: Sequence[Expansion]
    """Words of names that two of these together sound like."""
    picks: Sequence[bytes]
    """Bodies of the documents in which editors recommend something for this query."""
    urgent: Sequence[bytes]
    """Bodies of the documents that say where help is, for somebody who asks this."""
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

    @property
    def suggested(self) -> str | None:
        """The words that may be meant instead; None where there is no doubt."""
        if not any(word.offered for word in self.words):
            return None
        return " ".join(word.offered or word.corrected or self.spelled(word) for word in self.words)

    def is_covered(self, word: UnderstoodWord) -> bool:
        """Whether documents that are public give other words for it."""
        return any(each.first <= word.position <= each.last for each in self.phrases)

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

    def said(self, query: Query) -> list[Group]:
        """What of it stands in documents; all of it where nothing does."""
        return [group for group in query.groups if not group.lexemes.isdisjoint(self.forms)] or [*query.groups]

    def group_forms(self) -> list[set[str]]:
        """For each thing that is asked for, the words that say it."""
        return [
            {form for lexeme in group.lexemes for form in self.forms.get(lexeme, ())} for group in self.query.groups
        ]


def understand(asked: Sequence[AskedWord], *, locale: str) -> Understood:
    words = [word.word for word in asked]
    spellings = [spelling(word.word, locale=locale, is_capitals=word.is_capitals) for word in asked]
    values = {
        "locale": locale,
        "dictionary": dictionary(locale),
        "is_listed": has_word_list(locale),
        "words": words,
        "spelled": [spelled(word, locale=locale) for word in words],
        "whole": " ".join(words),
        "telling": TELLING,
        **columns(spellings, locale=locale),
        "sounds_with_next": [sound(head + tail, locale=locale) for head, tail in pairwise([*words, ""])],
    }
    [(log, expires_at, *found, picks, urgent)] = read(UNDERSTAND, values)
    known, expansions, forms = (json.loads(column or "[]") for column in found)
    found_words = [word_of(row, asked=word, position=position) for position, (word, row) in numbered(asked, known)]
    understood = without_asides(found_words, locale=locale)
    phrases = [*dict.fromkeys(expansion(row) for row in expansions if not row["is_heard"])]
    heard = [*dict.fromkeys(expansion(row) for row in expansions if row["is_heard"])]
    others = [*phrases, *heard, *map(offer, (word for word in understood if word.offered))]
    return Understood(
        words=understood,
        query=build(understood, phrases),
        lenient=build(understood, others),
        others=others,
        forms={row["lexeme"]: row["forms"] for row in forms},
        topics=frozenset(row["lexeme"] for row in forms if row["in_names"]),
        phrases=[each for each in phrases if not each.is_joined],
        heard=heard,
        picks=picks or [],
        urgent=urgent or [],
        log=log,
        expires_at=expires_at,
    )


def columns(spellings: Sequence[Spelling], *, locale: str) -> dict[str, list[Any]]:
    """Arrays with a value for each word; of several words, one text with a space on either side of each."""
    return {
        "is_word": [each.is_word for each in spellings],
        "is_fixed": [each.is_fixed for each in spellings],
        "begins_word": [each.begins_word for each in spellings],
        "sounds": [each.sound for each in spellings],
        "swaps": [f" {' '.join(each.swaps)} " for each in spellings],
        "rivals": [" ".join(spelled(word, locale=locale) for word in each.rivals) for each in spellings],
        "variants": [" ".join(each.variants) for each in spellings],
    }


def numbered(
    asked: Sequence[AskedWord], known: Sequence[dict[str, Any]]
) -> Iterable[tuple[int, tuple[AskedWord, dict[str, Any]]]]:
    return enumerate(zip(asked, known, strict=True), start=1)


def word_of(row: dict[str, Any], *, asked: AskedWord, position: int) -> UnderstoodWord:
    return UnderstoodWord(
        asked=asked,
        position=position,
        lexeme=row["lexeme"] or "",
        corrected=row["corrected"] or "",
        offered=row["offered"] or "",
        offered_lexeme=row["offered_lexeme"] or "",
    )


def offer(word: UnderstoodWord) -> Expansion:
    lexeme = word.offered_lexeme
    return Expansion(first=word.position, last=word.position, query=quote(lexeme), lexemes=(lexeme,))


def expansion(row: dict[str, Any]) -> Expansion:
    return Expansion(
        first=row["first"],
        last=row["last"],
        query=f"({row['query']})",
        lexemes=tuple(row["phrase"].split(" ")),
        is_joined=row["is_joined"],
    )


# A word that no document has is replaced by one that hardly differs, in letters or in sound, where nothing else can be
# meant: what was typed is no word, only one word of the documents is as near, and none of the language is nearer. Else
# it stays, and that word is offered, if something public has it; for what is a word, only one that sounds the same.
# A word that nobody writes may be two of the documents' written as one; one that no document has may, alone, stand for
# a phrase that editors gave. Several words may be left out between those of a phrase, so phrases are looked up by the
# lexemes that remain.
UNDERSTAND = in_one_line(
    """
WITH vocabulary AS NOT MATERIALIZED (
    SELECT word, lexeme, in_names, sound FROM api_searchword WHERE locale = %(locale)s
),
stemmed AS MATERIALIZED (
    SELECT asked.*, (ts_lexize(%(dictionary)s, spelled))[1] AS lexeme
    FROM unnest(
        %(words)s::text[], %(spelled)s::text[], %(is_word)s::bool[], %(is_fixed)s::bool[], %(begins_word)s::bool[],
        %(sounds)s::text[], %(sounds_with_next)s::text[], %(swaps)s::text[], %(rivals)s::text[], %(variants)s::text[]
    ) WITH ORDINALITY
        AS asked(
            word, spelled, is_word, is_fixed, begins_word, sound, sound_with_next, swaps, rivals, variants, position
        )
),
asked AS MATERIALIZED (
    SELECT *, length(word) AS size, greatest(length(word) - 3, 7) AS stem, left(word, 1) AS initial,
        word ~ '^\\D{3,}$' AND lexeme IS NOT NULL AND NOT EXISTS (
            SELECT FROM vocabulary WHERE vocabulary.lexeme = stemmed.lexeme LIMIT 1
        ) AS is_unknown
    FROM stemmed
),
joined AS MATERIALIZED (
    SELECT head.position AS first, tail.position AS last, vocabulary.lexeme AS phrase, is_heard
    FROM asked head
    JOIN asked tail ON tail.position = head.position + 1
    JOIN LATERAL (
        SELECT lexeme, false AS is_heard FROM vocabulary WHERE vocabulary.word = head.word || tail.word
        UNION
        SELECT lexeme, true FROM vocabulary
        WHERE in_names AND vocabulary.sound = head.sound_with_next AND head.size + tail.size > 4
            AND vocabulary.word <> head.word || tail.word AND vocabulary.lexeme NOT IN (head.word, tail.word)
    ) vocabulary ON true
    WHERE vocabulary.lexeme <> ''
),
parted AS MATERIALIZED (
    SELECT position, head.lexeme AS head, tail.lexeme AS tail
    FROM asked, generate_series(3, size - 3) AS place
    JOIN LATERAL (SELECT lexeme FROM vocabulary WHERE vocabulary.word = left(asked.word, place) LIMIT 1) head ON true
    JOIN LATERAL (SELECT lexeme FROM vocabulary WHERE vocabulary.word = substr(asked.word, place + 1) LIMIT 1) tail
        ON true
    WHERE is_unknown AND NOT is_word AND size BETWEEN 8 AND 30 AND head.lexeme <> '' AND tail.lexeme <> ''
),
nearest AS MATERIALIZED (
    SELECT asked.position, variant.lexeme AS variant, correction.*
    FROM asked
    LEFT JOIN LATERAL (
        SELECT vocabulary.lexeme
        FROM unnest(string_to_array(variants, ' ')) AS spelling, LATERAL (
            SELECT (ts_lexize(%(dictionary)s, spelling))[1] AS lexeme OFFSET 0
        ) stem JOIN vocabulary USING (lexeme)
        WHERE is_unknown LIMIT 1
    ) variant ON true
    LEFT JOIN LATERAL (
        SELECT (array_agg(word ORDER BY likeness DESC, word))[1] AS word,
            (array_agg(lexeme ORDER BY likeness DESC, word))[1] AS lexeme,
            %(is_listed)s AND NOT is_word AND size > 3 AND count(DISTINCT lexeme) = 1 AND bool_and(
                CASE
                    WHEN is_part THEN size * 5 >= length(word) * 3
                    WHEN in_names AND (letters <= 1 OR sounds = 0) THEN true
                    ELSE NOT has_rival AND (in_names OR size >= 5)
                END
            ) AS is_sure,
            bool_or(in_names OR NOT has_rival) AS is_likely,
            bool_or(NOT is_family) AS may_be_meant
        FROM (
            SELECT *, rank() OVER (ORDER BY is_part, letters + sounds / 2.0, in_names DESC) AS place
            FROM (
                SELECT *, similarity(word, asked.word) AS likeness, EXISTS (
                    SELECT FROM unnest(string_to_array(rivals, ' ')) AS rival
                    WHERE (ts_lexize(%(dictionary)s, rival))[1] <> each.lexeme
                ) AS has_rival
                FROM (
                    SELECT word, lexeme, in_names, false AS is_part, levenshtein(sound, asked.sound) AS sounds,
                        CASE WHEN strpos(swaps, ' ' || word || ' ') > 0 THEN 1 ELSE levenshtein(word, asked.word) END
                            AS letters,
                        left(sound, 1) = left(asked.sound, 1) OR left(word, 1) = initial AS begins_alike,
                        strpos(swaps, ' ' || word || ' ') > 0 AS is_swap,
                        left(word, stem) = left(asked.word, stem) AND length(word) <= stem + 4 AS is_family
                    FROM (
                        SELECT * FROM vocabulary WHERE word %% asked.word
                        UNION
                        SELECT * FROM vocabulary WHERE sound = asked.sound
                        UNION
                        SELECT * FROM vocabulary WHERE word = ANY(string_to_array(trim(swaps), ' '))
                        UNION
                        SELECT * FROM vocabulary
                        WHERE size <= 5 AND in_names AND word >= initial AND word < initial || '~'
                            AND abs(length(word) - size) <= 1
                    ) alike
                    UNION ALL
                    SELECT word, lexeme, in_names, true, 0, least(
                            levenshtein(left(word, size), asked.word), levenshtein(left(word, size + 1), asked.word)
                        ), true, false, false
                    FROM vocabulary
                    WHERE NOT is_word AND size >= 5 AND length(word) > size
                        AND word >= initial AND word < initial || '~'
                        AND (starts_with(word, asked.word) OR in_names AND NOT begins_word)
                ) each
                WHERE lexeme <> '' AND CASE
                    WHEN is_part THEN letters = 0 OR size >= 6 AND letters = 1
                    WHEN is_word THEN is_family OR is_swap OR in_names AND sounds = 0 AND letters <= 2
                    WHEN size <= 3 THEN in_names AND begins_alike AND letters <= 1
                    WHEN letters <= 1 THEN begins_alike OR size >= 8
                    WHEN NOT begins_alike OR rivals <> '' AND sounds > 0 THEN false
                    WHEN size >= 8 THEN letters <= 3 AND sounds <= 1 OR letters <= 2
                    ELSE sounds = 0 AND letters <= 3 AND letters * 2 <= size
                        OR size >= 6 AND letters <= 2 AND sounds <= 1
                END
            ) near
        ) ranked WHERE place = 1
    ) correction ON is_unknown AND NOT is_fixed AND variant.lexeme IS NULL
        AND NOT EXISTS (SELECT FROM joined WHERE position BETWEEN first AND last)
        AND NOT EXISTS (SELECT FROM parted WHERE parted.position = asked.position)
),
known AS MATERIALIZED (
    SELECT position, coalesce(CASE WHEN is_sure THEN nearest.lexeme END, variant, asked.lexeme) AS lexeme,
        coalesce(CASE WHEN may_be_meant THEN nearest.lexeme END, variant, asked.lexeme) AS meant,
        CASE WHEN is_sure THEN nearest.word END AS corrected,
        CASE WHEN is_offered THEN nearest.word END AS offered,
        CASE WHEN is_offered THEN nearest.lexeme END AS offered_lexeme
    FROM asked JOIN nearest USING (position), LATERAL (
        SELECT NOT is_sure AND is_likely AND EXISTS (
            SELECT FROM api_searchentry entry
            WHERE entry.locale = %(locale)s AND expires_at IS NULL
                AND vector @@ (SELECT quote_literal(nearest.lexeme)::tsquery)
        ) AS is_offered
    ) offer
),
span AS (
    SELECT head.position AS first, tail.position AS last, (
        SELECT string_agg(lexeme, ' ' ORDER BY position) FROM known
        WHERE position BETWEEN head.position AND tail.position
    ) AS phrase, (
        SELECT string_agg(meant, ' ' ORDER BY position) FROM known
        WHERE position BETWEEN head.position AND tail.position
    ) AS meant
    FROM known head JOIN known tail ON tail.position BETWEEN head.position AND head.position + 5
    WHERE head.lexeme IS NOT NULL AND tail.lexeme IS NOT NULL
),
expansion AS MATERIALIZED (
    SELECT span.first, span.last, other.phrase, other.query, false AS is_joined, false AS is_heard, expires_at
    FROM span
    JOIN api_searchterm term ON term.phrase = span.phrase AND term.locale = %(locale)s
        AND term.kind IN ('equal', 'lay')
    JOIN api_searchterm other ON other.document_id = term.document_id AND other.kind = 'equal'
    JOIN api_document document ON document.id = term.document_id
    WHERE other.phrase NOT IN (span.phrase, '') AND /*unexpired*/
    UNION
    SELECT position, position, other.phrase, other.query, false, false, expires_at
    FROM asked
    JOIN LATERAL (
        SELECT min(term.document_id) AS document_id FROM api_searchterm term
        WHERE cardinality(%(words)s::text[]) = 1 AND term.locale = %(locale)s AND term.kind = 'equal'
            AND strpos(' ' || term.phrase || ' ', ' ' || lexeme || ' ') > 0
        HAVING count(DISTINCT term.document_id) = 1
    ) meant ON true
    JOIN api_searchterm other ON other.document_id = meant.document_id AND other.kind = 'equal'
    JOIN api_document document ON document.id = meant.document_id
    WHERE other.phrase NOT IN (lexeme, '') AND /*unexpired*/
        AND NOT EXISTS (
            SELECT FROM api_searchentry entry WHERE entry.locale = %(locale)s
                AND vector @@ (SELECT quote_literal(asked.lexeme)::tsquery)
        )
    UNION
    SELECT first, last, phrase, quote_literal(phrase), true, is_heard, NULL FROM joined
    UNION
    SELECT position, position, head || ' ' || tail, quote_literal(head) || ' <-> ' || quote_literal(tail), true, false,
        NULL
    FROM parted
),
lexeme AS (
    SELECT lexeme FROM known WHERE lexeme IS NOT NULL
    UNION
    SELECT unnest(string_to_array(phrase, ' ')) FROM expansion
    UNION
    SELECT offered_lexeme FROM known WHERE offered IS NOT NULL
),
pick AS MATERIALIZED (
    SELECT document.edition_id, summary, expires_at
    FROM api_searchterm term JOIN api_document document ON document.id = term.document_id
    WHERE term.phrase = %(whole)s AND term.kind = 'pick' AND /*unexpired*/
),
urgent AS MATERIALIZED (
    /*urgent*/
)
SELECT
    /*log*/,
    (SELECT least(
        (SELECT min(expires_at) FROM expansion),
        (SELECT min(expires_at) FROM pick),
        (SELECT min(expires_at) FROM urgent)
    )),
    (SELECT json_agg(known ORDER BY position)::text FROM known),
    (SELECT json_agg(expansion ORDER BY first, last, phrase)::text FROM expansion),
    (SELECT json_agg(found)::text FROM (
        SELECT lexeme, bool_or(in_names) AS in_names, array_agg(word) AS forms
        FROM lexeme, LATERAL (
            SELECT word, in_names FROM vocabulary WHERE vocabulary.lexeme = lexeme.lexeme
            ORDER BY in_names DESC LIMIT 50
        ) forms GROUP BY lexeme
    ) found),
    (SELECT array_agg(summary ORDER BY edition_id) FROM pick),
    (SELECT array_agg(summary ORDER BY id) FROM urgent)
""".replace("/*urgent*/", URGENT)
    .replace("/*unexpired*/", UNEXPIRED)
    .replace("/*log*/", LOG_STATE)
)
