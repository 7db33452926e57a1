"""Counts of what is asked for, and the one way to add to them: for a role that may write nothing. Keys say when they
were used, and may be for some types and languages alone.

The function runs with the rights of the tables' owner, so it believes what it is given as little as it can: names are
cut, numbers bounded, the day is today, a day has twenty thousand different names of a kind at most, and a key is told
by its digest, which nobody has who does not have the key.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

SCOPES = [
    ("records", "Records: what was published at any time, withdrawn text included"),
    ("webhooks", "Webhooks: what was sent to other systems, and what became of it"),
    ("public", "What is public, which needs no key: whoever sends one is told before something goes"),
]
CREATE = """
CREATE FUNCTION api_add_counts(kinds text[], digests text[], names text[], totals bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    today date := (now() AT TIME ZONE 'UTC')::date;
BEGIN
    WITH given AS (
        SELECT left(given.kind, 16) AS kind, coalesce(api_apikey.prefix, '') AS key, left(given.name, 200) AS name,
            sum(least(greatest(given.total, 0), 1000000)) AS total
        FROM unnest(kinds, digests, names, totals) AS given(kind, digest, name, total)
        LEFT JOIN api_apikey ON api_apikey.digest = given.digest
        WHERE given.kind IS NOT NULL AND given.name IS NOT NULL AND given.total IS NOT NULL
        GROUP BY 1, 2, 3
    ), room AS (
        SELECT kind, 20000 - (SELECT count(*) FROM api_count WHERE day = today AND api_count.kind = given.kind) AS left_over
        FROM given GROUP BY kind
    ), ranked AS (
        SELECT given.*, kept.id IS NOT NULL AS is_known,
            row_number() OVER (PARTITION BY given.kind, kept.id IS NULL ORDER BY given.total DESC) AS place
        FROM given LEFT JOIN api_count kept
            ON kept.day = today AND kept.kind = given.kind AND kept.key = given.key AND kept.name = given.name
    )
    INSERT INTO api_count AS kept (day, kind, key, name, total)
    SELECT today, kind, key, name, total
    FROM ranked JOIN room USING (kind)
    WHERE is_known OR place <= left_over
    ORDER BY kind, key, name  -- so that two who write the same do not wait for each other crosswise
    ON CONFLICT (kind, day, key, name) DO UPDATE SET total = kept.total + excluded.total;

    UPDATE api_apikey SET last_used_at = now()
    WHERE id IN (
        SELECT id FROM api_apikey
        WHERE digest = ANY(digests) AND (last_used_at IS NULL OR last_used_at < now() - interval '5 minutes')
        FOR UPDATE SKIP LOCKED
    );
END
$$;
REVOKE EXECUTE ON FUNCTION api_add_counts(text[], text[], text[], bigint[]) FROM PUBLIC;
"""
DROP = "DROP FUNCTION api_add_counts(text[], text[], text[], bigint[]);"


class Migration(migrations.Migration):
    dependencies = [("api", "0011_which_program_made_it")]

    operations = [
        migrations.AddField("apikey", "last_used_at", models.DateTimeField(blank=True, null=True)),
        *(
            migrations.AddField(
                "apikey",
                name,
                ArrayField(models.CharField(max_length=length), blank=True, default=list, db_default=[], size=None),
            )
            for name, length in (("document_types", 32), ("locales", 16))
        ),
        migrations.AlterField(
            "apikey",
            "scopes",
            ArrayField(models.CharField(choices=SCOPES, max_length=32), default=list, size=None),
        ),
        migrations.CreateModel(
            name="Count",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("kind", models.CharField(max_length=16)),
                ("key", models.CharField(blank=True, max_length=12)),
                ("name", models.CharField(max_length=200)),
                ("total", models.BigIntegerField()),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=["kind", "day", "key", "name"], name="one_count_a_day"),
                ],
            },
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
