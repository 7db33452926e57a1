"""What a page lacks is kept as it is put together, so that it is told in the language of whoever reads it."""

from django.db import migrations, models

# The function of migration 0017, with one column more.
CREATE = """
CREATE OR REPLACE FUNCTION cms_keep_lack() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cms_pastlack (page_id, code, passage, missing, words, since, until)
    VALUES (OLD.page_id, OLD.code, OLD.passage, OLD.missing, OLD.words, OLD.since, clock_timestamp());
    RETURN NULL;
END
$$;
"""
AS_BEFORE = """
CREATE OR REPLACE FUNCTION cms_keep_lack() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cms_pastlack (page_id, code, passage, missing, since, until)
    VALUES (OLD.page_id, OLD.code, OLD.passage, OLD.missing, OLD.since, clock_timestamp());
    RETURN NULL;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cms", "0021_hours_and_addresses_of_contact_lines")]

    operations = [
        *(
            migrations.AddField(model_name=name, name="words", field=models.JSONField(null=True))
            for name in ("waiver", "lack", "pastlack")
        ),
        migrations.RunSQL(CREATE, AS_BEFORE),
    ]
