"""No request waits for a mail server, and a wrong Host is one line in the log."""

import re
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager

import httpx
import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from cms.mail.models import Mail
from cms.mail.tasks import NotSentError, send
from tests.operations.test_environment import COMPLETE
from tests.processes import PATIENCE, PLAIN, ROOT, answers, environment, wait_until

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


class SilentServer:
    """Accepts every connection, and never says a word."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.connections = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                self.connections.append(self.socket.accept()[0])
            except OSError:
                return

    def close(self):
        self.socket.close()
        for connection in self.connections:
            connection.close()


@pytest.fixture
def silent_server(settings):
    server = SilentServer()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.close()


@pytest.fixture
def queue(settings, db):
    """As in production; pytest-django would keep mails in memory."""
    settings.EMAIL_BACKEND = "cms.mail.backend.QueueBackend"
    settings.MAIL_DELIVERY_BACKEND = LOCMEM
    mail.outbox = []


def waiting():
    return [job.args["mail"] for job in ProcrastinateJob.objects.filter(queue_name="mail").order_by("id")]


def test_forgotten_password_waits_for_the_worker(client, queue, silent_server):
    get_user_model().objects.create_user("nora", email="nora@hospital.example", password="kneeling-on-both-knees")

    response = client.post("/admin/password_reset/", {"email": "nora@hospital.example"})

    assert (response.status_code, silent_server.connections) == (302, [])
    [number] = waiting()
    send(mail=number)
    [sent] = mail.outbox
    assert sent.to == ["nora@hospital.example"]
    assert "/admin/password_reset/" in sent.body
    assert not Mail.objects.exists()


def test_mail_arrives_as_it_was_written(queue):
    message = EmailMultiAlternatives(
        "Grüße",
        "in words",
        "from@hospital.example",
        ["to@hospital.example"],
        bcc=["bcc@hospital.example"],
        cc=["cc@hospital.example"],
        reply_to=["reply@hospital.example"],
        headers={"X-Ward": "7"},
    )
    message.attach_alternative("<p>in words</p>", "text/html")
    message.attach("plan.bin", b"\x00\xff", "application/octet-stream")
    message.attach("plan.txt", "plan", "text/plain")
    message.send()

    send(mail=waiting()[0])

    [sent] = mail.outbox
    assert [sent.subject, sent.body, sent.from_email, sent.to, sent.cc, sent.bcc, sent.reply_to] == [
        *("Grüße", "in words", "from@hospital.example", ["to@hospital.example"]),
        *(["cc@hospital.example"], ["bcc@hospital.example"], ["reply@hospital.example"]),
    ]
    assert sent.extra_headers == {"X-Ward": "7"}
    assert [tuple(part) for part in sent.alternatives] == [("<p>in words</p>", "text/html")]
    assert [tuple(part) for part in sent.attachments] == [
        ("plan.bin", b"\x00\xff", "application/octet-stream"),
        ("plan.txt", "plan", "text/plain"),
    ]


def test_mail_of_a_transaction_that_is_rolled_back_is_not_sent(queue):
    with transaction.atomic():
        send_mail("Published", "It is out.", None, ["nora@hospital.example"])
        transaction.set_rollback(True)

    assert (waiting(), Mail.objects.count()) == ([], 0)


def test_worker_gives_up_on_a_silent_server_and_keeps_the_mail(queue, settings, silent_server, caplog):
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.1
    send_mail("Published", "It is out.", None, ["nora@hospital.example"])
    [number] = waiting()

    with pytest.raises(NotSentError):
        send(mail=number)

    assert Mail.objects.filter(pk=number).exists()
    assert "is not sent yet: SMTPServerDisconnected: Connection unexpectedly closed: timed out" in caplog.text
    assert "nora@" not in caplog.text


def test_every_mail_server_gets_a_limited_time():
    from cms.settings import base

    assert 0 < base.EMAIL_TIMEOUT <= 15


@contextmanager
def authoring_plane(folder, variables):
    """gunicorn as in the image, on production settings and the database of this test."""
    shipped = re.search(r'GUNICORN_CMD_ARGS="(.*)"', (ROOT / "Dockerfile").read_text())[1]
    env = environment("cms.settings.production") | COMPLETE_HERE | variables
    env |= {"HOSPITAL_DATA": str(folder), "GUNICORN_CMD_ARGS": shipped}
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi:application", "--bind", "127.0.0.1:0"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env,
            stdout=log,
            stderr=log,
        )
        try:
            read = (folder / "log").read_text
            wait_until(lambda: LISTENING.search(read()), process=process, complaint=read)
            base = LISTENING.search(read())[1]
            wait_until(lambda: answers(f"{base}/healthz"), process=process, complaint=read)
            yield base
        finally:
            process.terminate()
            process.wait(PATIENCE)


LISTENING = re.compile(r"Listening at: (http://[\d.:]+)")
COMPLETE_HERE = {name: value for name, value in COMPLETE.items() if name != "DATABASE_URL"}
NAMED = {"Host": "cms.example.org", "X-Forwarded-Proto": "https"}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_authoring_plane_answers_everybody_while_the_mail_server_is_silent(tmp_path, silent_server):
    get_user_model().objects.create_user("nora", email="nora@hospital.example", password="kneeling-on-both-knees")
    token = "a" * 32
    mails = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(silent_server.port), "ADMINS": "ops@hospital.example"}
    forgotten = {"email": "nora@hospital.example", "csrfmiddlewaretoken": token}

    with (
        authoring_plane(tmp_path, mails) as base,
        httpx.Client(base_url=base, timeout=PATIENCE, **PLAIN) as web,
    ):
        wrong = [web.get("/admin/login/", headers={"Host": "evil.example"}).status_code for _ in range(8)]
        by_address = [web.get(path).status_code for path in ("/healthz", "/readyz")]
        # Static files were not collected here: an error of ours.
        broken = web.get("/admin/login/", headers=NAMED).status_code
        headers = NAMED | {"Cookie": f"csrftoken={token}", "Referer": "https://cms.example.org/"}
        reset = web.post("/admin/password_reset/", data=forgotten, headers=headers).status_code
        site = {path: web.get(path, headers=NAMED) for path in ("/", "/treatments/", "/es/", "/_util/login/?next=/a/")}
        tell_canaries(web, int(base.rpartition(":")[2]))

    assert (wrong, by_address, broken, reset) == ([400] * 8, [200, 200], 500, 302)
    assert silent_server.connections == []
    assert len(waiting()) == 1
    assert {path: (answer.status_code, answer.headers.get("Location")) for path, answer in site.items()} == {
        "/": (302, "/admin/"),
        "/treatments/": (404, None),
        "/es/": (302, "/admin/"),
        "/_util/login/?next=/a/": (302, "/admin/login/?next=/a/"),
    }
    log = (tmp_path / "log").read_text()
    lines = [line for line in log.splitlines() if "evil.example" in line]
    assert len(lines) == 8
    assert all("WARNING django.security.DisallowedHost" in line for line in lines)
    assert len(re.findall("^Traceback", log, re.MULTILINE)) == 1  # the error of ours
    assert "GET /api/v1/search/ HTTP/1.1" in log
    assert "canary" not in log
    assert "198.51.100.7" not in log


def tell_canaries(web, port):
    """What a reader's request may hold that no log may."""
    headers = NAMED | {
        "Referer": "https://hospital.example/canary/",
        "User-Agent": "canary",
        "Authorization": "Bearer canary",
        "Cookie": "canary=canary",
        "X-Forwarded-For": "198.51.100.7",
    }
    for path in ("search/?q=canary", "suggest/?q=canary", "resolve/?path=/canary/", "procedures/?canary=canary"):
        web.get(f"/api/v1/{path}", headers=headers)
    web.get("/admin/pages/search/?q=canary", headers=headers)
    with socket.create_connection(("127.0.0.1", port)) as raw:
        raw.sendall(b"GET /api/v1/search/?q=canary and more\r\n\r\n")
        raw.recv(1000)
