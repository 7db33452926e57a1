"""Receivers, endpoints, and the worker."""

import json

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from standardwebhooks import Webhook

from cms.webhooks.models import Delivery, Endpoint
from tests.webhooks.receiver import Receiver, serve


@pytest.fixture
def receiver():
    with serve(Receiver()) as running:
        yield running


@pytest.fixture
def endpoint(db, receiver):
    return Endpoint.objects.create(name="Web site", url=receiver.url, contact="web@receiver.example")


@pytest.fixture
def messages(receiver, endpoint):
    """What has arrived so far, each with a signature that the receiver's library accepts: (type, number)."""

    def arrived():
        bodies = [Webhook(endpoint.secret).verify(got.body, got.headers) for got in receiver.received]
        return [(body["type"], body["data"].get("number")) for body in bodies]

    return arrived


@pytest.fixture
def empty_queue(transactional_db):
    """Tests with real commits leave procrastinate's tables as they are: Django does not manage them."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def work(empty_queue):
    """Let procrastinate's own worker do what is due in the queue, with as many threads as in production."""

    def run(*, concurrency=8):
        options = {"install_signal_handlers": False, "listen_notify": False, "wait": False}
        seen = None
        # A worker that does not wait ends before it sees that a lock has become free.
        while seen != (now := progress()):
            seen = now
            with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
                worker_app.run_worker(queues=["webhooks"], concurrency=concurrency, **options)

    return run


def progress():
    jobs = ProcrastinateJob.objects.filter(queue_name="webhooks")
    return list(jobs.order_by("pk").values_list("pk", "status", "attempts"))


@pytest.fixture
def later(work):
    """The time of the next attempts has come."""

    def run():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")
        Delivery.objects.exclude(next_attempt_at=None).update(next_attempt_at=timezone.now())
        work()

    return run


def waiting_jobs():
    return ProcrastinateJob.objects.filter(queue_name="webhooks", status="todo", task_name__endswith="deliver")


def only_delivery():
    return Delivery.objects.get()


def data_of(received):
    return json.loads(received.body)["data"]
