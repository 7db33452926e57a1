"""A worker killed at the worst moment: the message arrives all the same."""

import asyncio

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from cms.webhooks.models import Delivery
from cms.webhooks.outbox import enqueue
from tests.forked import command
from tests.forks import fork
from tests.processes import PATIENCE
from tests.webhooks import log
from tests.webhooks.conftest import only_delivery


@pytest.fixture
def worker(empty_queue):
    """A worker of its own process, on the database of this test."""
    with fork(command, "procrastinate", "worker", "--queues", "webhooks") as process:
        yield process


def run_stalled_jobs_again():
    """What the kernel's periodic task does once a worker has given no sign of life for a while."""

    async def run():
        async with worker_app.open_async():
            stalled = list(await worker_app.job_manager.get_stalled_jobs(queue="webhooks", seconds_since_heartbeat=30))
            for job in stalled:
                await worker_app.job_manager.retry_job(job)
            return len(stalled)

    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        return asyncio.run(run())


@pytest.mark.slow
def test_message_arrives_when_the_worker_is_killed_while_sending_it(endpoint, receiver, messages, worker, work):
    receiver.gate.clear()
    first = log.publish()
    second = log.publish()
    assert receiver.arrived.wait(PATIENCE)

    worker.kill()
    receiver.gate.set()
    work()
    assert messages() == [("edition.published", first.number)]

    assert run_stalled_jobs_again() == 1
    work()
    assert [number for _, number in messages()] == [first.number, first.number, second.number]
    assert len({got.headers["webhook-id"] for got in receiver.received}) == 2
    assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.DELIVERED}


def test_message_is_not_sent_twice_when_the_worker_is_killed_after_recording_it(endpoint, receiver, work):
    """The job that was not marked as done is run again."""
    log.publish()
    work()
    enqueue([only_delivery()])
    work()

    assert len(receiver.received) == 1
    assert only_delivery().state == Delivery.State.DELIVERED
