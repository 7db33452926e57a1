"""Database triggers that note what changed, whoever wrote it: Wagtail, a bulk update, a fixture, or SQL by hand.

Signals miss most bulk writes; a trigger misses nothing. What a trigger notes (``cms.models.Change``) is either dealt
with in the same transaction by ``refresh``, or a task is woken at commit that deals with it.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.images.models import AbstractImage
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from cms.publishing.rendering.keys import ADDRESSES, key_type
from cms.publishing.rows.addresses import PageAddress

# What Wagtail writes when drafts are saved, locked or counted, and when it was: none of it is public.
PRIVATE_COLUMNS = {
    "content_type_id",
    "draft_title",
    "first_published_at",
    "go_live_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision_created_at",
    "latest_revision_id",
    "live_revision_id",
    "locked",
    "locked_at",
    "locked_by_id",
    "numchild",
    "owner_id",
    "expired",
}
# Of images: where the file lies is part of every rendition's address; how large it is, is not public.
PRIVATE_IMAGE_COLUMNS = {"file_hash", "file_size", "uploaded_by_user_id", "created_at"}

Keys = list[tuple[str, str]]
"""Type of a key, and the column with its id."""

_watched: dict[str, Keys] = {}
EVERYTHING = "INSERT OR UPDATE OR DELETE"
LOSSES = "UPDATE OR DELETE"
_events: dict[str, str] = {}
"""Of tables of which not everything is watched."""

FUNCTIONS = """
CREATE OR REPLACE FUNCTION cms_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
-- Arguments: columns that are not public, and pairs type=column of the keys to note; both with commas.
DECLARE
    private text[] := string_to_array(TG_ARGV[0], ',');
    before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
BEGIN
    IF TG_OP = 'UPDATE' AND before - private = after - private THEN
        RETURN NULL;
    END IF;
    INSERT INTO cms_change (key)
    SELECT DISTINCT split_part(pair, '=', 1) || ':' || (state ->> split_part(pair, '=', 2))
    FROM unnest(string_to_array(TG_ARGV[1], ',')) AS pair, unnest(ARRAY[before, after]) AS state
    WHERE state ->> split_part(pair, '=', 2) IS NOT NULL
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION cms_note_truncation() RETURNS trigger LANGUAGE plpgsql AS $$
-- TRUNCATE tells nobody which rows there were: everything may have been made from them.
BEGIN
    INSERT INTO cms_change (key) VALUES ('language:') ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION cms_wake_worker() RETURNS trigger LANGUAGE plpgsql AS $$
-- At commit: one job for a transaction whose changes were not all dealt with inside it.
DECLARE
    woken text := current_setting('cms.woken', true);
    job bigint;
BEGIN
    IF split_part(woken, ':', 1) = NEW.transaction::text
        AND EXISTS (SELECT FROM procrastinate_jobs WHERE id = split_part(woken, ':', 2)::bigint AND status = 'todo')
        OR NOT EXISTS (SELECT FROM cms_change WHERE id = NEW.id)
    THEN
        RETURN NULL;
    END IF;
    job := (procrastinate_defer_jobs_v1(ARRAY[
        ('publishing', 'cms.tasks.follow_changes', 0, NULL, NULL, '{}', NULL)::procrastinate_job_to_defer_v1
    ]))[1];
    PERFORM set_config('cms.woken', NEW.transaction || ':' || job, true);
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS cms_wake_worker ON cms_change;
CREATE CONSTRAINT TRIGGER cms_wake_worker AFTER INSERT ON cms_change
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cms_wake_worker();
"""
# What could not be published because another document had its address is tried again once that is free.
FREED_ADDRESS = """
CREATE OR REPLACE FUNCTION cms_note_freed_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH freed AS (
        UPDATE cms_staledocument SET needs_editor = false, attempts = 0, due_at = statement_timestamp()
        WHERE needs_editor AND waits_for = concat_ws(':', OLD.type, OLD.locale, OLD.slug) RETURNING follow_up_id
    )
    UPDATE cms_followup SET finished_at = NULL WHERE id IN (SELECT follow_up_id FROM freed);
    IF FOUND THEN
        INSERT INTO cms_change (key) VALUES ('address:' || OLD.type) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS cms_note_freed_address ON api_document;
CREATE TRIGGER cms_note_freed_address AFTER UPDATE OF slug, is_alias ON api_document
    FOR EACH ROW WHEN (NOT OLD.is_alias AND (NEW.is_alias OR NEW.slug <> OLD.slug))
    EXECUTE FUNCTION cms_note_freed_address();
DROP TRIGGER IF EXISTS cms_note_freed_address_of_deleted ON api_document;
CREATE TRIGGER cms_note_freed_address_of_deleted AFTER DELETE ON api_document
    FOR EACH ROW WHEN (NOT OLD.is_alias) EXECUTE FUNCTION cms_note_freed_address();
