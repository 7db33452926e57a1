"""What waits for somebody to look at it, as conditions on pages: they are counted, listed and told in letters."""

from datetime import datetime, timedelta

from django.db.models import IntegerField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

OF_PAGE = Q(base_content_type__app_label="wagtailcore", base_content_type__model="page")
WHEN = "approved_go_live_at"
PAGE_KEY = Cast("object_id", IntegerField())

SOON = timedelta(days=60)
"""Before the day, a review is due."""
FORGOTTEN = timedelta(days=30)
"""Without anybody saving, after which a draft counts as forgotten."""


def due_review() -> Q:
    today = timezone.localdate()
    return Q(next_review__range=(today, today + SOON))


def overdue_review() -> Q:
    return Q(next_review__lt=timezone.localdate())


def forgotten_draft() -> Q:
    """What was saved and is not public, not scheduled, and waits for nobody's approval."""
    is_old = Q(latest_revision_created_at__lt=timezone.now() - FORGOTTEN)
    is_draft = Q(alias_of=None, has_unpublished_changes=True, expired=False)
    return is_draft & is_old & ~Q(pk__in=handed_in()) & ~Q(pk__in=scheduled())


def handed_in() -> QuerySet[Model]:
    """Workflows under way, of pages; the primary keys of these as ``page_key``, alone."""
    states = WorkflowState.objects.filter(OF_PAGE, status=WorkflowState.STATUS_IN_PROGRESS)
    return states.annotate(page_key=PAGE_KEY).values("page_key")  # type: ignore[return-value]


def scheduled() -> QuerySet[Revision]:
    """Likewise, of what will be published."""
    revisions = Revision.objects.filter(OF_PAGE, approved_go_live_at__isnull=False)
    return revisions.annotate(page_key=PAGE_KEY).values("page_key")  # type: ignore[no-any-return]


def beginnings(*, before: datetime) -> list[tuple[int, datetime]]:
    """Primary keys of pages that will be published until then, and when."""
    soon = Revision.objects.filter(OF_PAGE, approved_go_live_at__range=(timezone.now(), before))
    return list(soon.annotate(page_key=PAGE_KEY).order_by("approved_go_live_at").values_list("page_key", WHEN))
