"""What is counted on the home page. Each number leads to the list of what it counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from cms.admin.subjects import seen_by
from cms.publishing.following.models import StaleDocument
from cms.publishing.translating.comparing import sources_behind
from procedures.models import ProcedurePage, PublicFinding, open_findings
from procedures.watching.waiting import due_review, forgotten_draft, overdue_review


@dataclass(frozen=True, kw_only=True)
class Number:
    label: str
    number: int
    url: str
    is_pressing: bool = False
    """It should be none."""


def treatments(**asked: object) -> str:
    return f"{reverse('treatments:index')}?{urlencode(asked)}"


def report(**asked: object) -> str:
    return f"{reverse('findings:report')}?{urlencode(asked)}"


def seen_pages(user: User) -> QuerySet[ProcedurePage]:
    return ProcedurePage.objects.filter(pk__in=seen_by(user).values("pk"))


def seen_findings(user: User) -> QuerySet[PublicFinding]:
    return open_findings().filter(page__in=seen_by(user).values("pk"))


def for_me(user: User) -> Iterator[Number]:
    """What somebody has to do: what was handed to them, and what waits on their own pages."""
    waiting = TaskState.objects.reviewable_by(user).count()
    tasks = f"{reverse('wagtailadmin_reports:workflow_tasks')}?reviewable=true"
    yield Number(label=_("wait for your approval"), number=waiting, url=tasks, is_pressing=True)
    yield sent_back(user)
    mine: Mapping[str, object] = {"owner": user.pk}
    pages = ProcedurePage.objects.filter(owner=user).aggregate(
        overdue=Count("pk", filter=Q(live=True) & overdue_review()),
        due=Count("pk", filter=Q(live=True) & due_review()),
        forgotten=Count("pk", filter=forgotten_draft()),
    )
    yield from of_reviews(pages, mine)
    found = open_findings().filter(page__owner=user)
    errors = found.filter(severity=PublicFinding.Severity.ERROR).count()
    yield Number(label=_("errors on your pages"), number=errors, url=report(severity="error", **mine), is_pressing=True)
    forgotten = treatments(state="forgotten", **mine)
    yield Number(label=_("drafts of yours, saved by nobody for 30 days"), number=pages["forgotten"], url=forgotten)


def sent_back(user: User) -> Number:
    """Of what they handed in themselves."""
    asked = {"requested_by": user.pk, "status": WorkflowState.STATUS_NEEDS_CHANGES}
    number = WorkflowState.objects.filter(**asked).count()
    url = f"{reverse('wagtailadmin_reports:workflow')}?{urlencode(asked)}"
    return Number(label=_("sent back to you for changes"), number=number, url=url, is_pressing=True)


def of_reviews(pages: Mapping[str, int], whose: Mapping[str, object]) -> Iterator[Number]:
    overdue, due = (treatments(state="live", review=review, **whose) for review in ("overdue", "soon"))
    yield Number(label=_("reviews overdue"), number=pages["overdue"], url=overdue, is_pressing=True)
    yield Number(label=_("reviews due within 60 days"), number=pages["due"], url=due)


def of_site(user: User) -> Iterator[Number]:
    """What somebody who answers for the whole keeps an eye on."""
    pages = seen_pages(user).aggregate(
        overdue=Count("pk", filter=Q(live=True) & overdue_review()),
        due=Count("pk", filter=Q(live=True) & due_review()),
        forgotten=Count("pk", filter=forgotten_draft()),
    )
    yield from of_reviews(pages, {})
    behind = sources_behind().filter(page__in=seen_by(user).values("pk")).count()
    yield Number(label=_("translations behind"), number=behind, url=reverse("publishing:behind"))
    yield Number(
        label=_("drafts that nobody saved for 30 days"), number=pages["forgotten"], url=treatments(state="forgotten")
    )
    failed = StaleDocument.objects.filter(needs_editor=True).count()
    yield Number(label=_("updates that failed"), number=failed, url=reverse("publishing:updates"), is_pressing=True)
