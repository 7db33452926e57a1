"""The SQL of search. Names in comments stand for other parts: ``compose`` puts them in.

Queries come through subqueries, ``(SELECT %(strict)s::tsquery)``, so that PostgreSQL plans alike for all of them: it
takes the index, whatever it knows of the words. It would else read and unpack every vector for a word that most
documents have.
"""

import re
from functools import lru_cache

from api.process.answers import LOG_STATE


@lru_cache(maxsize=256)
def compose(statement: str, *parts: tuple[str, str]) -> str:
    """Parts may hold parts that come after them."""
    for name, part in (COMMON | dict(parts) | LAST).items():
        statement = statement.replace(f"/*{name}*/", part)
    return in_one_line(statement)


def in_one_line(statement: str) -> str:
    """Short enough for psycopg, which takes longer statements apart anew each time."""
    return re.sub(r"\s+", " ", statement).strip()


LIVE = "entry.locale = %(locale)s AND (entry.expires_at IS NULL OR entry.expires_at > statement_timestamp())"
# What is left out may stand in the text of a document whose names match.
NOT_EXCLUDED = "entry.vector @@ (SELECT %(excluding)s::tsquery)"
OF_TYPES = "entry.type = ANY(%(types)s::text[])"

FACETS = {
    name: f"EXISTS (SELECT FROM unnest(facets) AS facet WHERE starts_with(facet, '{kind}|')"
    f" AND split_part(facet, '|', 2) = ANY(%({name})s::text[]))"
    for name, kind in (("specialties", "specialty"), ("conditions", "condition"), ("body_areas", "body_area"))
}
"""Narrows counts, of which each is of one set of facets; and by these sets, what is counted."""

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
    WHERE /*matching*/ AND /*shown*/ AND /*beyond_key*/ AND document_id NOT IN (SELECT document_id FROM pool)"""

# To have a word counts, and more so in names: what has all of them there (tier 2) comes before what says one of them in
# many names. Exact names come before anything else; among equals, treatments.
RANK = """(1000000 * (
    coalesce(score, 0) * (%(favour)s::float[])[entry.place / 1000 + 1]
    + CASE WHEN entry.names && %(names)s::text[] THEN 1 WHEN tier = 2 THEN 0.1 ELSE 0 END
    + 0.02::float - 0.004::float * (entry.place / 1000)
))::bigint * 10000 + 9999 - entry.place"""

# A word weighs the more the fewer documents have it, as they were for the first page. Words side by side weigh four
# fifths of what words do.
WORDS = """word AS MATERIALIZED (
    SELECT given.number, query, known.documents, share * ln(1 + (SELECT count(*) FROM (
        SELECT FROM api_searchentry entry WHERE entry.locale = %(locale)s LIMIT 2000
    ) entries) / (1.0 + known.documents)) AS weight
    FROM unnest(%(groups)s::text[], %(shares)s::float[]) WITH ORDINALITY AS given(query, share, number), LATERAL (
        SELECT count(*) AS documents FROM (
            SELECT FROM api_searchentry entry
            WHERE entry.locale = %(locale)s AND entry.vector @@ query::tsquery LIMIT 2000
        ) those
    ) known
),
"""
WEIGHTS = """weights AS MATERIALIZED (
    SELECT number, weight FROM word
    UNION ALL
    SELECT %(number)s::int + pair, (SELECT 0.8 * avg(weight) FROM word)
    FROM generate_series(1, %(neighbours)s::int) AS pair
),
"""
KNOWN_WEIGHTS = """weights AS MATERIALIZED (
    SELECT number, weight FROM unnest(%(weights)s::float[]) WITH ORDINALITY AS known(weight, number)
),
"""
"""As they were for the first page; and of a single word, of which the weight makes no difference."""

# ``sure`` is what all in the pool have. Each look at a vector unpacks it. Where a locale has no entry, nothing weighs
# anything; and the planner may score all entries before it asks which of them are in the pool.
RANKED = """asked AS MATERIALIZED (
    SELECT given.number, given.ranked::tsquery AS query, given.factor, given.sure, weights.weight
    FROM unnest(%(numbers)s::int[], %(ranked)s::text[], %(factors)s::float[], %(sure)s::bool[])
        AS given(number, ranked, factor, sure)
    JOIN weights USING (number)
),
/*name*/ AS MATERIALIZED (
    SELECT document_id, /*rank*/ AS rank
    FROM /*source*/ JOIN api_searchentry entry USING (document_id), LATERAL (
        SELECT sum(weight * best) / nullif(sum(weight), 0) AS score
        FROM (
            SELECT number, weight, coalesce(max(
                factor * (/*merit*/)
            ) FILTER (WHERE sure OR entry.vector @@ query), 0) AS best
            FROM asked GROUP BY number, weight
        ) by_group
    ) scored
),
"""
RANKED_BY_ONE = """ranked AS MATERIALIZED (
    SELECT document_id, /*rank*/ AS rank
    FROM pool JOIN api_searchentry entry USING (document_id), LATERAL (
        SELECT 0.2 + 0.8 * ts_rank('{0.1, 0.3, 0.6, 1}', entry.vector, (SELECT %(one)s::tsquery)) AS score
    ) scored
),
"""
"""The same for a query that asks for one thing in one way."""

TOTALS = """totals AS (
    SELECT
        /*log*/,
        (SELECT coalesce(sum(number), 0)::int FROM counted),
        (SELECT array_agg(number::int) FROM counted),
        (SELECT array_agg(array_to_string(facets, chr(31))) FROM counted),
        (SELECT min(expires_at) FROM counted),
        statement_timestamp(),
        (SELECT coalesce(max(tier), 0) FROM pool),
        (SELECT ARRAY[tier, place, document_id] FROM pool ORDER BY tier, place DESC, document_id DESC LIMIT 1),
        (SELECT count(*) FROM pool),
        /*weighed*/
),
"""
WEIGHED = "(SELECT array_agg(weight::float ORDER BY number) FROM weights)"

PAGE = """page AS (/*rows*/ ORDER BY /*order*/ LIMIT %(limit)s)
SELECT
    totals.*, rank, entry_id, document.type, document.document_id::text, slug, path, title, passages, words,
    document.summary
