"""Rows are held before the log is, so that two who publish never wait for each other in a circle.

Who has the log's lock (``log.writing``) may wait for no row that others can have: they may wait for the log. So what
one transaction is going to write of pages and snippets is held by it before the first of them is recorded, in
one order for all: pages, each with its aliases, before what belongs to them; snippets with their translations, which
what they share is written to.
"""

from collections.abc import Iterable

from django.db.models import Model
from wagtail.models import Page, TranslatableMixin

from api.process.sql import Statement, run
from cms.publishing.rows.tables import pk_of, quoted_table

PAGES = """
SELECT FROM wagtailcore_page WHERE id = ANY(%s) OR alias_of_id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
"""
TREES = """
SELECT FROM wagtailcore_page WHERE EXISTS (
    SELECT FROM wagtailcore_page top WHERE (top.id = ANY(%s) OR top.alias_of_id = ANY(%s))
    AND starts_with(wagtailcore_page.path, top.path)
) ORDER BY id FOR NO KEY UPDATE
"""


def hold(instances: Iterable[Model], *, with_all_below: bool = False) -> None:
    """Until the transaction ends. Waits for those who hold some of them now."""
    rows: dict[type[Model], list[object]] = {}
    for each in instances:
        rows.setdefault(Page if isinstance(each, Page) else type(each), []).append(each.pk)
    for model in sorted(rows, key=lambda model: model._meta.db_table):
        run(statement_for(model, rows[model], with_all_below=with_all_below))


def statement_for(model: type[Model], keys: list[object], *, with_all_below: bool) -> Statement:
    if model is Page:
        return Statement(TREES if with_all_below else PAGES, [keys, keys])
    table, pk = quoted_table(model), pk_of(model)
    where = f"{pk} = ANY(%s)"
    if issubclass(model, TranslatableMixin):
        where = f"translation_key IN (SELECT translation_key FROM {table} WHERE {where})"  # noqa: S608
    return Statement(f"SELECT FROM {table} WHERE {where} ORDER BY {pk} FOR NO KEY UPDATE", [keys])
