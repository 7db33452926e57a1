from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models

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

    def deactivate(self) -> None: ...

class GroupApprovalTask(Task):
    objects: ClassVar[models.Manager[GroupApprovalTask]]  # type: ignore[assignment, misc]
    groups = models.ManyToManyField(Group)

class WorkflowTask(models.Model):
    objects: ClassVar[models.Manager[WorkflowTask]]
    workflow = models.ForeignKey(Workflow, on_delete=models.CASCADE)
    task = models.ForeignKey(Task, on_delete=models.CASCADE)
    sort_order = models.IntegerField()

class WorkflowPage(models.Model):
    objects: ClassVar[models.Manager[WorkflowPage]]
    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE)
    workflow = models.ForeignKey(Workflow, on_delete=models.CASCADE)
