"""The database itself refuses to change or delete an entry of Wagtail's logs."""

from django.db import migrations

TABLES = ("wagtailcore_pagelogentry", "wagtailcore_modellogentry")
# The one change that Wagtail makes: a model that is gone takes its content type with it (SET NULL).
CREATE_FUNCTION = """
CREATE FUNCTION accounts_refuse_change_of_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.content_type_id IS NULL AND to_jsonb(NEW) - 'content_type_id' = to_jsonb(OLD) - 'content_type_id' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'Entries of the log are never changed or deleted (% on %).', TG_OP, TG_TABLE_NAME
        USING HINT = 'Only the owner of the table can, past its triggers: see docs/operations.md.',
              ERRCODE = 'restrict_violation';
END
$$;
"""
CREATE = """
CREATE TRIGGER {table}_append_only
    BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION accounts_refuse_change_of_log();
CREATE TRIGGER {table}_no_truncate
    BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_refuse_change_of_log();
"""
DROP = """
DROP TRIGGER {table}_append_only ON {table};
DROP TRIGGER {table}_no_truncate ON {table};
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.RunSQL(CREATE_FUNCTION, "DROP FUNCTION accounts_refuse_change_of_log();"),
        *(migrations.RunSQL(CREATE.format(table=table), DROP.format(table=table)) for table in TABLES),
    ]
