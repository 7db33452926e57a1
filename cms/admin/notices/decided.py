"""After a step of a workflow: what was decided, and who is to act next. Wagtail says only that the page was updated."""

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState

from cms.admin.dates import moment

SUBMITTED = ("action-submit", "action-restart-workflow")
STEP = "cms.step"


def note_step(request: HttpRequest, page: Page) -> None:
    """Which step the form is sent for. Where somebody else finished it meanwhile, Wagtail only saves."""
    if "action-workflow-action" in request.POST and (step := page.current_workflow_task_state):
        request.META[STEP] = step.pk


def tell_what_was_decided(request: HttpRequest, page: Page) -> None:
    """By the form of the page."""
    if STEP in request.META:
        tell_of_step(request, page, TaskState.objects.get(pk=request.META[STEP]))
    elif any(name in request.POST for name in SUBMITTED) and (next_step := step_that_waits(page)):
        messages.info(request, next_step)


def tell_of_step(request: HttpRequest, page: Page, step: TaskState) -> None:
    """Silent where it is not finished, or was by somebody else."""
    if step.finished_by_id != request.user.pk:
        return
    if step.status == TaskState.STATUS_REJECTED:
        messages.success(request, sent_back(step, page))
    elif step.status == TaskState.STATUS_APPROVED:
        messages.success(request, " ".join(filter(None, approved(step, page))))


def sent_back(step: TaskState, page: Page) -> str:
    by: User | None = step.workflow_state.requested_by
    said = {"title": page.get_admin_display_title(), "who": get_user_display_name(by) if by else _("whoever wrote it")}
    return _("“{title}” is sent back to {who}, who reads your comment above the form.").format(**said)


def approved(step: TaskState, page: Page) -> list[str]:
    said = _("“{title}” is approved: {step}.").format(title=page.get_admin_display_title(), step=step.task.name)
    return [said, step_that_waits(page) or outcome(page)]


def step_that_waits(page: Page) -> str:
    """Empty where none does."""
    states = WorkflowState.objects.for_instance(page).filter(status=WorkflowState.STATUS_IN_PROGRESS)
    if (state := states.select_related("current_task_state__task").first()) is None or not state.current_task_state:
        return ""
    task = state.current_task_state.task.specific
    groups = [group.name for group in task.groups.all()] if isinstance(task, AbstractGroupApprovalTask) else []
    if not groups:
        return _("Next: {step}.").format(step=task.name)
    return _("Next: {step}, by {groups}.").format(step=task.name, groups=get_text_list(sorted(groups), _("or")))


def outcome(page: Page) -> str:
    """Once no step is left. Empty where it was refused, which is said by itself."""
    now = Page.objects.get(pk=page.pk)
    scheduled = now.scheduled_revision
    if scheduled and scheduled.approved_go_live_at:
        return _("It becomes public on {when}.").format(when=moment(scheduled.approved_go_live_at))
    return _("It is public now.") if now.live and not now.has_unpublished_changes else ""
