"""Whoever runs a receiver reads with a key what was sent to it, and asks for a test."""

import pytest

from api.access.keys import generate_key
from cms.webhooks.models import Delivery, Endpoint, Event
from tests.api import appending


@pytest.fixture
def endpoint(db):
    return Endpoint.objects.create(name="Web site", url="https://receiver.example/?token=not-for-others")


@pytest.fixture
def key():
    def make(**given):
        plain, row = generate_key(**{"name": "Web team", "scopes": ["webhooks"]} | given)
        row.save()
        return {"Authorization": f"Bearer {plain}"}

    return make


@pytest.fixture
def log(api, key):
    def read(query="", **given):
        return api(f"webhooks/deliveries/{query}", headers=key(**given))

    return read


def test_log_says_of_each_message_what_became_of_it(endpoint, log):
    edition = appending.publish(appending.procedure())
    Delivery.objects.update(state="failed", attempts=3, response_status=500, response="Out of order")
    delivery = Delivery.objects.get()

    response = log()

    [said] = response.json()["results"]
    assert said["message_id"] == delivery.message_id
    assert (said["webhook"], said["webhook_name"]) == (endpoint.pk, "Web site")
    assert (said["event"], said["number"], said["document"]["id"]) == (
        "edition.published",
        edition.number,
        str(edition.document_id),
    )
    assert (said["state"], said["attempts"], said["response_status"], said["response"]) == (
        "failed",
        3,
        500,
        "Out of order",
    )
    assert "no-store" in response.headers["Cache-Control"]
    assert "not-for-others" not in response.text
    assert endpoint.secret not in response.text


def test_log_goes_on_where_it_ended_and_takes_filters(endpoint, log, client, key):
    for number in range(3):
        appending.publish(appending.procedure(slug=f"kneeling-{number}"))
    newest, *older = Delivery.objects.order_by("-pk")
    Delivery.objects.filter(pk=newest.pk).update(state="delivered")

    first = log("?limit=1").json()
    rest = client.get(first["next"], headers=key()).json()

    assert [each["message_id"] for each in first["results"]] == [newest.message_id]
    assert [each["message_id"] for each in rest["results"]] == [older[0].message_id]
    assert len(log("?state=waiting").json()["results"]) == 2
    assert len(log(f"?message_id={newest.message_id}").json()["results"]) == 1
    assert log(f"?webhook={endpoint.pk + 1}").json() == {"results": [], "next": None}
    assert log("?state=lost").status_code == 400


def test_site_changed_and_tests_are_about_no_document(endpoint, log):
    Delivery.objects.create(endpoint=endpoint, event=Event.SITE_CHANGED, since=3, until=7)

    [said] = log().json()["results"]

    assert (said["number"], said["document"], said["since"], said["until"]) == (None, None, 3, 7)


def test_key_for_one_language_sees_messages_about_no_other(endpoint, log):
    for locale in ("en", "es"):
        appending.publish(appending.procedure(locale=locale))

    said = log(locales=["es"]).json()["results"]

    assert [each["document"]["locale"] for each in said] == ["es"]


@pytest.mark.parametrize(("given", "status"), [({"scopes": ["records"]}, 403), ({"scopes": []}, 403)])
def test_key_without_the_scope_reads_nothing(endpoint, log, given, status):
    assert log(**given).status_code == status


def test_without_a_key_nothing_is_said(endpoint, api):
    assert api("webhooks/deliveries/").status_code == 401


def ask(client, number, headers):
    return client.post(f"/api/v1/webhooks/{number}/test/", headers=headers)


def test_test_is_sent_once_however_often_it_is_asked_for(endpoint, client, key):
    first, second = (ask(client, endpoint.pk, key()) for _ in range(2))

    [delivery] = Delivery.objects.filter(event=Event.TEST)
    assert first.status_code == 202
    assert first.json() == second.json() == {"message_id": delivery.message_id, "state": "waiting"}


def test_test_needs_a_key_with_the_scope_and_a_webhook(endpoint, client, key):
    assert ask(client, endpoint.pk, {}).status_code == 401
    assert ask(client, endpoint.pk, key(scopes=["records"])).status_code == 403
    assert ask(client, endpoint.pk + 1, key()).status_code == 404
    assert not Delivery.objects.exists()
