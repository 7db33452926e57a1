"""Keeps what search reads beside the documents: the same few statements, however many documents an append touches."""

from collections.abc import Iterable, Mapping, Set

from psycopg.types.json import Jsonb

from api.contract.documents import ConditionContent, DocumentModel
from api.contract.site import PickContent, SynonymsContent, UrgentContent
from api.log.bodies import Reading
from api.models import Document, SearchTerm
from api.process.sql import Statement
from api.search.entries import SearchFields, search_fields, words_in
from api.search.spelling import sound
from api.text.folding import configuration, dictionary, joined, spelled, words_of
from cms.publishing.log.programs import indexer


def index(
    documents: Iterable[tuple[Document, Reading[DocumentModel]]], *, kept: Mapping[int, str] | None = None
) -> list[Statement]:
    """What makes search find the documents as they are now. Each comes with its body, read.

    ``kept`` is what ``SELECT_KEPT`` found of some of them, by primary key: those words need not be told again.
    """
    described = [(document, search_fields(read.document, read.words), read.document) for document, read in documents]
    searched = [(document, fields) for document, fields, _ in described if fields]
    others = [document.pk for document, fields, _ in described if not fields]
    with_terms = [(document, body) for document, _, body in described if document.type in WITH_TERMS]
    statements = []
    if others:
        statements.append(Statement("DELETE FROM api_searchentry WHERE document_id = ANY(%s)", [others]))
        statements.append(Statement("DELETE FROM api_searchname WHERE document_id = ANY(%s)", [others]))
    if searched:
        found = [name for document, fields in searched for name in names(document, fields)]
        statements += [
            Statement(
                "DELETE FROM api_searchname WHERE document_id = ANY(%s)", [[document.pk for document, _ in searched]]
            ),
            Statement(INSERT_ENTRIES, [Jsonb([entry(document, fields) for document, fields in searched])]),
            Statement(INSERT_NAMES, [Jsonb(found)]),
        ]
    if with_terms:
        keys = [document.pk for document, _ in with_terms]
        statements += [
            Statement("DELETE FROM api_searchterm WHERE document_id = ANY(%s)", [keys]),
            Statement(INSERT_TERMS, [Jsonb([term for document, body in with_terms for term in terms(document, body)])]),
        ]
    before = {pk: words_in(lines) for pk, lines in (kept or {}).items()}
    if said := words(
        (document.locale, *said_in(fields, body, before=before.get(document.pk, set())))
        for document, fields, body in described
    ):
        dictionaries = {document.locale: dictionary(document.locale) for document, *_ in described}
        statements.append(Statement(INSERT_WORDS, [indexer(), Jsonb(dictionaries), Jsonb(said), indexer()]))
    return statements


INSERT_ENTRIES = """
INSERT INTO api_searchentry (
    document_id, type, locale, expires_at, place, facet_set, facets, names, title, passages, words,
    name_vector, head_vector, vector
)
SELECT document_id, type, locale, expires_at, place, facet_set, facets, names, title, passages, words,
    name_vector, name_vector || about_vector, name_vector || about_vector || text_vector
FROM (
    SELECT given.*, setweight(to_tsvector(configuration, a), 'A') AS name_vector,
        setweight(to_tsvector(configuration, b), 'B') || setweight(to_tsvector(configuration, c), 'C') AS about_vector,
        to_tsvector(configuration, coalesce(d, substr(words, strpos(words, E'\n')))) AS text_vector
    FROM jsonb_to_recordset(%s) AS given(
        document_id bigint, type text, locale text, expires_at timestamptz, place int, facet_set bigint,
        facets text[], names text[], title text, passages text, words text,
        a text, b text, c text, d text, configuration regconfig
    )
    OFFSET 0  -- so that each vector is made once
) AS given
ON CONFLICT (document_id) DO UPDATE SET
    expires_at = EXCLUDED.expires_at, place = EXCLUDED.place,
    facet_set = EXCLUDED.facet_set, facets = EXCLUDED.facets, names = EXCLUDED.names,
    title = EXCLUDED.title, passages = EXCLUDED.passages, words = EXCLUDED.words,
    name_vector = EXCLUDED.name_vector, head_vector = EXCLUDED.head_vector, vector = EXCLUDED.vector
-- Most of what follows a change says the same words: a picture or a phone number is another.
WHERE api_searchentry IS DISTINCT FROM EXCLUDED
"""
SELECT_KEPT = """
SELECT document.id, entry.words FROM api_document document JOIN api_searchentry entry ON entry.document_id = document.id
WHERE document.id = ANY(%s) AND document.indexed_by = document.edition_id || ':' || %s
"""
"""The words of documents that this program has indexed as they are."""
INSERT_NAMES = """
INSERT INTO api_searchname (document_id, locale, ending, start, position, name)
SELECT document_id, locale, ending, start, position, name
FROM jsonb_to_recordset(%s) AS given(
    document_id bigint, locale text, ending text, start int, position int, name text
)
"""
# Words that are known are looked up one by one along the index: in a join, PostgreSQL would read all there are.
INSERT_WORDS = """
INSERT INTO api_searchword (locale, word, lexeme, in_names, sound, indexed_by)
SELECT locale, word, coalesce((ts_lexize(dictionary::regdictionary, spelled))[1], ''), in_names, sound, %s
FROM (
    SELECT row ->> 0, row ->> 1, coalesce(row ->> 2, row ->> 1), (row ->> 3)::boolean, row ->> 4,
        %s::jsonb ->> (row ->> 0)
    FROM jsonb_array_elements(%s) AS row OFFSET 0
) AS given(locale, word, spelled, in_names, sound, dictionary)
WHERE NOT coalesce((
    SELECT known.in_names >= given.in_names AND known.indexed_by = %s FROM api_searchword known
    WHERE known.locale = given.locale AND known.word = given.word
), false)
ON CONFLICT (locale, word) DO UPDATE SET
    in_names = EXCLUDED.in_names OR api_searchword.in_names AND api_searchword.indexed_by = EXCLUDED.indexed_by,
    lexeme = EXCLUDED.lexeme, sound = EXCLUDED.sound, indexed_by = EXCLUDED.indexed_by
"""
INSERT_TERMS = """
INSERT INTO api_searchterm (document_id, locale, kind, phrase, query)
SELECT document_id, locale, kind,
    CASE kind WHEN 'pick' THEN term ELSE (
        SELECT coalesce(string_agg(lexeme, ' ' ORDER BY place), '')
        FROM unnest(to_tsvector(configuration, spelled)) AS of_term(lexeme, positions, weights), unnest(positions) place
    ) END,
    CASE kind WHEN 'urgent' THEN term ELSE phraseto_tsquery(configuration, spelled)::text END
FROM jsonb_to_recordset(%s)
    AS given(document_id bigint, locale text, kind text, term text, spelled text, configuration regconfig)
"""
LONGEST_LINE = 300
"""Characters of a name, from each of its words on, and of a phrase: PostgreSQL's indexes hold no more than 2,700 bytes,
and no reader types as many. What is longer is found by its first words; a longer phrase not at all."""
WITH_TERMS = {"synonyms", "condition", "pick", "urgent"}
"""Types of which ``terms_of`` yields something."""


