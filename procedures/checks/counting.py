"""Keeps the number of findings of each treatment in step with its newest draft."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from procedures.checks.drafts import check_page, newest, site_of
from procedures.checks.findings import Finding
from procedures.models import CheckedTreatment, ProcedurePage

LASTS = timedelta(hours=24)
"""What is found depends on the date and on other treatments, too."""


def count_findings(*, most: int) -> int:
    """Check pages that were saved since they were last checked, or were not for a day; returns how many."""
    due = list(due_pages()[:most])
    for language in {page.locale.language_code for page in due}:
        keys = [page.pk for page in due if page.locale.language_code == language]
        CheckedTreatment.objects.bulk_create(
            checked(keys, language),
            update_conflicts=True,
            unique_fields=["page"],
            update_fields=["revision_id", "checked_at", "errors", "warnings", "hints"],
        )
    return len(due)


def due_pages() -> QuerySet[ProcedurePage]:
    """Those just saved first. An alias repeats its original."""
    is_newer = Q(checked=None) | ~Q(checked__revision_id=F("latest_revision_id")) & Q(latest_revision__isnull=False)
    is_old = Q(checked__checked_at__lt=timezone.now() - LASTS)
    pages = ProcedurePage.objects.filter(is_newer | is_old, alias_of=None).select_related("locale")
    return pages.only("pk", "locale").order_by(F("latest_revision_created_at").desc(nulls_last=True), "pk")


def checked(keys: Sequence[int], language: str) -> Iterator[CheckedTreatment]:
    site = site_of(language)
    for page, surroundings in newest(keys):
        yield counted(page, check_page(page, site, surroundings))


def counted(page: ProcedurePage, findings: Sequence[Finding]) -> CheckedTreatment:
    number = Counter(finding.severity for finding in findings)
    return CheckedTreatment(
        page_id=page.pk,
        revision_id=page.latest_revision_id,
        checked_at=timezone.now(),
        errors=number["error"],
        warnings=number["warning"],
        hints=number["hint"],
    )
