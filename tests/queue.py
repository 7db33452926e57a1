"""A queue, worked off by a test: what is in it is done in this process and transaction."""

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

QUEUE = "publishing"


def drain(*, queue=QUEUE, most=1000):
    """Do what is in the queue and due, as the worker does; returns the names of the tasks done."""
    done = []
    while len(done) < most and (job := next_job(queue)):
        ProcrastinateJob.objects.filter(pk=job.pk)._raw_delete("default")
        app.tasks[job.task_name](**job.args)
        done.append(job.task_name)
    return done


def next_job(queue):
    """Inside a test's transaction nothing commits, so what would happen at commit is asked for here."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS cms_wake_worker IMMEDIATE")
        cursor.execute("SET CONSTRAINTS cms_wake_worker DEFERRED")
        cursor.execute(
            "SELECT id FROM procrastinate_jobs WHERE status = 'todo' AND queue_name = %s"
            " AND (scheduled_at IS NULL OR scheduled_at <= now()) ORDER BY priority DESC, id LIMIT 1",
            [queue],
        )
        row = cursor.fetchone()
    return ProcrastinateJob.objects.get(pk=row[0]) if row else None