def entry(document: Document, fields: SearchFields) -> dict[str, object]:
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
        "passages": fields.excerpt_lines,
        "words": fields.word_lines,
        "configuration": configuration(document.locale),
        **fields.texts,
    }


def names(document: Document, fields: SearchFields) -> Iterable[dict[str, object]]:
    """Each name from each of its words on."""
    for position, name in enumerate(fields.names):
        words = joined(name).split()
        for start in range(len(words)):
            yield {
                "document_id": document.pk,
                "locale": document.locale,
                "ending": " ".join(words[start:])[:LONGEST_LINE],
                "start": start,
                "position": position,
                "name": name,
            }


def said_in(
    fields: SearchFields | None, body: DocumentModel, *, before: Set[str] = frozenset()
) -> tuple[set[str], set[str]]:
    """The words of a document that it did not say before, and those that stand in its names; words for search are as
    good as names."""
    if fields:
        return fields.words - (before - fields.name_words), fields.name_words
    if isinstance(body, SynonymsContent):
        terms = set(words_of(" . ".join(body.terms)))
        return terms, terms
    return set(words_of(" . ".join(body.phrases))) if isinstance(body, UrgentContent) else set(), set()


def words(documents: Iterable[tuple[str, set[str], set[str]]]) -> list[tuple[str, str, str | None, bool, str]]:
    """Locale, word, how its dictionary wants it spelled if differently, whether it stands in a name, and its sound;
    each once.

    In a fixed order: two publications that add the same words cannot wait for each other in a circle.
    """
    in_names: dict[tuple[str, str], bool] = {}
    for locale, said, named in documents:
        for word in said:
            in_names[locale, word] = in_names.get((locale, word), False) or word in named
    found = ((locale, word, spelled(word, locale=locale)) for locale, word in sorted(in_names))
    return [
        (locale, word, None if as_wanted == word else as_wanted, in_names[locale, word], sound(word, locale=locale))
        for locale, word, as_wanted in found
    ]


def terms(document: Document, body: DocumentModel) -> Iterable[dict[str, object]]:
    for kind, text in terms_of(body):
        wanted, unwanted = told_apart(text) if kind == SearchTerm.Kind.URGENT else (text, [])
        term = joined(wanted)
        if len(term) > LONGEST_LINE:
            continue
        yield {
            "document_id": document.pk,
            "locale": document.locale,
            "kind": kind,
            "term": " ".join([term, *(f"-{spelled(word, locale=document.locale)}" for word in unwanted)]),
            "spelled": spelled(term, locale=document.locale),
            "configuration": configuration(document.locale),
        }


def told_apart(phrase: str) -> tuple[str, list[str]]:
    """The words of a phrase, and those after a minus, with which it means something else."""
    words = phrase.split()
    unwanted = [word for word in words if word.startswith("-")]
    return " ".join(word for word in words if word not in unwanted), words_of(" ".join(unwanted))


def terms_of(body: DocumentModel) -> Iterable[tuple[SearchTerm.Kind, str]]:
    if isinstance(body, SynonymsContent):
        yield from ((SearchTerm.Kind.EQUAL, term) for term in body.terms)
    elif isinstance(body, ConditionContent):
        if body.name:
            yield SearchTerm.Kind.EQUAL, body.name
        yield from ((SearchTerm.Kind.LAY, name) for name in body.lay_names)
    elif isinstance(body, PickContent) and body.query:
        yield SearchTerm.Kind.PICK, body.query
    elif isinstance(body, UrgentContent):
        yield from ((SearchTerm.Kind.URGENT, phrase) for phrase in body.phrases)
