"""How long searches and suggestions take, asked of the whole API in this process, by the size of the hospital.

The documents are copies in the tables that the API reads: half of them have a word in the text that the others lack,
every thousandth (and ten at least) has a rare one; each is of one of forty specialties and three hundred conditions.
"""

import statistics
import time

from django.db import connection
from django.test import Client

from tests.benchmark import hospital

ORIGINALS = 20
ASKED = {
    "a rare word": "search/?q=sparrow",
    "two words, one rare": "search/?q=sparrow+nurse",
    "a word of every title": "search/?q=treatment",
    "a word in half of the texts": "search/?q=halfway",
    "the same, one specialty": "search/?q=halfway&specialty=specialty-7",
    "a typing error": "search/?q=sparow",
    "words that nothing has together": "search/?q=sparrow+halfway+stiffness",
    "suggest, one letter": "suggest/?q=t",
    "suggest, a beginning": "suggest/?q=treatm",
    "suggest, a typing error": "suggest/?q=tretment",
    "list, narrowed": "procedures/?q=sparrow",
}


def measure(*, pages, rounds):
    hospital.build(ORIGINALS)
    multiply(pages - ORIGINALS)
    client = Client()
    for name, address in ASKED.items():
        times = [ask(client, address) for _ in range(rounds + 3)][3:]
        print(f"{pages:>7} pages: {name:34} {statistics.median(times) * 1000:7.1f} ms")


def ask(client, address):
    started = time.perf_counter()
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.content
    return time.perf_counter() - started


def multiply(number):
    """Copies of the first treatment, by SQL alone."""
    with connection.cursor() as cursor:
        for statement in COPIES:
            cursor.execute(statement, {"number": number, "every": max(1, min(1000, number // 10))})
        cursor.execute("VACUUM ANALYZE")


COPIED = (
    "generate_series(1, %(number)s) AS n CROSS JOIN"
    " (SELECT id, edition_id FROM api_document WHERE type = 'procedure' LIMIT 1) AS one"
)
COPIES = [
    f"""
    INSERT INTO api_edition (number, event, reason, type, document_id, locale, slug, path, title, published_at,
        first_published_at, digest, body, dependencies, recall_class, replacement_type)
    SELECT 10000000 + n, event, reason, type, gen_random_uuid(), locale, 'copy-' || n, '/treatments/copy-' || n || '/',
        'Treatment ' || n, published_at, first_published_at, digest, body, dependencies, '', ''
    FROM {COPIED} JOIN api_edition ON api_edition.number = one.edition_id
    """,
    f"""
    INSERT INTO api_document (id, edition_id, type, document_id, locale, slug, path, is_alias, etag, summary,
        sort_title, published_at, first_published_at, specialties, conditions, clinicians, locations, body_area, codes,
        section_kinds, dependencies, procedure_type)
    SELECT 10000000 + n, edition.number, edition.type, edition.document_id, edition.locale, edition.slug,
        edition.path, false, original.etag, original.summary, lower(edition.title), edition.published_at,
        edition.first_published_at,
        ARRAY['specialty-' || n %% 40], ARRAY['condition-' || n %% 300],
        '{{}}'::varchar[], '{{}}'::varchar[], '', '{{}}'::varchar[],
        original.section_kinds, original.dependencies, ''
    FROM {COPIED}
    JOIN api_document original ON original.id = one.id
    JOIN api_edition edition ON edition.number = 10000000 + n
    """,
    f"""
    INSERT INTO api_searchentry (document_id, type, locale, place, facet_set, facets, names, name_vector, head_vector,
        vector, title, passages, words)
    SELECT 10000000 + n, type, locale, place, n %% 600,
        ARRAY['specialty|specialty-' || n %% 40 || '|Specialty ' || n %% 40,
            'condition|condition-' || n %% 300 || '|Condition ' || n %% 300],
        ARRAY['treatment ' || n], name_vector, head_vector,
        vector || to_tsvector('english', CASE WHEN n %% 2 = 0 THEN 'halfway ' ELSE '' END
            || CASE WHEN n %% %(every)s = 0 THEN 'sparrow' ELSE '' END),
        'Treatment ' || n, passages || E'\\n\\t\\t\\thalfway with a sparrow', words || E'\\n halfway with a sparrow '
    FROM {COPIED} JOIN api_searchentry ON document_id = one.id
    """,
    """
    INSERT INTO api_searchname (document_id, locale, ending, start, position, name)
    SELECT 10000000 + n, 'en', ending, start, 0, 'Treatment ' || n
    FROM generate_series(1, %(number)s) n, LATERAL (VALUES ('treatment ' || n, 0), (n::text, 1)) AS name(ending, start)
    """,
    "INSERT INTO api_searchword (locale, word, lexeme, in_names, sound)"
    " VALUES ('en', 'halfway', 'halfway', false, 'halfwai'), ('en', 'sparrow', 'sparrow', false, 'sparow')",
]
