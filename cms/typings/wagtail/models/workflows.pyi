from typing import ClassVar

from django.contrib.auth.models import Group, User
from django.db import models
from wagtail.models.revisions import Revision

class WorkflowManager(models.Manager[Workflow]): ...
class TaskManager(models.Manager[Task]): ...

class Workflow(models.Model):
    objects: WorkflowManager
    name = models.CharField(max_length=255)
    active = models.BooleanField(default=True)

    @property
    def tasks(self) -> models.QuerySet[Task]: ...
    def deactivate(self) -> None: ...

class Task(models.Model):
    objects: TaskManager
    name = models.CharField(max_length=255)
    active = models.BooleanField(default=True)

    @property
    def specific(self) -> Task: ...
    def deactivate(self) -> None: ...

class AbstractGroupApprovalTask(Task):
    groups = models.ManyToManyField(Group)

    class Meta:
        abstract = True

    def get_actions(self, obj: models.Model, user: User) -> list[tuple[str, str, bool]]: ...
    def get_template_for_action(self, action: str) -> str: ...
    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState: ...
    def on_action(self, task_state: TaskState, user: User, action_name: str, **options: object) -> object: ...
    @classmethod
    def get_description(cls) -> str: ...

class GroupApprovalTask(AbstractGroupApprovalTask):
    objects: ClassVar[models.Manager[GroupApprovalTask]]  # type: ignore[assignment, misc]

class TaskStateQuerySet(models.QuerySet[TaskState]):
    def reviewable_by(self, user: User) -> TaskStateQuerySet: ...

class BaseTaskStateManager(models.Manager[TaskState]): ...

class WorkflowStateQuerySet(models.QuerySet[WorkflowState]):
    def for_instance(self, instance: models.Model) -> WorkflowStateQuerySet: ...

TaskStateManager = BaseTaskStateManager.from_queryset(TaskStateQuerySet)
WorkflowStateManager = models.Manager.from_queryset(WorkflowStateQuerySet)

class WorkflowState(models.Model):
    STATUS_IN_PROGRESS: str
    STATUS_NEEDS_CHANGES: str
    STATUS_CANCELLED: str
    objects: ClassVar = WorkflowStateManager()
    content_object: models.Model | None
    object_id = models.CharField(max_length=255)
    status = models.CharField(max_length=50)
    requested_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)
    current_task_state: TaskState | None

class TaskState(models.Model):
    STATUS_IN_PROGRESS: str
    STATUS_APPROVED: str
    STATUS_REJECTED: str
    objects: ClassVar = TaskStateManager()
    workflow_state = models.ForeignKey(WorkflowState, on_delete=models.CASCADE)
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="task_states")
    status = models.CharField(max_length=50)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)
    comment = models.TextField()

    def approve(self, user: User | None = None, update: bool = True, comment: str = "") -> TaskState: ...

class WorkflowTask(models.Model):
    objects: ClassVar[models.Manager[WorkflowTask]]
    workflow = models.ForeignKey(Workflow, on_delete=models.CASCADE)
    task = models.ForeignKey(Task, on_delete=models.CASCADE)
    sort_order = models.IntegerField()

class WorkflowPage(models.Model):
    objects: ClassVar[models.Manager[WorkflowPage]]
    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE)
    workflow = models.ForeignKey(Workflow, on_delete=models.CASCADE)
