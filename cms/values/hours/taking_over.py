"""Hours that were kept in words alone become days and times, for migrations. Nothing that was said is lost."""

from collections.abc import Iterable
from itertools import groupby
from typing import Protocol
from uuid import UUID

from cms.values.hours.reading import read_hours


class Line(Protocol):
    """A row, as a migration knows it."""

    pk: object
    translation_key: UUID
    hours: str
    opening_hours: str

    def save(self, *, update_fields: list[str]) -> None: ...


class Draft(Protocol):
    object_id: str
    content: dict[str, object]

    def save(self, *, update_fields: list[str]) -> None: ...


def take_over(rows: Iterable[Line], drafts: Iterable[Draft]) -> None:
    """The rows come in the order of their translation keys."""
    public: dict[str, str] = {}
    for _key, family in groupby(rows, key=lambda row: row.translation_key):
        public |= {str(row.pk): row.opening_hours for row in taken_over(list(family))}
    for draft in drafts:
        take_over_draft(draft, public.get(draft.object_id, ""))


def taken_over(family: list[Line]) -> list[Line]:
    """Where languages say different times, or one says them in words that cannot be read, all keep their words."""
    said = {row.pk: read_hours(row.hours) for row in family if row.hours}
    times = {rows for rows, _note in said.values()}
    if len(times) != 1 or "" in times:
        return []
    for row in family:
        row.opening_hours, row.hours = said.get(row.pk, (*times, ""))
        row.save(update_fields=["opening_hours", "hours"])
    return family


def take_over_draft(draft: Draft, public: str) -> None:
    """What it proposes stays a proposal; what it cannot be read to propose stays its words."""
    rows, note = read_hours(str(draft.content.get("hours") or ""))
    if not (public and rows):
        return
    before = draft.content.get("shared_before")
    known = before if isinstance(before, dict) else {}
    draft.content |= {"opening_hours": rows, "hours": note, "shared_before": known | {"opening_hours": public}}
    draft.save(update_fields=["content"])
