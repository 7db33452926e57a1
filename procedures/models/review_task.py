"""The step of a workflow in which a clinician vouches for a page."""

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState
from wagtail.models.workflows import WorkflowState

from cms.sharing.guests import account
from procedures.models.reviewing import approve, is_signed, why_not

NEWEST = ["draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"]
APPROVE, EXPLAIN = "approve", "explain"


class ClinicalReviewTask(AbstractGroupApprovalTask):
    """Approving records a clinical review, in the name of the clinician that the account belongs to."""

    class Meta:
        verbose_name = _("clinical review")
        verbose_name_plural = _("clinical reviews")

    def get_actions(self, obj: models.Model, user: User) -> list[tuple[str, str, bool]]:
        """Who may not approve is told why, in the place of the button."""
        allowed = super().get_actions(obj, user)
        if not allowed:
            return []
        is_able = not isinstance(obj, Page) or not why_not(newest(obj), user)
        send_back = [each for each in allowed if each[0] == "reject"]
        return [*send_back, (APPROVE if is_able else EXPLAIN, gettext("Approve…"), True)]

    def get_template_for_action(self, action: str) -> str:
        return "procedures/admin/approve.html" if action in (APPROVE, EXPLAIN) else ""

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """What was signed by a link, and says the same still, has been read."""
        state: TaskState = super().start(workflow_state, user=user)
        page = workflow_state.content_object
        if isinstance(page, Page) and is_signed(newest(page)):
            state.approve(user=account(), update=False)
        return state

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **options: object) -> None:
        page = task_state.workflow_state.content_object
        if action_name == APPROVE and isinstance(page, Page):
            task_state.revision = approve(newest(page), user)
            task_state.save(update_fields=["revision"])
            # Another instance was saved: the next step is about this draft, too, and nobody writes the older one back.
            page.refresh_from_db(fields=NEWEST)
        super().on_action(task_state, user, action_name, **options)

    @classmethod
    def get_description(cls) -> str:
        return str(_("A clinician of the chosen groups reads the page and vouches for it"))


def newest(page: Page) -> Page:
    draft: Page = page.specific.get_latest_revision_as_object()
    return draft
