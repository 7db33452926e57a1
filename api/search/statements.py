"""The SQL of search. Names in comments stand for other parts: ``compose`` puts them in.

Queries come through subqueries, ``(SELECT %(strict)s::tsquery)``, so that PostgreSQL plans alike for all of them: it
takes the index, whatever it knows of the words. It would else read and unpack every vector for a word that most
documents have.
"""

from collections.abc import Mapping


def compose(statement: str, parts: Mapping[str, str]) -> str:
    """Parts may hold parts that come after them."""
    for name, part in {**COMMON, **parts, **LAST}.items():
        statement = statement.replace(f"/*{name}*/", part)
    return statement


LIVE = "entry.locale = %(locale)s AND (entry.expires_at IS NULL OR entry.expires_at > statement_timestamp())"
# What is left out may stand in the text of a document whose names match.
NOT_EXCLUDED = "entry.vector @@ (SELECT %(excluding)s::tsquery)"

MATCHES = {
    "named": "entry.name_vector @@ (SELECT %(strict)s::tsquery)",
    "about": "entry.head_vector @@ (SELECT %(strict)s::tsquery)",
    "matching": "entry.vector @@ (SELECT %(strict)s::tsquery)",
}
NAMED = dict.fromkeys(
    MATCHES,
    "entry.document_id IN (SELECT document_id FROM api_searchname"
    " WHERE locale = %(locale)s AND ending = ANY(%(names)s) AND start = 0)",
)
"""For a query without any telling word: what has it as its name."""

IN_POOL = """SELECT rank, document_id AS entry_id FROM ranked WHERE /*beyond_key*/"""
BEYOND_POOL = """SELECT place AS rank, entry.document_id AS entry_id FROM api_searchentry entry
    WHERE /*matching*/ AND /*readable*/ AND /*beyond_key*/ AND document_id NOT IN (SELECT document_id FROM pool)"""

# To have a word counts, and more so in names. Exact names come before anything else; among equals, treatments.
RANK = """(1000000 * (
    coalesce(score, 0) * (ARRAY[1, 1, 0.9, 0.85, 0.9, 0.85])[entry.place / 1000 + 1]
    + CASE WHEN entry.names && %(names)s::text[] THEN 1 ELSE 0 END + 0.02 - 0.004 * (entry.place / 1000)
))::bigint * 10000 + 9999 - entry.place"""

# A word weighs the more the fewer documents have it, as they were for the first page. Words side by side weigh four
# fifths of what words do.
WEIGHTS = """WITH word AS MATERIALIZED (
    SELECT given.number, query, known.documents, share * ln(1 + (SELECT count(*) FROM (
        SELECT FROM api_searchentry entry WHERE entry.locale = %(locale)s LIMIT 2000
    ) entries) / (1.0 + known.documents)) AS weight
    FROM unnest(%(groups)s::text[], %(shares)s::float[]) WITH ORDINALITY AS given(query, share, number), LATERAL (
        SELECT count(*) AS documents FROM (
            SELECT FROM api_searchentry entry
            WHERE %(weigh)s AND entry.locale = %(locale)s AND entry.vector @@ query::tsquery LIMIT 2000
        ) those
    ) known
),
weights AS MATERIALIZED (
    SELECT number, (%(weights)s::float[])[number] AS weight
    FROM generate_series(1, cardinality(%(weights)s::float[])) AS number
    UNION ALL
    SELECT number, weight FROM word WHERE cardinality(%(weights)s::float[]) = 0
    UNION ALL
    SELECT %(number)s + pair, (SELECT 0.8 * avg(weight) FROM word)
    FROM generate_series(1, %(neighbours)s) AS pair WHERE cardinality(%(weights)s::float[]) = 0
),
"""

RANKED = """asked AS MATERIALIZED (
    SELECT given.number, given.ranked::tsquery AS query, given.factor, weights.weight
    FROM unnest(%(numbers)s::int[], %(ranked)s::text[], %(factors)s::float[]) AS given(number, ranked, factor)
    JOIN weights USING (number)
),
/*name*/ AS MATERIALIZED (
    SELECT document_id, /*rank*/ AS rank
    FROM /*source*/ JOIN api_searchentry entry USING (document_id), LATERAL (
        SELECT sum(weight * best) / sum(weight) AS score
        FROM (
            SELECT number, weight, coalesce(max(
                factor * (0.2 + 0.8 * ts_rank('{0.1, 0.3, 0.6, 1}', entry.vector, query))
            ) FILTER (WHERE entry.vector @@ query), 0) AS best
            FROM asked GROUP BY number, weight
        ) by_group
    ) scored
),
"""

TOTALS = """totals AS (
    SELECT
        (SELECT coalesce(sum(number), 0)::int FROM counted),
        (SELECT json_agg(facets)::text FROM (
            SELECT facet, sum(number)::int AS number
            FROM counted JOIN api_searchentry example ON example.document_id = counted.example, unnest(facets) AS facet
            GROUP BY facet ORDER BY number DESC, facet
        ) facets),
        (SELECT min(expires_at) - statement_timestamp() FROM counted),
        (SELECT coalesce(max(tier), 0) FROM pool),
        (SELECT ARRAY[tier, place, document_id] FROM pool ORDER BY tier, place DESC, document_id DESC LIMIT 1),
        (SELECT count(*) FROM pool),
        (SELECT array_agg(weight::float ORDER BY number) FROM weights)
),
"""

