"""Server and worker are killed at any moment while editors publish. Nothing is lost, and nothing is half done.

Some kills with the tests; for more, in a terminal::

    KILLS=200 uv run pytest -n0 -s tests/publishing/test_crashes.py
"""

import itertools
import json
import os
import random
import threading
from contextlib import ExitStack

import httpx
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from api.models import Document, Edition
from cms.models import Change, StaleDocument
from cms.publishing.verification import find_drift
from cms.webhooks.models import Delivery, Endpoint
from procedures.models import ProcedurePage
from tests import factories
from tests.forks import fork
from tests.processes import PATIENCE, PLAIN, answers, free_port, wait_until
from tests.publishing import victims
from tests.webhooks.receiver import Receiver, serve

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("KILLS", "8"))
EDITORS = 2
PAGES_OF_EDITOR = 3


class Stage:
    """The processes, and how to kill them."""

    def __init__(self, stack):
        self.stack, self.running = stack, {}
        self.port = free_port()

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, name):
        run = (victims.serve, self.port) if name == "server" else (victims.work,)
        self.running[name] = self.stack.enter_context(fork(*run))

    def kill(self, name):
        self.running.pop(name).kill()


class Editor(threading.Thread):
    """Changes its pages in turn and publishes each through the admin, as the bulk action does."""

    def __init__(self, processes, pages):
        super().__init__()
        self.processes, self.pages = processes, pages
        self.stop, self.answered = threading.Event(), threading.Event()
        self.confirmed = {}
        self.failure = None

    def run(self):
        try:
            self.work()
        except Exception as error:
            self.failure = error
        finally:
            connection.close()

    def work(self):
        with httpx.Client(base_url=self.processes.base, timeout=PATIENCE, **PLAIN) as client:
            sign_in(client)
            for number in itertools.count():
                if self.stop.is_set():
                    return
                self.publish(client, self.pages[number % len(self.pages)], f"Edit {number} of {self.name}")

    def publish(self, client, pk, title):
        page = ProcedurePage.objects.get(pk=pk).get_latest_revision_as_object()
        page.title = title
        page.save_revision()
        token = {"csrfmiddlewaretoken": client.cookies["csrftoken"]}
        try:
            answer = client.post(f"/admin/bulk/wagtailcore/page/publish/?id={pk}&next=/admin/", data=token)
        except httpx.HTTPError:
            self.stop.wait(0.05)  # the server was killed; the editor goes on with something else
            return
        assert answer.status_code == 302, answer.text[:2000]
        self.confirmed[title] = pk
        self.answered.set()


def sign_in(client):
    client.get("/admin/login/").raise_for_status()
    fields = {"username": "editor", "password": "secret", "csrfmiddlewaretoken": client.cookies["csrftoken"]}
    assert client.post("/admin/login/", data=fields).status_code == 302


@pytest.fixture
def processes(transactional_db):
    with ExitStack() as stack:
        yield Stage(stack)


def test_nothing_is_lost_or_half_done_when_processes_are_killed(processes, client):
    place = factories.make_site()
    line = factories.contact()
    get_user_model().objects.create_superuser("editor", password="secret")
    pages = [
        factories.treatment(place.index, slug=f"page-{number}", title=f"Page {number}", contact=line).pk
        for number in range(EDITORS * PAGES_OF_EDITOR)
    ]
    with serve(Receiver()) as receiver:
        Endpoint.objects.create(name="App", url=receiver.url)
        first = Edition.objects.order_by("-number")[0].number
        editors = publish_and_kill(processes, pages, line)
        wait_until(nothing_is_left_to_do, complaint=what_is_left)

        told = {json.loads(received.body)["data"]["number"] for received in receiver.received}
    assert told >= set(Edition.objects.filter(number__gt=first).values_list("number", flat=True))
    assert [str(drift) for drift in find_drift()] == []
    assert not Change.objects.exists()
    assert not StaleDocument.objects.exists()
    for editor in editors:
        assert editor.confirmed
        for title, pk in editor.confirmed.items():
            key = ProcedurePage.objects.get(pk=pk).translation_key
            assert Edition.objects.filter(document_id=key, title=title).exists(), title
    for document in Document.objects.filter(type="procedure").select_related("edition"):
        page = ProcedurePage.objects.get(translation_key=document.document_id)
        assert client.get(f"/api/v1/procedures/{page.slug}/").json()["title"] == page.title


def publish_and_kill(processes, pages, line):
    editors = [Editor(processes, pages[start::EDITORS]) for start in range(EDITORS)]
    processes.start("server")
    processes.start("worker")
    wait_until(lambda: answers(f"{processes.base}/healthz"))
    for editor in editors:
        editor.start()
    for number in range(KILLS):
        witness = random.choice(editors)  # noqa: S311
        witness.answered.clear()
        assert witness.answered.wait(PATIENCE), f"nothing is published any more: {witness.failure!r}"
        # A moment nobody can foresee: that is what is tested.
        witness.stop.wait(random.uniform(0, 0.3))  # noqa: S311
        line.phone = f"310-555-01{number % 100:02}"
        line.save()
        victim = random.choice(["server", "worker"])  # noqa: S311
        processes.kill(victim)
        processes.start(victim)
    for editor in editors:
        editor.stop.set()
    for editor in editors:
        editor.join(PATIENCE)
    processes.kill("server")
    processes.kill("worker")
    return editors


def nothing_is_left_to_do():
    """After everything was killed for the last time. Jobs of the dead are taken over only after a while."""
    with fork(victims.work, "--until-idle") as worker:
        assert worker.wait() == 0, worker.complaints.read_text()
    return not left().exists()


def left():
    return ProcrastinateJob.objects.filter(status__in=["todo", "doing"])


def what_is_left():
    jobs = list(left().values("task_name", "status", "scheduled_at", "attempts", "args"))
    deliveries = Delivery.objects.filter(pk__in=[job["args"].get("delivery") for job in jobs])
    return f"{len(jobs)} jobs are left: {jobs[:3]} {list(deliveries.values())}"
