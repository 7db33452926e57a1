"""The database itself refuses to change or delete an edition."""

from django.db import migrations

CREATE = """
CREATE FUNCTION api_edition_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Editions are never changed or deleted (% on api_edition).', TG_OP
        USING HINT = 'Publish again, or withdraw: both append an edition.', ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER api_edition_append_only
    BEFORE UPDATE OR DELETE ON api_edition
    FOR EACH ROW EXECUTE FUNCTION api_edition_refuse_change();
CREATE TRIGGER api_edition_no_truncate
    BEFORE TRUNCATE ON api_edition
    FOR EACH STATEMENT EXECUTE FUNCTION api_edition_refuse_change();
"""
DROP = """
DROP TRIGGER api_edition_append_only ON api_edition;
DROP TRIGGER api_edition_no_truncate ON api_edition;
DROP FUNCTION api_edition_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
