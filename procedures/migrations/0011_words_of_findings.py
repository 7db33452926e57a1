"""A finding is kept as it is put together, so that it is told in the language of whoever reads it."""

from django.db import migrations, models

# The function of migration 0008, with one column more.
CREATE = """
CREATE OR REPLACE FUNCTION procedures_keep_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO procedures_pastfinding
        (page_id, code, severity, message, remedy, why, words, place, block, passage, since, until)
    VALUES (OLD.page_id, OLD.code, OLD.severity, OLD.message, OLD.remedy, OLD.why, OLD.words, OLD.place, OLD.block,
        OLD.passage, OLD.since, clock_timestamp());
    RETURN NULL;
END
$$;
"""
AS_BEFORE = """
CREATE OR REPLACE FUNCTION procedures_keep_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO procedures_pastfinding
        (page_id, code, severity, message, remedy, why, place, block, passage, since, until)
    VALUES (OLD.page_id, OLD.code, OLD.severity, OLD.message, OLD.remedy, OLD.why, OLD.place, OLD.block, OLD.passage,
        OLD.since, clock_timestamp());
    RETURN NULL;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("procedures", "0010_hours_of_locations")]

    operations = [
        migrations.AddField(model_name="publicfinding", name="words", field=models.JSONField(null=True)),
        migrations.AddField(model_name="pastfinding", name="words", field=models.JSONField(null=True)),
        migrations.RunSQL(CREATE, AS_BEFORE),
    ]
