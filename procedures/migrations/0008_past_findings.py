"""What was found and is mended stays known: for whoever asks what stood open on a day."""

import django.db.models.deletion
from django.db import migrations, models

SEVERITIES = [("error", "Error"), ("warning", "Warning"), ("hint", "Hint")]
# Triggers, so that nothing that deletes a finding can forget it: the checks, a page that is deleted, SQL by hand.
CREATE = """
CREATE FUNCTION procedures_keep_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO procedures_pastfinding
        (page_id, code, severity, message, remedy, why, place, block, passage, since, until)
    VALUES (OLD.page_id, OLD.code, OLD.severity, OLD.message, OLD.remedy, OLD.why, OLD.place, OLD.block, OLD.passage,
        OLD.since, clock_timestamp());
    RETURN NULL;
END
$$;
CREATE TRIGGER procedures_keep_finding AFTER DELETE ON procedures_publicfinding
    FOR EACH ROW EXECUTE FUNCTION procedures_keep_finding();
CREATE TRIGGER procedures_keep_finding_as_it_was AFTER UPDATE ON procedures_publicfinding
    FOR EACH ROW WHEN ((OLD.severity, OLD.passage) IS DISTINCT FROM (NEW.severity, NEW.passage))
    EXECUTE FUNCTION procedures_keep_finding();
CREATE FUNCTION procedures_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was found is never changed or deleted (% on %).', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER procedures_pastfinding_append_only BEFORE UPDATE OR DELETE ON procedures_pastfinding
    FOR EACH ROW EXECUTE FUNCTION procedures_refuse_change();
CREATE TRIGGER procedures_pastfinding_no_truncate BEFORE TRUNCATE ON procedures_pastfinding
    FOR EACH STATEMENT EXECUTE FUNCTION procedures_refuse_change();
"""
DROP = """
DROP TRIGGER procedures_pastfinding_append_only ON procedures_pastfinding;
DROP TRIGGER procedures_pastfinding_no_truncate ON procedures_pastfinding;
DROP TRIGGER procedures_keep_finding ON procedures_publicfinding;
DROP TRIGGER procedures_keep_finding_as_it_was ON procedures_publicfinding;
DROP FUNCTION procedures_keep_finding();
DROP FUNCTION procedures_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("procedures", "0007_pictures_of_vocabularies")]

    operations = [
        migrations.CreateModel(
            name="PastFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
                ("severity", models.CharField(choices=SEVERITIES, max_length=8)),
                ("message", models.TextField()),
                ("remedy", models.TextField()),
                ("why", models.TextField()),
                ("place", models.CharField(max_length=64)),
                ("block", models.CharField(blank=True, max_length=64)),
                ("passage", models.CharField(max_length=64)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                (
                    "page",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="procedures.procedurepage",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["page", "until"], name="past_findings_of_page")],
            },
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