PAGE = """page AS (/*rows*/ ORDER BY /*order*/ LIMIT %(limit)s)
SELECT
    totals.*, rank, entry_id, document.type, document.document_id, slug, path, title, passages, words
FROM totals LEFT JOIN (
    page
    JOIN api_searchentry entry ON entry.document_id = entry_id
    JOIN api_document document ON document.id = entry_id
) ON true
ORDER BY /*order*/
"""

# Each tier is looked into only where those above it do not fill the pool.
ALL = """/*weights*/
counted AS (
    SELECT facet_set, count(*) AS number, min(document_id) AS example, min(expires_at) AS expires_at
    FROM api_searchentry entry WHERE /*matching*/ AND /*readable*/ GROUP BY facet_set
),
named AS MATERIALIZED (
    SELECT document_id, place FROM api_searchentry entry
    WHERE /*named*/ AND /*readable*/
    ORDER BY place, document_id LIMIT %(pool)s
),
about AS MATERIALIZED (
    SELECT document_id, place FROM api_searchentry entry
    WHERE /*about*/ AND /*readable*/ AND (SELECT count(*) FROM named) < %(pool)s
    ORDER BY place, document_id LIMIT %(pool)s
),
said AS MATERIALIZED (
    SELECT document_id, place FROM api_searchentry entry
    WHERE /*matching*/ AND /*readable*/ AND (SELECT count(*) FROM named) + (SELECT count(*) FROM about) < %(pool)s
    ORDER BY place, document_id LIMIT %(pool)s
),
pool AS MATERIALIZED (
    SELECT * FROM (
        SELECT document_id, max(tier) AS tier, place
        FROM (
            SELECT document_id, place, 2 AS tier FROM named
            UNION ALL SELECT document_id, place, 1 FROM about
            UNION ALL SELECT document_id, place, 0 FROM said
        ) tiers GROUP BY document_id, place
    ) coarse
    WHERE /*within_pool*/
    ORDER BY tier DESC, place, document_id LIMIT %(pool)s
),
/*ranked*//*totals*//*page*/"""

# Treatments are also found by the conditions that they are for.
SOME = """/*weights*/
telling AS MATERIALIZED (
    SELECT string_agg(query, ' | ')::tsquery AS query FROM word
    WHERE weight >= 0.6 * (SELECT max(weight) FROM word WHERE documents > 0)
),
candidate AS (
    (SELECT document_id FROM api_searchentry entry WHERE /*matching*/ AND /*readable*/ LIMIT %(pool)s)
    UNION
    (SELECT document_id FROM api_searchentry entry
        WHERE head_vector @@ (SELECT query FROM telling) AND /*readable*/
        ORDER BY place, document_id LIMIT %(pool)s)
    UNION
    (SELECT document_id FROM api_searchentry entry
        WHERE head_vector @@ (SELECT %(pair)s::tsquery) AND /*readable*/
        ORDER BY place, document_id LIMIT %(pool)s)
    UNION
    (SELECT document_id FROM api_searchentry entry
        WHERE vector @@ (SELECT %(most)s::tsquery) AND /*readable*/ LIMIT %(pool)s)
),
condition AS MATERIALIZED (
    SELECT entry.document_id, document.slug
    FROM api_searchentry entry JOIN api_document document ON document.id = entry.document_id
    WHERE entry.type = 'condition' AND head_vector @@ (SELECT query FROM telling) AND /*live*/
    ORDER BY entry.place, entry.document_id LIMIT %(pool)s
),
treatment AS MATERIALIZED (
    SELECT entry.document_id, condition.document_id AS condition_id
    FROM condition
    JOIN api_document document ON document.conditions @> ARRAY[condition.slug] AND document.locale = %(locale)s
    JOIN api_searchentry entry ON entry.document_id = document.id AND entry.type = 'procedure'
    WHERE /*readable*/
    LIMIT %(pool)s
),
every AS (
    SELECT document_id FROM candidate
    UNION SELECT document_id FROM condition
    UNION SELECT document_id FROM treatment
),
/*by_words*/
by_condition AS (
    SELECT treatment.document_id, max(rank) AS rank
    FROM treatment JOIN by_words ON by_words.document_id = condition_id GROUP BY treatment.document_id
),
merged AS MATERIALIZED (
    SELECT document_id, greatest(by_words.rank, (0.85 * by_condition.rank)::bigint) AS rank
    FROM by_words LEFT JOIN by_condition USING (document_id)
    WHERE document_id IN (SELECT document_id FROM candidate UNION SELECT document_id FROM treatment)
),
ranked AS MATERIALIZED (SELECT * FROM merged WHERE rank >= 0.4 * (SELECT max(rank) FROM merged)),
pool AS (SELECT document_id, 0 AS tier, 0 AS place FROM ranked),
counted AS (
    SELECT facet_set, count(*) AS number, min(document_id) AS example, min(expires_at) AS expires_at
    FROM ranked JOIN api_searchentry entry USING (document_id) GROUP BY facet_set
),
/*totals*//*page*/"""

COMMON = {
    "weights": WEIGHTS,
    "ranked": RANKED.replace("/*name*/", "ranked").replace("/*source*/", "pool"),
    "by_words": RANKED.replace("/*name*/", "by_words").replace("/*source*/", "every"),
    "rank": RANK,
    "totals": TOTALS,
    "page": PAGE,
}
LAST = {"live": LIVE}
