"""What is to be sent: written in the transaction of what it tells, so that neither exists without the other."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from api.models import Edition
from api.process.sql import Statement, run
from cms.publishing.rows.tables import table_of
from cms.webhooks.messages import event_of, told_by
from cms.webhooks.models import Delivery, Endpoint, Event

QUEUE = "webhooks"
DELIVER = "cms.webhooks.tasks.deliver"
ALERT = "cms.webhooks.tasks.alert"
TELL = "cms.webhooks.tasks.tell"
LONGEST = 10
"""While something changes all the time, receivers are told after so many times the quiet that they ask for."""

# Of procrastinate: higher goes first, also among jobs that share a lock.
NORMAL = 0
BY_HAND = 50
"""Somebody is waiting for it."""
RECALL = 100

AFTER_PURGE = timedelta(seconds=2)
"""Receivers ask at once for what they are told of, so HTTP caches are told before them (``cms.purging.purges``)."""

AS_NEW = {
    "state": Delivery.State.WAITING,
    "attempts": 0,
    "next_attempt_at": None,
    "response_status": None,
    "response": "",
    "duration_ms": None,
}

# Always Django's connection. Procrastinate's own worker command gives the app a pool of others, and what is deferred
# there is not part of Django's transaction.
queue = JobManager(DjangoConnector())


def on_editions_appended(sender: object, editions: Sequence[Edition], **rest: object) -> None:
    """One delivery for each edition and each endpoint that wants it."""
    # By hand, because every publication asks.
    reading = table_of(Endpoint)
    (rows,) = run(Statement(reading.select("enabled", order=["name"])))
    endpoints = [endpoint for endpoint, _ in reading.instances(rows)]
    tell_later(endpoints, editions)
    enqueue(
        Delivery.objects.bulk_create(
            Delivery(endpoint=endpoint, edition=edition, event=event_of(edition))
            for edition in editions
            for endpoint in endpoints
            if endpoint.wants(event=event_of(edition), document_type=edition.type, locale=edition.locale)
        )
    )


def tell_later(endpoints: Iterable[Endpoint], editions: Sequence[Edition]) -> None:
    """A look after a while for each endpoint that asks for ``site.changed``, one for each publication: the last of
    them finds that it is quiet."""
    wanting = [endpoint for endpoint in endpoints if any(is_told(endpoint, edition) for edition in editions)]
    for endpoint in wanting:
        if endpoint.told_number is None:
            Endpoint.objects.filter(pk=endpoint.pk, told_number=None).update(told_number=editions[0].number - 1)
        queue.defer_job(
            Job(
                queue=QUEUE,
                task_name=TELL,
                task_kwargs={"endpoint": endpoint.pk},
                lock=look_lock(endpoint.pk),
                queueing_lock=None,
                scheduled_at=timezone.now() + timedelta(seconds=endpoint.quiet_seconds),
                priority=NORMAL,
            )
        )


def is_told(endpoint: Endpoint, edition: Edition) -> bool:
    return endpoint.wants(event=Event.SITE_CHANGED, document_type=edition.type, locale=edition.locale)


def look_lock(endpoint: int) -> str:
    return f"webhook:{endpoint}:look"


@transaction.atomic
def tell_site_changed(number: int) -> Delivery | None:
    """Once it is quiet, or has not been for long: the last look tells of everything since the message before."""
    endpoint = Endpoint.objects.select_for_update().filter(pk=number, enabled=True).first()
    if endpoint is None or endpoint.told_number is None:
        return None
    until = Edition.objects.order_by("-number").values_list("number", flat=True).first() or 0
    first = told_by(endpoint, since=endpoint.told_number, until=until).first()
    if first is None or (is_looked_for_later(endpoint) and not is_waited_for_long(endpoint, first)):
        return None
    told = {"since": endpoint.told_number, "until": until}
    delivery = Delivery.objects.create(endpoint=endpoint, event=Event.SITE_CHANGED, **told)
    Endpoint.objects.filter(pk=endpoint.pk).update(told_number=until)
    enqueue([delivery])
    return delivery


def is_looked_for_later(endpoint: Endpoint) -> bool:
    """By the queue, not by clocks, which differ."""
    return ProcrastinateJob.objects.filter(lock=look_lock(endpoint.pk), status="todo").exists()


def is_waited_for_long(endpoint: Endpoint, first: Edition) -> bool:
    return timezone.now() - first.published_at > LONGEST * timedelta(seconds=endpoint.quiet_seconds)


def enqueue(deliveries: Iterable[Delivery], *, by_hand: bool = False) -> None:
    """One job for each, in the order given."""
    jobs = [job_of(delivery, by_hand=by_hand) for delivery in deliveries]
    if jobs:
        queue.batch_defer_jobs(jobs)


def job_of(delivery: Delivery, *, by_hand: bool) -> Job:
    return Job(
        queue=QUEUE,
        task_name=DELIVER,
        task_kwargs={"delivery": delivery.pk, "series": delivery.series},
        lock=lock_of(delivery),
        queueing_lock=None,
        scheduled_at=timezone.now() + AFTER_PURGE if settings.HTTP_CACHES and not by_hand else None,
        priority=RECALL if delivery.event == Event.RECALLED else BY_HAND if by_hand else NORMAL,
    )


def lock_of(delivery: Delivery) -> str:
    """Jobs that share it run one by one, the oldest first, also while the oldest waits for its next attempt."""
    edition = delivery.edition
    if edition is None:
        return f"webhook:{delivery.endpoint_id}:{'test' if delivery.event == Event.TEST else 'site'}"
    return f"webhook:{delivery.endpoint_id}:{edition.type}:{edition.document_id}:{edition.locale}"


@transaction.atomic
def send_test(endpoint: Endpoint) -> Delivery:
    """To an endpoint that is switched off as well: to see whether it can be switched on again."""
    delivery = Delivery.objects.create(endpoint=endpoint, event=Event.TEST)
    enqueue([delivery], by_hand=True)
    return delivery


def send_now(delivery: Delivery) -> int:
    """Again, or before its time. Older messages about the same page that wait go before it, as always."""
    waiting = delivery.of_same_page().filter(state=Delivery.State.WAITING, pk__lt=delivery.pk)
    return send_again([*waiting, delivery])


@transaction.atomic
def send_again(deliveries: Iterable[Delivery]) -> int:
    """Put into the queue as if new, ahead of others, in the order of their editions; returns how many.

    The message keeps its id: a receiver that has had it can tell.
    """
    rows = Delivery.objects.filter(pk__in=[delivery.pk for delivery in deliveries]).order_by("pk")
    # Two people may press the button at once: the second waits, and begins the series after the first one's.
    numbers = list(rows.select_for_update().values_list("pk", flat=True))
    rows.update(series=F("series") + 1, **AS_NEW)
    cancel_jobs(numbers)
    enqueue(rows.select_related("edition").defer("edition__body"), by_hand=True)
    return len(numbers)


def cancel_jobs(deliveries: Sequence[int]) -> None:
    """Those that wait: one that comes back only tomorrow would hold up all later messages about its page till then."""
    delete_waiting_jobs("(args ->> 'delivery')::bigint = ANY(%s)", [list(deliveries)])


def cancel_jobs_of(endpoint: Endpoint) -> None:
    """The same for all of an endpoint but its tests."""
    prefix = f"webhook:{endpoint.pk}:"
    delete_waiting_jobs("starts_with(lock, %s) AND lock <> %s", [prefix, f"{prefix}test"])


def delete_waiting_jobs(condition: str, parameters: list[str | list[int]]) -> None:
    """In one statement, because a hospital may have published thousands of pages while a receiver was down."""
    sql = "DELETE FROM procrastinate_jobs WHERE status = 'todo' AND queue_name = %s AND task_name = %s AND "
    with connection.cursor() as cursor:
        cursor.execute(sql + condition, [QUEUE, DELIVER, *parameters])
