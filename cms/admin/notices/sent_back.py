"""A page that was sent back says why where it is mended, not in its history alone."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, TaskState, WorkflowState

from cms.admin import dates


def tell_why_it_was_sent_back(request: HttpRequest, page: Page) -> None:
    """When somebody opens it: who asked for changes, and which."""
    state: WorkflowState | None = page.current_workflow_state
    if request.method != "GET" or state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return
    if task := state.current_task_state:
        messages.warning(request, in_words(task))


def in_words(task: TaskState) -> str:
    asked = {
        "who": get_user_display_name(task.finished_by) if task.finished_by else _("Somebody"),
        "when": dates.moment(task.finished_at) if task.finished_at else "–",
    }
    said = _("{who} sent it back on {when}: “{comment}”") if task.comment else _("{who} sent it back on {when}.")
    return said.format(comment=task.comment, **asked)