"""
# Translations tell how far they are behind the words of their sources, which change with what these show as well. Asked
# of the few rows that say so: of the index of dependencies, each of many new documents would ask all before it.
SAID_OTHERWISE = """
CREATE OR REPLACE FUNCTION cms_note_said_otherwise() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    document api_document := coalesce(NEW, OLD);
    said varchar := 'said:' || document.document_id || '/' || document.locale;
BEGIN
    IF EXISTS (
        SELECT FROM wagtailcore_page JOIN cms_translationsource ON cms_translationsource.page_id = wagtailcore_page.id
        WHERE wagtailcore_page.translation_key = document.document_id
            AND cms_translationsource.source_locale = document.locale
    ) THEN
        INSERT INTO cms_change (key) VALUES (said) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS cms_note_said_otherwise ON api_document;
CREATE TRIGGER cms_note_said_otherwise AFTER INSERT OR UPDATE OF edition_id OR DELETE ON api_document
    FOR EACH ROW EXECUTE FUNCTION cms_note_said_otherwise();
"""
TRIGGER = """
DROP TRIGGER IF EXISTS cms_note_change ON {table};
CREATE TRIGGER cms_note_change AFTER {events} ON {table}
    FOR EACH ROW EXECUTE FUNCTION cms_note_change('{private}', '{keys}');
DROP TRIGGER IF EXISTS cms_note_truncation ON {table};
CREATE TRIGGER cms_note_truncation AFTER TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION cms_note_truncation();
"""
AT_WORK = """
SELECT tgrelid::regclass::text FROM pg_trigger
WHERE tgname IN ('cms_note_change', 'cms_note_truncation') AND tgenabled IN ('O', 'A')
GROUP BY tgrelid HAVING count(*) = 2
"""


def watch(model: type[Model]) -> None:
    """Note every change of the model's rows, of the rows that belong to them, and of who is linked to them."""
    prefix = key_type(model)
    keys = [(prefix, column_of(model, "pk"))]
    if hasattr(model, "translation_key") and not issubclass(model, Page):
        keys.append(("translations", "translation_key"))
    watch_table(model, keys)
    for relation in model._meta.related_objects:
        field = relation.field
        if isinstance(field, ParentalKey) and field.model._meta.app_label != "wagtailcore":
            watch_table(field.model, [(prefix, field.column)])
    for many in model._meta.many_to_many:
        through: Any = many.remote_field.through
        if through._meta.auto_created:
            watch_table(through, [(prefix, column_of(through, many.m2m_field_name()))])
    if issubclass(model, AbstractImage):
        watch_losses(model.get_rendition_model(), [(prefix, "image_id")])


def watch_losses(model: type[Model], keys: Keys) -> None:
    """Publishing itself adds such rows, which changes no document. Taken away, by a command or by hand, they must be
    made again."""
    watch_table(model, keys)
    _events[model._meta.db_table] = LOSSES


def watch_part(part: type[Model], *, of: type[Model], column: str) -> None:
    """Rows that belong to the model's without being saved with them."""
    watch_table(part, [(key_type(of), column)])


def watch_wagtail() -> None:
    """What decides about all pages: the tree, privacy, sites, collections, languages."""
    watch_table(Page, [("page", "id"), ("translations", "translation_key")])
    watch_table(PageViewRestriction, [("tree", "page_id")])
    watch_table(Site, [("site", "id"), ("site_tree", "root_page_id"), ("default_site", "is_default_site")])
    watch_table(Collection, [("collection", "id")])
    watch_table(CollectionViewRestriction, [("collection", "collection_id")])
    watch_table(Locale, [("language", "language_code")])
    watch_table(PageAddress, [(ADDRESSES, "type")])


def column_of(model: type[Model], name: str) -> str:
    field: Any = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return str(field.column)


def watch_table(model: type[Model], keys: Keys) -> None:
    known = _watched.setdefault(model._meta.db_table, [])
    known.extend(pair for pair in keys if pair not in known)


def install_triggers(**rest: object) -> None:
    """After every migration; installing again does no harm."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if not {"cms_change", "procrastinate_jobs", "api_document"} <= tables:
            return
        cursor.execute(FUNCTIONS)
        cursor.execute(FREED_ADDRESS)
        cursor.execute(SAID_OTHERWISE)
        for table in sorted(tables & _watched.keys()):
            cursor.execute(trigger_of(table, _watched[table]))


def unwatched_tables() -> list[str]:
    """Followed tables whose changes nobody notes, because somebody took their triggers away or switched them off."""
    with connection.cursor() as cursor:
        cursor.execute(AT_WORK)
        at_work = {table.strip('"') for (table,) in cursor.fetchall()}
    return sorted(_watched.keys() - at_work)


def trigger_of(table: str, keys: Iterable[tuple[str, str]]) -> str:
    private = ",".join(sorted(PRIVATE_COLUMNS | PRIVATE_IMAGE_COLUMNS))
    pairs = ",".join(f"{prefix}={column}" for prefix, column in keys)
    events = _events.get(table, EVERYTHING)
    return TRIGGER.format(table=connection.ops.quote_name(table), events=events, private=private, keys=pairs)


def watched_tables() -> set[str]:
    return set(_watched)
