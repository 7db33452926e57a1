"""Background tasks, run by ``manage.py worker``."""

import contextlib
import logging
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.utils.module_loading import import_string
from django_tasks.base import Task
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from psycopg.errors import RaiseException

from api.process import counts
from api.search.unfound import noting
from cms.media import sweeping
from cms.publishing import schedule, verification
from cms.publishing.following.catching_up import catch_up
from cms.publishing.following.progress import forget_old
from cms.publishing.log.rebuilding import forget_unsaid_words
from cms.publishing.reports import report_drift
from cms.publishing.requirements import lacking
from cms.publishing.translating.comparing import compare_changed
from cms.purging import purges
from cms.purging.caches import Purge
from cms.releases import due
from cms.sharing import letters
from cms.task_backend import QUEUE, RUN

logger = logging.getLogger(__name__)

AT_ONCE = 200
"""Translations compared in a minute."""

PUBLISHING = "publishing"
"""Queue of what readers wait for. Webhooks and Wagtail's own tasks have others, so that they hold nothing up."""


@app.task(name="cms.tasks.follow_changes", queue=PUBLISHING, retry=RetryStrategy(max_attempts=5, wait=2))
def follow_changes(timestamp: int = 0) -> None:
    """Render again what was made from what has changed. Running it twice does no harm.

    Woken by the database at the commit of a change (``cms.publishing.following.capture``).
    """
    if not catch_up(seconds=20):
        app.configure_task("cms.tasks.follow_changes", queue=PUBLISHING, schedule_in={"seconds": 1}).defer()


@app.periodic(cron="* * * * *")
@app.task(name=schedule.TASK, queue=schedule.QUEUE)
def follow_schedule(timestamp: int = 0) -> None:
    """Publish what is due and withdraw what has expired.

    Ordered by the database for the time of each schedule; every minute, what has not come off is tried again.
    """
    held = [follow for follow in (schedule.follow, due.follow) if not follow()]
    if held:
        app.configure_task(schedule.TASK, queue=schedule.QUEUE, schedule_in={"seconds": 2}).defer()


@app.periodic(cron="* * * * *")
@app.task(name="cms.tasks.try_again", queue=PUBLISHING, queueing_lock="try_again")
def try_again(timestamp: int = 0) -> None:
    """Render what waits for another try."""
    follow_changes()


@app.periodic(cron="* * * * *")
@app.task(name="cms.tasks.compare_translations", queue="default", queueing_lock="compare_translations")
def compare_translations(timestamp: int = 0) -> None:
    """Look whether translations are behind whose source was published."""
    compare_changed(most=AT_ONCE)


@app.periodic(cron="17 3 * * *")
@app.task(name="cms.tasks.verify_nightly", queue=PUBLISHING, queueing_lock="verify_nightly")
def verify_nightly(timestamp: int = 0) -> None:
    """Compare all that is public with what the API serves, mend it, and report what was wrong."""
    report_drift(verification.verify_and_repair())
    forget_old()
    forget_unsaid_words()


@app.periodic(cron="32 3 * * *")
@app.task(name="cms.tasks.look_for_lacks", queue=PUBLISHING)
def look_for_lacks(timestamp: int = 0) -> None:
    """List what is public with something missing: after the rules have changed, and each night, since a contact line or
    a reviewer may have gone meanwhile."""
    lacking.look_again()


@app.periodic(cron="47 3 * * *")
@app.task(name="cms.tasks.sweep_media", queue=PUBLISHING, queueing_lock="sweep_media")
def sweep_media(timestamp: int = 0) -> None:
    """Take away files that nothing names any more."""
    if swept := sweeping.sweep():
        logger.info("%d files of media that nothing names any more were taken away: %s", len(swept), ", ".join(swept))


@app.periodic(cron="2 4 * * *")
@app.task(name="cms.tasks.forget_counts", queue="default")
def forget_counts(timestamp: int = 0) -> None:
    """Of what was read and searched long ago."""
    counts.forget_old()
    noting.forget_old()


@app.periodic(cron="12 4 * * *")
@app.task(name="cms.tasks.remind_of_links", queue="default", queueing_lock="remind_of_links")
def remind_of_links(timestamp: int = 0) -> None:
    """Tell who gave out a link that nobody has read or signed by it yet."""
    letters.remind()


@app.task(name=purges.TASK, queue=purges.QUEUE, retry=RetryStrategy(max_attempts=8, exponential_wait=2))
def purge(outdated: list[str], withdrawn: list[str]) -> None:
    """Ask the HTTP caches to forget documents."""
    purges.purge(Purge(outdated=outdated, withdrawn=withdrawn))


@app.task(name=RUN, queue=QUEUE, retry=RetryStrategy(max_attempts=4, exponential_wait=3))
def run_django_task(path: str, args: list[object], kwargs: dict[str, object]) -> None:
    """One of Wagtail's tasks. What it was about may be deleted by now; then there is nothing left to do."""
    task: Task[..., object] = import_string(path)
    with contextlib.suppress(ObjectDoesNotExist):
        task.call(*args, **kwargs)


@app.periodic(cron="* * * * *")
@app.task(name="cms.tasks.retry_stalled", pass_context=True, queueing_lock="retry_stalled")
async def retry_stalled(context: JobContext, timestamp: int = 0) -> None:
    """Run again what a worker had begun when it was killed."""
    await retry_jobs_of_dead_workers(context.app.job_manager)


async def retry_jobs_of_dead_workers(manager: JobManager) -> None:
    """Whatever became of one of them, the others are run again, and the worker goes on."""
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=settings.WORKER_STALLED_AFTER):
        with taken_over_by_another_worker():
            await retry_unless_waiting(manager, job)


async def retry_unless_waiting(manager: JobManager, job: Job) -> None:
    """Of the jobs with one queueing lock only one may wait. Where one does, it does what the dead worker's would."""
    try:
        await manager.retry_job(job)
    except UniqueViolation:
        logger.warning("Job %s (%s) is given up for a later one: its worker is gone.", job.id, job.task_name)
        await manager.finish_job(job, Status.ABORTED, delete_job=True)
    else:
        logger.warning("Job %s (%s) is run again: its worker is gone.", job.id, job.task_name)


@contextlib.contextmanager
def taken_over_by_another_worker() -> Iterator[None]:
    """Two that begin together find the same jobs. The second is refused by a function of the database."""
    try:
        yield
    except ConnectorException as error:
        if not isinstance(error.__cause__, RaiseException):
            raise
