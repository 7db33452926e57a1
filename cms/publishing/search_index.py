"""Keeps what search reads beside the documents: one statement for all documents that an append touches."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from api.models import Document, SearchTerm
from api.search.entries import SearchFields, search_fields
from api.search.words import configuration, dictionary, joined, spelled


def index(documents: Iterable[tuple[Document, Any]]) -> None:
    """Make search find the documents as they are now. Each comes with its body, parsed."""
    described = [(document, search_fields(body), body) for document, body in documents]
    if not described:
        return
    parameters: dict[str, Any] = {
        "documents": [document.pk for document, _, _ in described],
        "searched": [document.pk for document, fields, _ in described if fields],
        "entries": Jsonb([entry(document, fields) for document, fields, _ in described if fields]),
        "names": Jsonb([name for document, fields, _ in described if fields for name in names(document, fields)]),
        "words": Jsonb(words(fields for _, fields, _ in described if fields)),
        "dictionaries": Jsonb({document.locale: dictionary(document.locale) for document, _, _ in described}),
        "terms": Jsonb([term for document, _, body in described for term in terms(document, body)]),
    }
    with connection.cursor() as cursor:
        cursor.execute(INDEX, parameters)


INDEX = """
WITH
no_longer_searched AS (
    DELETE FROM api_searchentry WHERE document_id = ANY(%(documents)s) AND document_id <> ALL(%(searched)s)
),
former_names AS (DELETE FROM api_searchname WHERE document_id = ANY(%(documents)s)),
former_terms AS (DELETE FROM api_searchterm WHERE document_id = ANY(%(documents)s)),
entry AS (
    SELECT given.*, setweight(to_tsvector(configuration, a), 'A') AS name_vector,
        setweight(to_tsvector(configuration, b), 'B') || setweight(to_tsvector(configuration, c), 'C') AS about_vector,
        to_tsvector(configuration, coalesce(d, substr(words, strpos(words, E'\n')))) AS text_vector
    FROM jsonb_to_recordset(%(entries)s) AS given(
        document_id bigint, type text, locale text, expires_at timestamptz, place int, facet_set bigint,
        facets text[], names text[], title text, passages text, words text,
        a text, b text, c text, d text, configuration regconfig
    )
),
entries AS (
    INSERT INTO api_searchentry (
        document_id, type, locale, expires_at, place, facet_set, facets, names, title, passages, words,
        name_vector, head_vector, vector
    )
    SELECT document_id, type, locale, expires_at, place, facet_set, facets, names, title, passages, words,
        name_vector, name_vector || about_vector, name_vector || about_vector || text_vector
    FROM entry
    ON CONFLICT (document_id) DO UPDATE SET
        expires_at = EXCLUDED.expires_at, place = EXCLUDED.place,
        facet_set = EXCLUDED.facet_set, facets = EXCLUDED.facets, names = EXCLUDED.names,
        title = EXCLUDED.title, passages = EXCLUDED.passages, words = EXCLUDED.words,
        name_vector = EXCLUDED.name_vector, head_vector = EXCLUDED.head_vector, vector = EXCLUDED.vector
),
names AS (
    INSERT INTO api_searchname (document_id, locale, ending, start, position, name)
    SELECT document_id, locale, ending, start, position, name
    FROM jsonb_to_recordset(%(names)s) AS given(
        document_id bigint, locale text, ending text, start int, position int, name text
    )
),
words AS (
    INSERT INTO api_searchword (locale, word, lexeme, in_names)
    SELECT locale, word, coalesce((ts_lexize(dictionary::regdictionary, spelled))[1], ''), in_names
    FROM (
        SELECT row ->> 0, row ->> 1, coalesce(row ->> 2, row ->> 1), (row ->> 3)::boolean,
            %(dictionaries)s::jsonb ->> (row ->> 0)
        FROM jsonb_array_elements(%(words)s) AS row
    ) AS given(locale, word, spelled, in_names, dictionary)
    WHERE NOT EXISTS (
        SELECT FROM api_searchword known
        WHERE known.locale = given.locale AND known.word = given.word AND known.in_names >= given.in_names
    )
    ON CONFLICT (locale, word) DO UPDATE SET in_names = EXCLUDED.in_names OR api_searchword.in_names
)
INSERT INTO api_searchterm (document_id, locale, kind, phrase, query)
SELECT document_id, locale, kind,
    CASE kind WHEN 'pick' THEN term ELSE (
        SELECT coalesce(string_agg(lexeme, ' ' ORDER BY place), '')
        FROM unnest(to_tsvector(configuration, spelled)) AS of_term(lexeme, positions, weights), unnest(positions) place
    ) END,
    phraseto_tsquery(configuration, spelled)::text
FROM jsonb_to_recordset(%(terms)s)
    AS given(document_id bigint, locale text, kind text, term text, spelled text, configuration regconfig)
"""


def entry(document: Document, fields: SearchFields) -> dict[str, Any]:
    return {
        "document_id": document.pk,
        "type": document.type,
        "locale": document.locale,
        "expires_at": document.expires_at.isoformat() if document.expires_at else None,
        "place": fields.place,
        "facet_set": fields.facet_set,
        "facets": fields.facets,
        "names": fields.folded_names,
        "title": fields.title,
        "passages": fields.passage_lines,
        "words": fields.word_lines,
        "configuration": configuration(document.locale),
        **fields.texts,
    }


def names(document: Document, fields: SearchFields) -> Iterable[dict[str, Any]]:
    """Each name from each of its words on."""
    for position, name in enumerate(fields.names):
        words = joined(name).split()
        for start in range(len(words)):
            yield {
                "document_id": document.pk,
                "locale": document.locale,
                "ending": " ".join(words[start:]),
                "start": start,
                "position": position,
                "name": name,
            }


def words(documents: Iterable[SearchFields]) -> list[tuple[str, str, str | None, bool]]:
    """Locale, word, how its dictionary wants it spelled if differently, and whether it stands in a name; each once.

    In a fixed order: two publications that add the same words cannot wait for each other in a circle.
    """
    in_names: dict[tuple[str, str], bool] = {}
    for fields in documents:
        for word in fields.words:
            key = fields.locale, word
            in_names[key] = in_names.get(key, False) or word in fields.name_words
    found = ((locale, word, spelled(word, locale=locale)) for locale, word in sorted(in_names))
    return [
        (locale, word, None if as_wanted == word else as_wanted, in_names[locale, word])
        for locale, word, as_wanted in found
    ]


def terms(document: Document, body: Any) -> Iterable[dict[str, Any]]:
    for kind, text in terms_of(body):
        term = joined(text)
        yield {
            "document_id": document.pk,
            "locale": document.locale,
            "kind": kind,
            "term": term,
            "spelled": spelled(term, locale=document.locale),
            "configuration": configuration(document.locale),
        }


def terms_of(body: Any) -> Iterable[tuple[SearchTerm.Kind, str]]:
    if body.type == "synonyms":
        yield from ((SearchTerm.Kind.EQUAL, term) for term in body.terms)
    elif body.type == "condition":
        yield SearchTerm.Kind.EQUAL, body.name
        yield from ((SearchTerm.Kind.LAY, name) for name in body.lay_names)
    elif body.type == "pick":
        yield SearchTerm.Kind.PICK, body.query