FROM totals LEFT JOIN (
    page
    JOIN api_searchentry entry ON entry.document_id = entry_id
    JOIN api_document document ON document.id = entry_id
) ON true
ORDER BY /*order*/
"""

COUNT = "facet_set, count(*) AS number, min(facets) AS facets, min(entry.expires_at) AS expires_at"
COUNTED = """counted AS MATERIALIZED (
    SELECT /*count*/ FROM api_searchentry entry WHERE /*matching*/ AND /*readable*/ GROUP BY facet_set
),
"""
COUNTED_OF_FACETS = """counted AS MATERIALIZED (
    SELECT * FROM (
        SELECT /*count*/ FROM api_searchentry entry WHERE /*matching*/ AND /*readable*/ GROUP BY facet_set
    ) each WHERE /*facets*/
),
"""
COUNTED_AS_WELL = "entry.facet_set IN (SELECT facet_set FROM counted)"

# Each tier is looked into only where those above it do not fill the pool. What very many match is not sorted: the first
# in the coarse order are looked through, by the index ``search_in_order``, and mostly fill the pool.
ALL = """WITH /*words*//*weights*//*counted*/
near AS MATERIALIZED (
    SELECT document_id, place, CASE WHEN /*named*/ THEN 2 WHEN /*about*/ THEN 1 ELSE 0 END AS tier
    FROM (
        SELECT * FROM api_searchentry entry WHERE entry.locale = %(locale)s ORDER BY place + 0, document_id LIMIT 2000
    ) entry
    WHERE (SELECT sum(number) FROM counted) > 16000 AND /*matching*/ AND /*shown*/
    LIMIT %(pool)s
),
named AS MATERIALIZED (
    SELECT document_id, place FROM api_searchentry entry
    WHERE /*named*/ AND /*shown*/ AND (SELECT count(*) FROM near WHERE tier = 2) < %(pool)s
    ORDER BY place, document_id LIMIT %(pool)s
),
about AS MATERIALIZED (
    SELECT document_id, place FROM api_searchentry entry
    WHERE /*about*/ AND /*shown*/ AND (SELECT count(*) FROM near WHERE tier = 2) < %(pool)s
        AND (SELECT count(*) FROM named) < %(pool)s
    ORDER BY place, document_id LIMIT %(pool)s
),
said AS MATERIALIZED (
    SELECT document_id, place FROM api_searchentry entry
    WHERE /*matching*/ AND /*shown*/ AND (SELECT count(*) FROM near) < %(pool)s
        AND (SELECT count(*) FROM named) + (SELECT count(*) FROM about) < %(pool)s
    ORDER BY place, document_id LIMIT %(pool)s
),
pool AS MATERIALIZED (
    SELECT * FROM (
        SELECT document_id, max(tier) AS tier, place
        FROM (
            SELECT * FROM near
            UNION ALL SELECT document_id, place, 2 FROM named
            UNION ALL SELECT document_id, place, 1 FROM about
            UNION ALL SELECT document_id, place, 0 FROM said
        ) tiers GROUP BY document_id, place
    ) coarse
    WHERE /*within_pool*/
    ORDER BY tier DESC, place, document_id LIMIT %(pool)s
),
/*ranked*//*totals*//*page*/"""

# Treatments are also found by the conditions that they are for.
SOME = """WITH /*words*//*weights*//*fitting*/
telling AS MATERIALIZED (
    SELECT string_agg(query, ' | ')::tsquery AS query FROM word
    WHERE weight >= 0.6 * (SELECT max(weight) FROM word WHERE documents > 0)
),
candidate AS (
    (SELECT document_id FROM api_searchentry entry WHERE /*matching*/ AND /*shown*/ LIMIT %(pool)s)
    UNION
    (SELECT document_id FROM api_searchentry entry
        WHERE head_vector @@ (SELECT query FROM telling) AND /*shown*/
        ORDER BY place, document_id LIMIT %(pool)s)
    UNION
    (SELECT document_id FROM api_searchentry entry
        WHERE head_vector @@ (SELECT %(pair)s::tsquery) AND /*shown*/
        ORDER BY place, document_id LIMIT %(pool)s)
    UNION
    (SELECT document_id FROM api_searchentry entry
        WHERE vector @@ (SELECT %(pair)s::tsquery) AND /*shown*/ LIMIT %(pool)s)
    UNION
    (SELECT document_id FROM api_searchentry entry
        WHERE vector @@ (SELECT %(most)s::tsquery) AND /*shown*/ LIMIT %(pool)s)
),
condition AS MATERIALIZED (
    SELECT entry.document_id, document.slug
    FROM api_searchentry entry JOIN api_document document ON document.id = entry.document_id
    WHERE entry.type = 'condition' AND /*live*/
        AND (head_vector @@ (SELECT query FROM telling) OR entry.document_id IN (SELECT document_id FROM candidate))
    ORDER BY entry.place, entry.document_id LIMIT %(pool)s
),
treatment AS MATERIALIZED (
    SELECT entry.document_id, condition.document_id AS condition_id
    FROM condition
    JOIN api_document document ON document.conditions @> ARRAY[condition.slug] AND document.locale = %(locale)s
    JOIN api_searchentry entry ON entry.document_id = document.id AND entry.type = 'procedure'
    WHERE /*shown*/
    LIMIT %(pool)s
),
every AS (
    SELECT document_id, 0 AS tier FROM candidate
    UNION SELECT document_id, 0 FROM condition
    UNION SELECT document_id, 0 FROM treatment
),
/*by_words*/
by_condition AS (
    SELECT treatment.document_id, max(rank) AS rank
    FROM treatment JOIN by_words ON by_words.document_id = condition_id GROUP BY treatment.document_id
),
merged AS MATERIALIZED (
    SELECT document_id, greatest(
        CASE
            WHEN document_id IN (SELECT condition_id FROM treatment) AND %(number)s > 2
            THEN (0.85 * by_words.rank)::bigint ELSE by_words.rank
        END,
        (0.84 * by_condition.rank + 0.1 * by_words.rank)::bigint
    ) AS rank
    FROM by_words LEFT JOIN by_condition USING (document_id)
    WHERE document_id IN (SELECT document_id FROM candidate UNION SELECT document_id FROM treatment)
),
ranked AS MATERIALIZED (
    SELECT * FROM merged WHERE rank >= 0.4 * (SELECT max(rank) FROM merged)
        / (SELECT max(most) FROM unnest(%(favour)s::float[]) AS most)
),
pool AS (SELECT document_id, 0 AS tier, 0 AS place FROM ranked),
counted AS (
    SELECT /*count*/ FROM ranked JOIN api_searchentry entry USING (document_id) GROUP BY facet_set
),
/*totals*//*page*/"""

FITTING = """fitting AS MATERIALIZED (
    SELECT id AS document_id FROM api_document document WHERE document.locale = %(locale)s AND /*columns*/
),
"""
COLUMNS = {
    "specialties": "document.specialties && %(specialties)s::varchar[]",
    "conditions": "document.conditions && %(conditions)s::varchar[]",
    "body_areas": "document.body_area = ANY(%(body_areas)s::text[])",
}
FITS = "entry.document_id IN (SELECT document_id FROM fitting)"

TIMES_SAID = "ts_rank_cd('{1, 1, 1, 1}', entry.vector, query)"
ALL_HAVE = "0.2 + 0.8 * ts_rank('{0.1, 0.3, 0.6, 1}', entry.vector, query)"
SOME_HAVE = f"0.2 + 0.5 * ts_rank('{{0.1, 0.4, 0.7, 1}}', entry.vector, query) + 0.3 * (1 - 5 / (5 + {TIMES_SAID}))"
"""Where some words are missing, it counts, too, how often a text says those it has: what it is about, it says again and
again, and a rare word in it outranks a common one in a name."""
# In the order in which they hold each other.
COMMON = {
    "ranked": RANKED.replace("/*name*/", "ranked").replace("/*source*/", "pool").replace("/*merit*/", ALL_HAVE),
    "by_words": RANKED.replace("/*name*/", "by_words").replace("/*source*/", "every").replace("/*merit*/", SOME_HAVE),
    "rank": RANK,
    "totals": TOTALS,
    "page": PAGE,
}
LAST = {"log": LOG_STATE, "live": LIVE, "count": COUNT}
