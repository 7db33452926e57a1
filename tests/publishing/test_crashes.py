"""Server and worker are killed at any moment while editors publish. Nothing is lost, and nothing is half done.

Some kills with the tests; for more, in a terminal::

    KILLS=200 uv run pytest -n0 -s tests/publishing/test_crashes.py
"""

import itertools
import json
import os
import random
import signal
import subprocess
import sys
import threading

import httpx
import psutil
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
from tests.processes import ROOT, environment, free_port
from tests.webhooks.receiver import Receiver, serve

KILLS = int(os.environ.get("KILLS", "8"))
EDITORS = 2
PAGES_OF_EDITOR = 3


class Stage:
    """The processes, and how to kill them."""

    def __init__(self):
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.publishing.stage"],
            cwd=ROOT,
            env=environment("tests.crashing_settings"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pids = {}

    def start(self, name):
        words = f"server {self.port}" if name == "server" else name
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()
        self.pids[name] = int(self.process.stdout.readline().split()[0])

    def kill(self, name):
        process = psutil.Process(self.pids.pop(name))
        process.send_signal(signal.SIGKILL)
        psutil.wait_procs([process], timeout=10)

    def wait_for(self, name):
        _, alive = psutil.wait_procs([psutil.Process(self.pids.pop(name))], timeout=120)
        assert not alive

    def close(self):
        for name in [*self.pids]:
            self.kill(name)
        self.process.communicate(timeout=30)


class Editor(threading.Thread):
    """Changes its pages in turn and publishes each through the admin, as the bulk action does."""

    def __init__(self, stage, pages):
        super().__init__()
        self.stage, self.pages = stage, pages
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
        with httpx.Client(base_url=f"http://127.0.0.1:{self.stage.port}", timeout=30) as client:
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
def stage(transactional_db):
    stage = Stage()
    yield stage
    stage.close()


def test_nothing_is_lost_or_half_done_when_processes_are_killed(stage, client):
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
        editors = publish_and_kill(stage, pages, line)
        finish(stage)

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


def publish_and_kill(stage, pages, line):
    editors = [Editor(stage, pages[start::EDITORS]) for start in range(EDITORS)]
    stage.start("server")
    stage.start("worker")
    for editor in editors:
        editor.start()
    for number in range(KILLS):
        witness = random.choice(editors)  # noqa: S311
        witness.answered.clear()
        assert witness.answered.wait(timeout=60), f"nothing is published any more: {witness.failure!r}"
        # A moment nobody can foresee: that is what is tested.
        witness.stop.wait(random.uniform(0, 0.3))  # noqa: S311
        line.phone = f"310-555-01{number % 100:02}"
        line.save()
        victim = random.choice(["server", "worker"])  # noqa: S311
        stage.kill(victim)
        stage.start(victim)
    for editor in editors:
        editor.stop.set()
    for editor in editors:
        editor.join(timeout=120)
    stage.kill("server")
    stage.kill("worker")
    return editors


def finish(stage):
    """After everything was killed for the last time: workers until nothing is left to do."""
    for _ in range(60):
        stage.start("worker --until-idle")
        stage.wait_for("worker --until-idle")
        if not ProcrastinateJob.objects.filter(status__in=["todo", "doing"]).exists():
            return
        threading.Event().wait(0.5)  # jobs of the dead are taken over only after a while
    left = list(ProcrastinateJob.objects.values("task_name", "status", "scheduled_at", "attempts", "args"))
    deliveries = Delivery.objects.filter(pk__in=[job["args"].get("delivery") for job in left])
    pytest.fail(f"{len(left)} jobs are left: {left[:3]} {list(deliveries.values())}")
