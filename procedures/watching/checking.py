"""Keeps what the content checks find in step with the pages: how much in the newest draft, what in what is public."""

import logging
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.signals import post_save
from django.utils import timezone

from cms.publishing.requirements.models import Waiver
from procedures.checks.drafts import Versions, check_page, site_of, versions
from procedures.checks.findings import Finding
from procedures.checks.site import Site
from procedures.models import CheckedTreatment, ProcedurePage
from procedures.watching.storing import Found, found_in, store

logger = logging.getLogger(__name__)

LASTS = timedelta(hours=30)
"""What is found depends on the date and on other treatments, too. Every night all are checked; without a worker at
that hour, pages follow one by one."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
UNCHECKED = Finding(
    code="unchecked",
    severity="warning",
    message="The checks failed at this page.",
    why="Nobody knows what they would have found.",
    remedy="Tell whoever looks after the system.",
)
Key = tuple[int, str, str]
"""Page, code and passage."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """At a page: what was found in its newest draft, and in what is public."""

    page: ProcedurePage
    newest: Sequence[Found]
    public: Sequence[Found] | None
    """None where a check failed: what was found before stays."""


def check_due(*, most: int) -> int:
    """Check pages that were saved or published since they were last checked, or were not for long; returns how many."""
    due = list(due_pages()[:most])
    check_pages(due)
    return len(due)


def due_pages() -> QuerySet[ProcedurePage]:
    """Those just saved first. An alias repeats its original."""
    is_newer = ~Q(checked__revision_id=F("latest_revision_id")) & Q(latest_revision__isnull=False)
    is_published = ~Q(checked__live_revision_id=F("live_revision_id")) & Q(live=True, live_revision__isnull=False)
    is_gone = Q(live=False, checked__live_revision_id__isnull=False)
    is_old = Q(checked__checked_at__lt=timezone.now() - LASTS)
    return to_check().filter(Q(checked=None) | is_newer | is_published | is_gone | is_old)


def to_check() -> QuerySet[ProcedurePage]:
    """What ``check_pages`` takes."""
    pages = ProcedurePage.objects.filter(alias_of=None).select_related("locale").only("pk", "locale")
    return pages.order_by(F("latest_revision_created_at").desc(nulls_last=True), "pk")


def check_pages(pages: Sequence[ProcedurePage]) -> None:
    for language in {page.locale.language_code for page in pages}:
        keys = [page.pk for page in pages if page.locale.language_code == language]
        keep(list(look_at(keys, language)))


def look_at(keys: Collection[int], language: str) -> Iterator[Looked]:
    site = site_of(language)
    for each in versions(keys):
        try:
            yield looked(each, site)
        except Exception:  # whatever it is: the others are looked at all the same
            logger.exception("Treatment %s could not be checked.", each.stored.pk)
            yield Looked(page=each.stored, newest=found_in(each.newest, [UNCHECKED]), public=None)


def looked(at: Versions, site: Site) -> Looked:
    page, draft = at.stored, at.newest
    newest = found_in(draft, check_page(draft, site, at.surroundings))
    if not page.live:
        return Looked(page=page, newest=newest, public=())
    if draft is page:
        return Looked(page=page, newest=newest, public=newest)
    return Looked(page=page, newest=newest, public=found_in(page, check_page(page, site, at.surroundings)))


@transaction.atomic
def keep(looked: Sequence[Looked]) -> None:
    """The rows of the pages are locked first: two workers at one page store nothing twice."""
    waived = waived_in([each.page.pk for each in looked])
    CheckedTreatment.objects.bulk_create(
        sorted((counted(each, waived) for each in looked), key=lambda row: row.page_id),
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["revision_id", "live_revision_id", "checked_at", "errors", "warnings", "hints"],
    )
    store({each.page.pk: each.public for each in looked if each.public is not None})


def counted(looked: Looked, waived: Collection[Key]) -> CheckedTreatment:
    page = looked.page
    open_ones = (each for each in looked.newest if (page.pk, each.finding.code, each.passage) not in waived)
    number = Counter(each.finding.severity for each in open_ones)
    return CheckedTreatment(
        page_id=page.pk,
        revision_id=page.latest_revision_id,
        live_revision_id=page.live_revision_id if page.live else None,
        checked_at=timezone.now(),
        errors=number["error"],
        warnings=number["warning"],
        hints=number["hint"],
    )


def waived_in(keys: Collection[int]) -> set[Key]:
    in_force = Waiver.objects.filter(page__in=keys, ended_at=None, until__gte=timezone.localdate())
    return set(in_force.values_list("page_id", "code", "passage"))


def connect() -> None:
    post_save.connect(on_waiver_saved, sender=Waiver)


def on_waiver_saved(sender: type[Waiver], instance: Waiver, **rest: object) -> None:
    """Something was waived, or is not any more: the worker counts the page's findings anew."""
    CheckedTreatment.objects.filter(page=instance.page_id).update(checked_at=LONG_AGO)
