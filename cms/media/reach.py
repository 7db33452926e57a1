"""Which files anybody may have: those of pictures and documents that something published shows, and no others.

Decided by the database whenever a file is asked for, of what editors have said of it by then. So what becomes private,
or is withdrawn, is out of reach with the commit that says so, however many files it has, and none is moved
(docs/adr/0044). The delivery plane asks a function, which may read what its own role may not.
"""

import re

from django.db import connection

NEEDED = {"api_document", "cms_contentrendition", "cms_leftoverfile", "cms_letgo", "wagtaildocs_document"}
LENIENT = "1 day"
"""How long a file that a public page showed until now answers on: for caches, apps and sites that follow slowly."""

# Of files that no row names, there is what triggers have noted. It is a function, because PostgreSQL would not let
# Wagtail's migrations change columns that a view reads.
FUNCTION = f"""
CREATE OR REPLACE FUNCTION api_media_file(wanted text)
RETURNS TABLE (key text, is_public boolean, collections text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH file AS (
        SELECT 'image:' || image.id AS of, image.collection_id::bigint AS lies_in, NULL::timestamptz AS left_at
        FROM cms_contentrendition rendition JOIN cms_contentimage image ON image.id = rendition.image_id
        WHERE rendition.file = wanted
        UNION ALL
        SELECT 'document:' || id, collection_id::bigint, NULL FROM wagtaildocs_document WHERE file = wanted
        UNION ALL
        SELECT coalesce('image:' || leftover.image, 'document:' || leftover.document),
            coalesce(image.collection_id, document.collection_id, leftover.collection), leftover.found_at
        FROM cms_leftoverfile leftover
        LEFT JOIN cms_contentimage image ON image.id = leftover.image
        LEFT JOIN wagtaildocs_document document ON document.id = leftover.document
        WHERE leftover.name = wanted
    )
    SELECT of,
        coalesce(left_at > statement_timestamp() - interval '{LENIENT}', true)
        AND EXISTS (SELECT FROM wagtailcore_collection WHERE id = lies_in)
        AND NOT EXISTS (
            SELECT FROM wagtailcore_collection own
            JOIN wagtailcore_collection above ON starts_with(own.path, above.path)
            JOIN wagtailcore_collectionviewrestriction restriction ON restriction.collection_id = above.id
            WHERE own.id = lies_in
        )
        AND (
            EXISTS (
                SELECT FROM api_document WHERE dependencies @> ARRAY[of]::varchar[]
                AND (expires_at IS NULL OR expires_at > statement_timestamp())
            )
            OR EXISTS (
                SELECT FROM cms_letgo let_go JOIN api_document document ON document.id = let_go.document
                WHERE let_go.key = of AND let_go.let_go_at > statement_timestamp() - interval '{LENIENT}'
                AND (document.expires_at IS NULL OR document.expires_at > statement_timestamp())
            )
        ),
        ARRAY(
            SELECT 'collection:' || above.id FROM wagtailcore_collection own
            JOIN wagtailcore_collection above ON starts_with(own.path, above.path) WHERE own.id = lies_in
        )
    FROM file ORDER BY left_at IS NOT NULL, 2 DESC NULLS LAST LIMIT 1;
END
$$;
"""  # noqa: S608  nothing of it comes from outside
TRIGGERS = """
CREATE OR REPLACE FUNCTION cms_note_file() RETURNS trigger LANGUAGE plpgsql AS $$
-- A file that its row names no more. Argument: the column with the picture or document that it was of.
DECLARE
    owner bigint := to_jsonb(OLD) ->> TG_ARGV[0];
BEGIN
    INSERT INTO cms_leftoverfile (name, found_at, is_recorded, image, document)
    VALUES (
        OLD.file, statement_timestamp(), false,
        CASE TG_ARGV[0] WHEN 'image_id' THEN owner END, CASE TG_ARGV[0] WHEN 'id' THEN owner END
    )
    ON CONFLICT (name) DO UPDATE
        SET found_at = EXCLUDED.found_at, image = EXCLUDED.image, document = EXCLUDED.document, collection = NULL;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION cms_note_last_collection() RETURNS trigger LANGUAGE plpgsql AS $$
-- After the file itself is noted. Argument: "image" or "document".
BEGIN
    IF TG_ARGV[0] = 'image' THEN
        UPDATE cms_leftoverfile SET collection = OLD.collection_id WHERE image = OLD.id;
    ELSE
        UPDATE cms_leftoverfile SET collection = OLD.collection_id WHERE document = OLD.id;
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION cms_note_let_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cms_letgo (key, document, let_go_at)
    SELECT DISTINCT key, NEW.id, statement_timestamp() FROM unnest(OLD.dependencies) AS key
    WHERE (starts_with(key, 'image:') OR starts_with(key, 'document:')) AND key <> ALL (NEW.dependencies)
    ON CONFLICT (key, document) DO UPDATE SET let_go_at = EXCLUDED.let_go_at;
    RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER cms_note_file AFTER DELETE ON cms_contentrendition
    FOR EACH ROW EXECUTE FUNCTION cms_note_file('image_id');
CREATE OR REPLACE TRIGGER cms_note_changed_file AFTER UPDATE OF file ON cms_contentrendition
    FOR EACH ROW WHEN (OLD.file <> NEW.file) EXECUTE FUNCTION cms_note_file('image_id');
CREATE OR REPLACE TRIGGER cms_note_file AFTER DELETE ON wagtaildocs_document
    FOR EACH ROW EXECUTE FUNCTION cms_note_file('id');
CREATE OR REPLACE TRIGGER cms_note_changed_file AFTER UPDATE OF file ON wagtaildocs_document
    FOR EACH ROW WHEN (OLD.file <> NEW.file) EXECUTE FUNCTION cms_note_file('id');
CREATE OR REPLACE TRIGGER cms_note_last_collection AFTER DELETE ON cms_contentimage
    FOR EACH ROW EXECUTE FUNCTION cms_note_last_collection('image');
CREATE OR REPLACE TRIGGER cms_note_last_collection AFTER DELETE ON wagtaildocs_document
    FOR EACH ROW EXECUTE FUNCTION cms_note_last_collection('document');
CREATE OR REPLACE TRIGGER cms_note_let_go AFTER UPDATE OF dependencies ON api_document
    FOR EACH ROW WHEN (OLD.dependencies <> NEW.dependencies) EXECUTE FUNCTION cms_note_let_go();
"""


def install_rule(**signal: object) -> None:
    """After every migration; installing again does no harm."""
    with connection.cursor() as cursor:
        if set(connection.introspection.table_names(cursor)) >= NEEDED:
            cursor.execute(FUNCTION)
            cursor.execute(TRIGGERS)


AT_WORK = """
SELECT to_regprocedure('api_media_file(text)') IS NOT NULL, ARRAY(
    SELECT tgname::text || ' ' || tgrelid::regclass FROM pg_trigger WHERE tgenabled IN ('O', 'A')
)
"""


def is_installed() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(AT_WORK)
        has_function, at_work = cursor.fetchone()
    needed = re.findall(r"TRIGGER (\w+) AFTER .* ON (\w+)", TRIGGERS)
    return has_function and {" ".join(each) for each in needed} <= set(at_work)
