"""Runs Wagtail's own background tasks (search and reference index, file deletion) in the one worker there is."""

from typing import Any

from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import normalize_json
from procrastinate.contrib.django import app

RUN = "cms.tasks.run_django_task"
QUEUE = "wagtail"


class ProcrastinateBackend(BaseTaskBackend):
    """A backend for ``django_tasks``: a task is enqueued in the transaction that asks for it, and retried."""

    supports_defer = True
    supports_async_task = True
    supports_priority = True

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        self.validate_task(task)
        # One at a time: two updates of the search index at once end in a deadlock, and in a request they would take the
        # publication back with them.
        deferrer = app.configure_task(RUN, queue=QUEUE, lock=QUEUE, priority=task.priority, schedule_at=task.run_after)
        number = deferrer.defer(path=task.module_path, args=normalize_json(list(args)), kwargs=normalize_json(kwargs))
        return TaskResult(
            task=task,
            id=str(number),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=list(args),
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
