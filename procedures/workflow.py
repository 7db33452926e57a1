"""Who sees a page between its author and the public: clinical review, then publication."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Count
from wagtail.models import AbstractGroupApprovalTask, GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from procedures.models import ClinicalReviewTask
from procedures.roles import EDITORS, REVIEWERS, Role

NAME = "Clinical review, then publication"
STEPS: tuple[tuple[type[AbstractGroupApprovalTask], str, Role], ...] = (
    (ClinicalReviewTask, "Clinical review", REVIEWERS),
    (GroupApprovalTask, "Publication", EDITORS),
)
# What Wagtail's own migrations make: nobody in a hospital is a moderator.
WAGTAILS_WORKFLOW = "Moderators approval"
WAGTAILS_GROUPS = ("Moderators", "Editors")


def create_workflow() -> None:
    """In the place of Wagtail's own. A workflow that somebody has chosen for the site stays, and so does one in use."""
    root = Page.objects.get(depth=1)
    chosen = WorkflowPage.objects.filter(page=root).select_related("workflow").first()
    if chosen is not None and (chosen.workflow.name != WAGTAILS_WORKFLOW or is_in_use()):
        return
    workflow = Workflow.objects.create(name=NAME)
    for order, (kind, name, role) in enumerate(STEPS):
        WorkflowTask.objects.create(workflow=workflow, task=task_of(kind, name, role), sort_order=order)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    if chosen is not None:
        retire(chosen.workflow)
    delete_unused_groups()


def is_in_use() -> bool:
    return get_user_model().objects.filter(groups__name__in=WAGTAILS_GROUPS).exists()


def task_of(kind: type[AbstractGroupApprovalTask], name: str, role: Role) -> AbstractGroupApprovalTask:
    task = kind._default_manager.create(name=name)
    task.groups.add(Group.objects.get(name=role.name))
    return task


def retire(workflow: Workflow) -> None:
    """What is under way in it is cancelled: nobody could approve it."""
    tasks = list(workflow.tasks)
    workflow.deactivate()
    for task in tasks:
        task.deactivate()


def delete_unused_groups() -> None:
    Group.objects.filter(name__in=WAGTAILS_GROUPS).annotate(members=Count("user")).filter(members=0).delete()
