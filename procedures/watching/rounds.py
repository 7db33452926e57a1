"""All pages, one after the other: at night, and when somebody asks for it.

What a page is checked at is written down, so a round that was stopped goes on where it was.
"""

import time
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from procedures.models import CheckRun, ProcedurePage
from procedures.watching.checking import check_pages, to_check
from procedures.watching.trend import count_day

TASK, QUEUE = "procedures.tasks.go_on_checking", "default"
AFTER_OTHERS = -1
"""Priority of the task."""
AT_ONCE = 20
"""Pages kept in one transaction."""
GIVEN_UP = timedelta(hours=12)
"""After which a round that never ended is begun anew."""
KEPT = timedelta(days=400)


@transaction.atomic
def begin() -> CheckRun:
    """The one that runs, if there is one."""
    running = unfinished().select_for_update().first()
    if running is not None and running.started_at > timezone.now() - GIVEN_UP:
        return running
    now = timezone.now()
    CheckRun.objects.filter(Q(finished_at=None) | Q(started_at__lt=now - KEPT)).delete()
    return CheckRun.objects.create(started_at=now, total=to_check().count())


def order() -> None:
    """By the worker, as soon as it has time."""
    begin()
    task = app.configure_task(TASK, queue=QUEUE, lock=TASK, queueing_lock=TASK, priority=AFTER_OTHERS)
    with suppress(AlreadyEnqueued), transaction.atomic():
        task.defer()


def go_on(*, seconds: float) -> bool:
    """Check pages for about as long; returns whether the round is at its end, or there is none."""
    ends = time.monotonic() + seconds
    run = unfinished().first()
    while run is not None and time.monotonic() < ends:
        if not step(run):
            end(run)
            return True
    return run is None


def step(run: CheckRun) -> int:
    """Returns how many pages were left to check."""
    pages = list(left(run)[:AT_ONCE])
    check_pages(pages)
    tell(run, done=max(run.total - left(run).count(), 0))
    return len(pages)


def left(run: CheckRun) -> QuerySet[ProcedurePage]:
    """What is public first."""
    pages = to_check().filter(Q(checked=None) | Q(checked__checked_at__lt=run.started_at))
    return pages.order_by("-live", "pk")


def end(run: CheckRun) -> None:
    count_day()
    tell(run, done=run.total, finished_at=timezone.now())


def tell(run: CheckRun, **how_far: object) -> None:
    """It may have been given up meanwhile."""
    CheckRun.objects.filter(pk=run.pk).update(**how_far)


def unfinished() -> QuerySet[CheckRun]:
    return CheckRun.objects.filter(finished_at=None).order_by("-pk")


def newest() -> CheckRun | None:
    return CheckRun.objects.order_by("-pk").first()
