"""Brings the documents to what the program of today makes of them, after another release made them.

It knows what another program made (``cms.publishing.log.programs``), does only what is needed, goes on where it was
stopped, and may run while the other release still serves: what that publishes meanwhile is found the next time.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO
from uuid import UUID

from django.db import connection

from api.models import Document
from cms.publishing.following import causes, planning
from cms.publishing.following.models import StaleDocument
from cms.publishing.following.rerendering import EVERYTHING, rerender
from cms.publishing.log.entries import Address
from cms.publishing.log.programs import not_indexed, not_rendered
from cms.publishing.log.rebuilding import index_again

ROUNDS = 3
"""How often what a worker of another release takes and renders is rendered again, before somebody has to stop it."""
ADDRESS = ("type", "document_id", "locale")


@dataclass(frozen=True, kw_only=True)
class Step:
    """How far a step is."""

    name: str
    done: int
    total: int


def upgrade(*, processes: int) -> Iterator[Step]:
    """Outside of a transaction. Raises what ``rerender`` raises."""
    yield from work_out_again()
    tried: set[Address] = set()
    for _ in range(ROUNDS):
        addresses = [each for each in to_render() if each not in tried]
        if not addresses:
            return
        for done, total in rerender(addresses, processes=processes, cause=causes.UPGRADED):
            yield Step(name="Rendered again", done=done, total=total)
        tried = waiting()


def work_out_again() -> Iterator[Step]:
    total = not_indexed().count()
    for done in index_again() if total else ():
        yield Step(name="Columns and search worked out again", done=done, total=max(total, done))


def to_render() -> list[Address]:
    """Where another program rendered anything: that, and what it left without a document and this one might not."""
    if not not_rendered().exists():
        return []
    current = addresses_of(Document.objects.exclude(pk__in=not_rendered().values("pk")).values_list(*ADDRESS))
    return [each for each in planning.affected({EVERYTHING}) if each not in current]


def waiting() -> set[Address]:
    """For an editor, or for another try."""
    return addresses_of(StaleDocument.objects.values_list(*ADDRESS))


def addresses_of(rows: Iterable[tuple[str, UUID, str]]) -> set[Address]:
    return {Address(type=type_name, document_id=document_id, locale=locale) for type_name, document_id, locale in rows}


def number_of_others() -> int:
    """Documents that another program rendered, and that do not wait."""
    rows = not_rendered().values_list(*ADDRESS)
    return len(addresses_of(rows) - waiting())


def is_due() -> bool:
    """Whether another program made any document that is live."""
    return not_indexed().exists() or not_rendered().exists()


def tell_if_due(*, stdout: TextIO | None = None, **options: object) -> None:
    """After a migration."""
    if has_columns() and is_due():
        print(DUE, file=stdout or sys.stdout)


DUE = "Documents were made by another release: run `manage.py upgrade_documents` (docs/operations.md)."


def has_columns() -> bool:
    """Not where somebody migrates to what was before them."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if "api_document" not in tables or "cms_staledocument" not in tables:
            return False
        columns = {column.name for column in connection.introspection.get_table_description(cursor, "api_document")}
    return {"rendered_by", "indexed_by"} <= columns
