"""What is found in what is public: what is new, what is mended, what is there still."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from cms.values.told import Kept, in_english, keep
from procedures.checks.findings import Finding
from procedures.models import ProcedurePage, PublicFinding
from procedures.requirements.checks import Passages, place_of

Same = tuple[int, str, str, str, str]
"""Page, code, field, block and what is said: it is the same finding, though the words around it may be others."""
WRITTEN_AGAIN = ("severity", "remedy", "why", "words", "passage")
"""What may differ in the same finding."""


@dataclass(frozen=True, kw_only=True)
class Found:
    finding: Finding
    place: str
    passage: str


def found_in(page: ProcedurePage, findings: Iterable[Finding]) -> list[Found]:
    passages = Passages(page)
    return [Found(finding=each, place=place_of(each), passage=passages.digest(each)) for each in findings]


def store(found: Mapping[int, Sequence[Found]]) -> None:
    """Of each page, by primary key, all that was found. Called in a transaction that has locked the pages' rows."""
    wanted = {same(row): row for pk, each in found.items() for row in rows_of(pk, each)}
    gone, changed = [], []
    for stored in PublicFinding.objects.filter(page__in=found):
        row = wanted.pop(same(stored), None)
        if row is None:
            gone.append(stored.pk)
        elif differs(stored, row):
            changed.append(stored)
    PublicFinding.objects.filter(pk__in=gone).delete()
    PublicFinding.objects.bulk_update(changed, WRITTEN_AGAIN)
    PublicFinding.objects.bulk_create(wanted.values())


def rows_of(page: int, found: Iterable[Found]) -> list[PublicFinding]:
    now = timezone.now()
    return [
        PublicFinding(
            page_id=page,
            code=each.finding.code,
            severity=each.finding.severity,
            message=str(in_english(each.finding.message)),
            remedy=str(in_english(each.finding.remedy)),
            why=str(in_english(each.finding.why)),
            words=kept(each.finding),
            place=each.place,
            block=each.finding.block or "",
            passage=each.passage,
            since=now,
        )
        for each in found
    ]


def kept(finding: Finding) -> dict[str, Kept]:
    return {"message": keep(finding.message), "remedy": keep(finding.remedy), "why": keep(finding.why)}


def same(row: PublicFinding) -> Same:
    return row.page_id, row.code, row.place, row.block, row.message


def differs(stored: PublicFinding, row: PublicFinding) -> bool:
    """Takes over what does."""
    changed = [name for name in WRITTEN_AGAIN if getattr(stored, name) != getattr(row, name)]
    for name in changed:
        setattr(stored, name, getattr(row, name))
    return bool(changed)
