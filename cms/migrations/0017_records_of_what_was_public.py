"""What public pages lacked stays known, and who exported a record of what was public."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Triggers, so that nothing that deletes a row can forget it.
CREATE = """
CREATE FUNCTION cms_keep_lack() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cms_pastlack (page_id, code, passage, missing, since, until)
    VALUES (OLD.page_id, OLD.code, OLD.passage, OLD.missing, OLD.since, clock_timestamp());
    RETURN NULL;
END
$$;
CREATE TRIGGER cms_keep_lack AFTER DELETE ON cms_lack FOR EACH ROW EXECUTE FUNCTION cms_keep_lack();
CREATE FUNCTION cms_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was missing is never changed or deleted (% on %).', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER cms_pastlack_append_only BEFORE UPDATE OR DELETE ON cms_pastlack
    FOR EACH ROW EXECUTE FUNCTION cms_refuse_change();
CREATE TRIGGER cms_pastlack_no_truncate BEFORE TRUNCATE ON cms_pastlack
    FOR EACH STATEMENT EXECUTE FUNCTION cms_refuse_change();
"""
DROP = """
DROP TRIGGER cms_pastlack_append_only ON cms_pastlack;
DROP TRIGGER cms_pastlack_no_truncate ON cms_pastlack;
DROP TRIGGER cms_keep_lack ON cms_lack;
DROP FUNCTION cms_keep_lack();
DROP FUNCTION cms_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0016_previews"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PastLack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
                ("passage", models.CharField(blank=True, max_length=64)),
                ("missing", models.TextField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                (
                    "page",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="wagtailcore.page",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["page", "until"], name="past_lacks_of_page")],
            },
        ),
        migrations.CreateModel(
            name="RecordExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("type", models.CharField(max_length=32)),
                ("document_id", models.UUIDField()),
                ("locale", models.CharField(max_length=16)),
                ("title", models.TextField()),
                ("moment", models.DateTimeField()),
                ("edition", models.BigIntegerField(null=True)),
                ("digest", models.CharField(max_length=71)),
                ("key", models.CharField(blank=True, max_length=64)),
                ("exported_at", models.DateTimeField()),
                (
                    "exported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "record of what was public",
                "verbose_name_plural": "records of what was public",
                "ordering": ["-pk"],
                "default_permissions": ("view",),
                "indexes": [models.Index(fields=["type", "document_id", "locale"], name="record_exports_of_document")],
            },
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
