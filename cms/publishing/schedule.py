"""Scheduled publishing and expiry. Each is a transaction of its own, and the database's clock says what is due.

A trigger orders a task for the time of each schedule, whoever writes it (``install_alarms``); a periodic task looks
every minute for what has not come off. Wagtail's command ``publish_scheduled`` does the same in one go: a failure there
leaves the rest undone, and half of the failed one done. Running it beside this does no harm.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

from django.apps import apps
from django.db import OperationalError, connection
from django.db.models import Model
from django.db.models.functions import Now
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import DraftStateMixin, Page, Revision

from cms.publishing.conflicts import in_one_transaction
from cms.publishing.ended_reviews import noting, write_to
from cms.publishing.refused import note_refusal, who_scheduled
from cms.publishing.rows.holding import hold

logger = logging.getLogger(__name__)

TASK, QUEUE = "cms.tasks.follow_schedule", "schedule"

ALARM = f"""
CREATE OR REPLACE FUNCTION cms_set_alarm() RETURNS trigger LANGUAGE plpgsql AS $$
-- Argument: the column with the time. One job for each time at which something is due.
DECLARE
    due timestamptz := to_jsonb(NEW) ->> TG_ARGV[0];
BEGIN
    IF NOT EXISTS (
        SELECT FROM procrastinate_jobs WHERE task_name = '{TASK}' AND status = 'todo' AND scheduled_at = due
    ) THEN
        PERFORM procrastinate_defer_jobs_v1(ARRAY[
            ('{QUEUE}', '{TASK}', 0, NULL, NULL, '{{}}', due)::procrastinate_job_to_defer_v1
        ]);
    END IF;
    RETURN NULL;
END
$$;
"""
TRIGGER = """
DROP TRIGGER IF EXISTS cms_set_alarm ON {table};
CREATE TRIGGER cms_set_alarm AFTER INSERT OR UPDATE ON {table}
    FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION cms_set_alarm('{column}');
"""

TIMES = {Revision._meta.db_table: "approved_go_live_at", "cms_release": "scheduled_for"}
"""Tables with a time at which something is to be published, and the column that has it."""

Row: TypeAlias = Any
"""A page or snippet with drafts. What it has of Wagtail's mixins no type says."""
Action = Callable[[], None]


@dataclass(frozen=True, kw_only=True)
class Due:
    name: str
    action: Action
    revision: int | None = None
    """That is to be published."""


def install_alarms(**rest: object) -> None:
    """After every migration; installing again does no harm."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if "procrastinate_jobs" not in tables:
            return
        cursor.execute(ALARM)
        for table in sorted(tables & {model._meta.db_table for model in schedulable_models()}):
            condition = "NEW.live AND NEW.expire_at IS NOT NULL"
            cursor.execute(TRIGGER.format(table=table, condition=condition, column="expire_at"))
        for table, column in sorted(TIMES.items()):
            if table in tables:
                condition = f"NEW.{column} IS NOT NULL"
                cursor.execute(TRIGGER.format(table=table, condition=condition, column=column))


def schedulable_models() -> list[type[Model]]:
    """All pages at once, and every snippet that has drafts."""
    snippets = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]
    return [Page, *snippets]


def follow() -> bool:
    """Do all that is due; false where others held some of it, which is to be tried again soon."""
    held = [due for due in (*expiries(), *publications()) if not attempt(due)]
    return not held


def expiries() -> Iterator[Due]:
    """What has reached its expiry, and how to unpublish it."""
    for model in schedulable_models():
        due = model._default_manager.filter(live=True, expire_at__lte=Now()).order_by("expire_at", "pk")
        for pk in list(due.values_list("pk", flat=True)):
            yield Due(name=f"{model.__name__} {pk}", action=partial(expire, model, pk))


def publications() -> Iterator[Due]:
    """Revisions whose time has come, the longest waiting first."""
    due = Revision.objects.filter(approved_go_live_at__lte=Now()).order_by("approved_go_live_at", "pk")
    for pk in list(due.values_list("pk", flat=True)):
        yield Due(name=f"revision {pk}", action=partial(publish, pk), revision=pk)


def expire(model: type[Model], pk: int) -> None:
    """Nothing where another worker did it meanwhile."""
    due = model._default_manager.select_for_update(no_key=True).filter(pk=pk, live=True, expire_at__lte=Now())
    row: Row = due.first()
    if row is not None:
        row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def publish(pk: int) -> None:
    """Nothing where another worker did it meanwhile."""
    revision = Revision.objects.get(pk=pk)
    hold([revision.as_object()])
    due = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=Now()).first()
    if due is not None:
        not_before(due, timezone.now())
        with noting() as ended:
            due.publish(log_action="wagtail.publish.scheduled")
        write_to(
            [who_scheduled(due)],
            ended,
            name=due.object_str,
            address=AdminURLFinder().get_edit_url(due.content_object) or "",
        )


def not_before(revision: Revision, now: datetime) -> None:
    """What is due by the database's clock is due, though this machine's may be slow: Wagtail would ask that."""
    if (revision.approved_go_live_at or now) > now:
        revision.content["go_live_at"] = now.isoformat()


def attempt(due: Due) -> bool:
    """False where others held it. A failure keeps nobody else from being published, and is told each time."""
    try:
        in_one_transaction(due.action)
    except OperationalError as error:
        logger.warning("Scheduled publishing of %s is tried again: %s", due.name, error)
        return False
    except Exception as error:
        logger.exception("Scheduled publishing of %s failed; it is tried again in a minute", due.name)
        if due.revision is not None:
            tell_editors(due.revision, error)
    return True


def tell_editors(revision: int, error: Exception) -> None:
    try:
        in_one_transaction(partial(note_refusal, revision, error))
    except Exception:
        logger.exception("That revision %s was not published at its time could not be noted", revision)
