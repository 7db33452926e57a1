"""What waits for a clinician: urgent corrections that nobody has read, then what was handed in, then what is due."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, TaskState

from cms.admin.dates import day, moment
from cms.admin.subjects import Visitor, seen_by
from cms.publishing.requirements.models import Lack, Waiver
from procedures.models import ClinicalReviewTask, ProcedurePage, ReviewPolicy
from procedures.requirements.reviews import LAPSED
from procedures.review.states import state_on

PER_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A page, and why a clinician should read it."""

    page: Page
    why: str
    is_urgent: bool = False
    has_record: bool = False

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    @property
    def changes_url(self) -> str | None:
        return reverse("review_differences", args=[self.page.pk]) if self.has_record else None


def waiting_for(user: Visitor) -> list[Waiting]:
    """Each page once, for its most pressing reason."""
    found: dict[int, Waiting] = {}
    for each in (*urgent(user), *handed_in(user), *due(user)):
        found.setdefault(each.page.pk, each)
    return list(found.values())


def urgent(user: Visitor) -> Iterator[Waiting]:
    """Public with something that no clinician has read, the longest first."""
    lacks = Lack.objects.filter(code=LAPSED, page__live=True, page__in=seen_by(user)).select_related("page")
    found = list(lacks.order_by("since"))
    waivers: dict[tuple[int, str], Waiver] = {}
    for waiver in Waiver.objects.filter(code=LAPSED, page__in=[lack.page_id for lack in found]):
        waivers.setdefault((waiver.page_id, waiver.passage), waiver)
    for lack in found:
        why = why_urgent(waivers.get((lack.page_id, lack.passage)))
        yield Waiting(page=lack.page, why=why, is_urgent=True, has_record=True)


def why_urgent(waiver: Waiver | None) -> str:
    if waiver is None:
        return _("It changed after its review, and is public")
    return _("Urgent correction, public since %(moment)s: %(reason)s") % {
        "moment": moment(waiver.waived_at),
        "reason": waiver.reason,
    }


def handed_in(user: Visitor) -> Iterator[Waiting]:
    tasks = ClinicalReviewTask.objects.filter(active=True)
    states = TaskState.objects.filter(task__in=tasks.values("pk"), status=TaskState.STATUS_IN_PROGRESS)
    shown = Page.objects.filter(pk__in=seen_by(user).values("pk")).in_bulk(pages_of(states))
    for state in states.select_related("workflow_state").order_by("started_at"):
        if page := shown.get(int(state.workflow_state.object_id)):
            yield Waiting(page=page, why=_("Handed in on %(moment)s") % {"moment": moment(state.started_at)})


def pages_of(states: QuerySet[TaskState]) -> list[int]:
    return [int(pk) for pk in states.values_list("workflow_state__object_id", flat=True)]


def due(user: Visitor) -> Iterator[Waiting]:
    """By the day of their review, the oldest first."""
    policies = {policy.kind: policy for policy in ReviewPolicy.objects.all()}
    longest = max(policy.lead_days for policy in (*policies.values(), ReviewPolicy()))
    near = timezone.localdate() + timedelta(days=longest)
    shown = seen_by(user).filter(live=True).values("pk")
    pages = ProcedurePage.objects.filter(live=True, alias_of=None, pk__in=shown, next_review__lte=near)
    for page in pages.only("title", "procedure_type", "next_review", "clinical_review").order_by("next_review"):
        policy = policies.get(page.procedure_type) or ReviewPolicy()
        if page.next_review and is_near(page.next_review, policy):
            has_record = page.clinical_review_id is not None
            yield Waiting(page=page, why=_("Due on %(day)s") % {"day": day(page.next_review)}, has_record=has_record)


def is_near(next_review: date, policy: ReviewPolicy) -> bool:
    return state_on(timezone.localdate(), next_review=next_review, lead_days=policy.lead_days) != "current"


def may_review(user: Visitor) -> bool:
    """Whoever has the step in some workflow."""
    if user.is_superuser:
        return True
    own = set(user.groups.values_list("pk", flat=True))
    return (
        bool(own)
        and ClinicalReviewTask.groups.through._default_manager.filter(
            clinicalreviewtask__active=True, group__in=own
        ).exists()
    )


class WaitingView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "procedures/admin/waiting.html"
    header_icon = "check"

    def get_page_title(self) -> str:
        return _("Waiting for clinical review")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **options: object) -> dict[str, object]:
        page = Paginator(waiting_for(self.request.user), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**options) | {"page": page, "waiting": page.object_list}


class WaitingPanel(Component):
    """On the home page of those who review."""

    name = "waiting-for-review"
    order = 50
    template_name = "procedures/admin/waiting_panel.html"
    MOST = 5

    def get_context_data(self, parent_context: Mapping[str, object] | None = None) -> dict[str, object]:
        request = parent_context["request"] if parent_context else None
        waiting = waiting_for(request.user) if isinstance(request, HttpRequest) else []
        return {"waiting": waiting[: self.MOST], "more": max(0, len(waiting) - self.MOST)}


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    if may_review(request.user):
        panels.append(WaitingPanel())
