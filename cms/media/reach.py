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
DROP FUNCTION IF EXISTS api_media_file(text);
CREATE FUNCTION api_media_file(wanted text, OUT key text, OUT is_public boolean, OUT collections text[])
RETURNS SETOF record
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    file record;
BEGIN
    SELECT * INTO file FROM (
        SELECT 'image:' || image.id AS of, image.collection_id::bigint AS lies_in, NULL::timestamptz AS left_at
        FROM cms_contentrendition rendition JOIN cms_contentimage image ON image.id = rendition.image_id
        WHERE rendition.file = wanted
        UNION ALL
        SELECT 'document:' || document.id, document.collection_id::bigint, NULL
        FROM wagtaildocs_document document WHERE document.file = wanted
        UNION ALL
        SELECT coalesce('image:' || leftover.image, 'document:' || leftover.document),
            coalesce(image.collection_id, document.collection_id, leftover.collection), leftover.found_at
        FROM cms_leftoverfile leftover
        LEFT JOIN cms_contentimage image ON image.id = leftover.image
        LEFT JOIN wagtaildocs_document document ON document.id = leftover.document
        WHERE leftover.name = wanted
    ) found ORDER BY left_at NULLS FIRST LIMIT 1;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    key := file.of;
    collections := ARRAY(
        SELECT 'collection:' || above.id FROM wagtailcore_collection own
        JOIN wagtailcore_collection above ON starts_with(own.path, above.path) WHERE own.id = file.lies_in
    );
    is_public := coalesce(file.left_at > statement_timestamp() - interval '{LENIENT}', true)
        AND cardinality(collections) > 0
        AND NOT EXISTS (
            SELECT FROM wagtailcore_collectionviewrestriction WHERE 'collection:' || collection_id = ANY (collections)
        );
    -- What many documents show, one of any two hundred shows. Else it is counted how many do: to look for one would go
    -- through all of them where none does.
    is_public := coalesce(is_public AND (
        EXISTS (
            SELECT FROM (SELECT dependencies, expires_at FROM api_document LIMIT 200) any_document
            WHERE file.of = ANY (dependencies) AND (expires_at IS NULL OR expires_at > statement_timestamp())
        )
        OR 0 < (
            SELECT count(*) FROM api_document WHERE dependencies @> ARRAY[file.of]::varchar[]
            AND (expires_at IS NULL OR expires_at > statement_timestamp())
        )
        OR EXISTS (
            SELECT FROM cms_letgo let_go JOIN api_document document ON document.id = let_go.document
            WHERE let_go.key = file.of AND let_go.let_go_at > statement_timestamp() - interval '{LENIENT}'
            AND (document.expires_at IS NULL OR document.expires_at > statement_timestamp())
        ) AND NOT EXISTS (
            SELECT FROM cms_letgo WHERE cms_letgo.key = file.of AND cms_letgo.document = 0
            AND cms_letgo.let_go_at > statement_timestamp() - interval '{LENIENT}'
        )
    ), false);
    RETURN NEXT;
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
CREATE OR REPLACE FUNCTION cms_note_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
-- What is withdrawn takes along what it showed, also where another page has let go of the same, or is about to because
-- it showed what was withdrawn.
BEGIN
    INSERT INTO cms_letgo (key, document, let_go_at)
    SELECT DISTINCT key, 0, statement_timestamp() FROM unnest(OLD.dependencies) AS key
    WHERE starts_with(key, 'image:') OR starts_with(key, 'document:')
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
CREATE OR REPLACE TRIGGER cms_note_withdrawn AFTER DELETE ON api_document
    FOR EACH ROW EXECUTE FUNCTION cms_note_withdrawn();
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
