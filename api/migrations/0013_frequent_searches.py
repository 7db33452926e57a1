"""Words of searches that many have asked in vain, and the one way to write them: for a role that may write nothing.

The function is offered words, and takes those of searches that are counted five times or more, on two days or more
(``api.search.unfound``). Whoever offers them learns nothing.
"""

from django.db import migrations, models

CREATE = """
CREATE FUNCTION api_tell_searches(digests text[], locales text[], phrases text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH given AS (
        SELECT DISTINCT ON (digest) left(digest, 24) AS digest, left(locale, 16) AS locale, left(phrase, 60) AS words
        FROM unnest(digests, locales, phrases) AS given(digest, locale, phrase)
        WHERE digest IS NOT NULL AND locale IS NOT NULL AND phrase IS NOT NULL
        ORDER BY digest
    ), frequent AS (
        SELECT given.digest FROM given
        JOIN api_count ON api_count.kind = 'not-found'
            AND api_count.name = ANY(ARRAY[given.digest || ' none', given.digest || ' some'])
        GROUP BY given.digest HAVING sum(total) >= 5 AND count(DISTINCT day) >= 2
    )
    INSERT INTO api_frequentsearch (digest, locale, words, last_asked)
    SELECT digest, locale, words, (now() AT TIME ZONE 'UTC')::date FROM given JOIN frequent USING (digest)
    ORDER BY digest
    ON CONFLICT (digest) DO UPDATE SET last_asked = excluded.last_asked
$$;
REVOKE EXECUTE ON FUNCTION api_tell_searches(text[], text[], text[]) FROM PUBLIC;
"""
DROP = "DROP FUNCTION api_tell_searches(text[], text[], text[]);"


class Migration(migrations.Migration):
    dependencies = [("api", "0012_counts")]

    operations = [
        migrations.CreateModel(
            name="FrequentSearch",
            fields=[
                ("digest", models.CharField(max_length=24, primary_key=True, serialize=False)),
                ("locale", models.CharField(max_length=16)),
                ("words", models.CharField(max_length=60)),
                ("last_asked", models.DateField()),
            ],
            options={"default_permissions": (), "verbose_name_plural": "frequent searches"},
        ),
        migrations.AddIndex(
            "count",
            models.Index(fields=["name"], condition=models.Q(kind="not-found"), name="count_not_found_by_name"),
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
