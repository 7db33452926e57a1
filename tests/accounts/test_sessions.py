"""Nobody stays signed in for longer than a working day, or for long while nobody is there."""

import re
import time
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from wagtail.admin.models import EditingSession
from wagtail.models import ModelLogEntry

from cms.accounts import sessions
from cms.accounts.tasks import clean_up
from tests import factories
from tests.accounts.conftest import RIGHT, try_to_sign_in

MINUTE, HOUR = 60, 3600


@pytest.fixture
def client(nora):
    client = Client()
    try_to_sign_in("nora", RIGHT, client=client)
    return client


@pytest.fixture
def later(monkeypatch):
    """Moves the clock that sessions go by."""

    def later(seconds):
        now = sessions.time.time() + seconds
        monkeypatch.setattr(sessions, "time", Clock(now))

    return later


class Clock:
    def __init__(self, now):
        self.now = now

    def time(self):
        return self.now


def is_signed_in(client):
    return client.get("/admin/").status_code == 200


def test_session_lasts_while_somebody_works(client, later):
    for _ in range(11):
        later(59 * MINUTE)
        assert is_signed_in(client)


def test_session_ends_after_twelve_hours_of_work(client, later):
    for _ in range(12):
        later(59 * MINUTE)
        assert is_signed_in(client)
    later(13 * MINUTE)

    assert not is_signed_in(client)


def test_session_ends_after_an_hour_without_anybody(client, later, nora):
    later(61 * MINUTE)

    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1][0] == "/admin/login/?next=/admin/"
    text = unescape(re.sub("<[^>]+>", "", response.content.decode()))
    assert "Nothing was done here for 60 minutes. Sign in to go on." in text
    assert not Session.objects.filter(session_key=client.cookies["sessionid"].value).exists()
    assert ModelLogEntry.objects.for_instance(nora).order_by("-pk")[0].action == "accounts.session_ended"


def test_open_page_alone_keeps_no_session_alive(client, later, nora, index):
    page = factories.treatment(index)
    editing = EditingSession.objects.create(
        user=nora, content_type=page.content_type, object_id=page.pk, last_seen_at="2026-01-01T00:00Z"
    )
    ping = f"/admin/editing-sessions/ping/procedures/procedurepage/{page.pk}/{editing.pk}/"
    for _ in range(5):
        later(11 * MINUTE)
        client.post(ping)
        client.get("/admin/reports/updates/running/")
    later(11 * MINUTE)

    assert not is_signed_in(client)


def test_somebody_who_types_stays_signed_in(client, later):
    html = client.get("/admin/").content.decode()
    [address] = re.findall('presence.js" data-url="([^"]+)"', html)
    for _ in range(3):
        later(40 * MINUTE)
        assert client.get(address, HTTP_X_REQUESTED_WITH="XMLHttpRequest").status_code == 204

    assert is_signed_in(client)


def test_answers_of_the_api_know_no_session(client, later):
    later(61 * MINUTE)

    response = client.get("/api/v1/")

    assert (response.status_code, response.cookies, "Cookie" in response.get("Vary", "")) == (200, {}, False)


def test_session_from_before_the_limits_is_not_thrown_out(client):
    session = client.session
    for name in (sessions.BEGAN, sessions.SEEN):
        del session[name]
    session.save()

    assert is_signed_in(client)
    assert client.session[sessions.BEGAN] == pytest.approx(time.time(), abs=HOUR)


def test_sessions_that_are_over_are_forgotten_at_night(client):
    clean_up(timestamp=0)
    assert Session.objects.count() == 1
    Session.objects.update(expire_date="2026-01-01T00:00Z")

    clean_up(timestamp=0)

    assert not Session.objects.exists()
