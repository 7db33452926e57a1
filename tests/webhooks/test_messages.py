"""What a receiver gets: the body, its signature, and which publications it is told of."""

import base64
import json
import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from standardwebhooks import Webhook, WebhookVerificationError

from cms.webhooks.messages import body_of
from cms.webhooks.models import Delivery, Endpoint
from cms.webhooks.signing import new_secret
from tests import factories
from tests.webhooks import log
from tests.webhooks.conftest import data_of, only_delivery, waiting_jobs


def test_published_page_reaches_the_receiver_signed(endpoint, receiver, work):
    place = factories.make_site()
    work()
    receiver.received.clear()

    page = factories.treatment(place.index)
    work()

    [got] = receiver.received
    body = Webhook(endpoint.secret).verify(got.body, got.headers)
    assert got.path == "/hook?for=tests"
    assert got.headers["content-type"] == "application/json"
    assert got.headers["user-agent"].startswith("hospital-content-webhooks/")
    assert body["type"] == "edition.published"
    assert (body["data"]["id"], body["data"]["path"]) == (str(page.translation_key), "/treatments/kneeling/")


def test_body_says_what_happened_and_where_to_read_the_rest(endpoint):
    edition = log.publish()

    message = json.loads(body_of(only_delivery()))

    moment = edition.published_at.isoformat().replace("+00:00", "Z")
    assert message == {
        "type": "edition.published",
        "timestamp": moment,
        "data": {
            "number": edition.number,
            "event": "published",
            "type": "procedure",
            "id": str(log.PAGE),
            "locale": "en",
            "slug": "kneeling",
            "path": "/treatments/kneeling/",
            "published_at": moment,
            "expires_at": None,
            "digest": "sha256-00",
            "reason": None,
            "recall_class": None,
            "replacement": None,
            "href": "http://testserver/api/v1/procedures/kneeling/?locale=en",
            "purge_keys": [f"procedure:{log.PAGE}:en", "list:procedure:en"],
        },
    }


def test_recall_names_its_reason_and_what_to_read_instead(endpoint):
    other = uuid.uuid4()
    log.recall(replacement_type="page", replacement_id=other)

    message = json.loads(body_of(only_delivery()))

    assert message["type"] == "edition.recalled"
    assert (message["data"]["reason"], message["data"]["recall_class"]) == ("recalled", "safety")
    assert message["data"]["replacement"] == {"type": "page", "id": str(other)}


def test_withdrawal_names_its_reason(endpoint):
    log.withdraw(reason="expired")

    message = json.loads(body_of(only_delivery()))

    assert (message["type"], message["data"]["reason"]) == ("edition.withdrawn", "expired")
    assert message["data"]["href"] is None


def test_longest_titles_and_addresses_stay_far_below_the_limit_of_the_standard(endpoint):
    log.publish(title="ü" * 255, slug="s" * 255, path="/ü" * 1000)

    assert len(body_of(only_delivery())) < 20_000


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        ({}, ["edition.published", "edition.withdrawn", "edition.recalled"]),
        ({"events": ["edition.recalled"]}, ["edition.recalled"]),
        (
            {"document_types": ["procedure"], "locales": ["en", "es"]},
            ["edition.published", "edition.withdrawn", "edition.recalled"],
        ),
        ({"document_types": ["page"]}, []),
        ({"locales": ["es"]}, []),
        ({"enabled": False}, []),
    ],
)
def test_endpoint_is_told_what_it_asked_for(db, wishes, told):
    Endpoint.objects.create(name="Web site", url="https://receiver.example/", **wishes)

    log.publish()
    log.withdraw()
    log.recall()

    assert list(Delivery.objects.order_by("pk").values_list("event", flat=True)) == told
    assert waiting_jobs().count() == len(told)


def test_publication_that_is_rolled_back_is_not_told(endpoint, empty_queue):
    with transaction.atomic():
        log.publish()
        assert waiting_jobs().count() == 1
        transaction.set_rollback(True)

    assert not Delivery.objects.exists()
    assert not waiting_jobs().exists()


def test_publication_in_the_worker_that_is_rolled_back_is_not_told_either(endpoint, empty_queue):
    """Procrastinate's worker gives its app connections of its own, which know nothing of Django's transaction."""
    with app.replace_connector(app.connector.get_worker_connector()), transaction.atomic():
        log.publish()
        assert waiting_jobs().count() == 1
        transaction.set_rollback(True)

    assert not Delivery.objects.exists()
    assert not waiting_jobs().exists()


def test_without_endpoints_a_publication_costs_one_query_more(db, django_assert_num_queries):
    from cms.webhooks.outbox import on_editions_appended

    edition = log.publish()

    with django_assert_num_queries(1):
        on_editions_appended(None, editions=[edition])


def test_editions_of_one_transaction_cost_the_same_however_many(endpoint, django_assert_num_queries):
    from cms.webhooks.outbox import on_editions_appended

    Endpoint.objects.create(name="App", url="https://app.example/")
    editions = [log.publish(page=uuid.uuid4()) for _ in range(5)]
    Delivery.objects.all().delete()

    with django_assert_num_queries(3):
        on_editions_appended(None, editions=editions)

    assert Delivery.objects.count() == 10


def test_secret_has_the_form_and_length_of_the_standard():
    secret = new_secret()

    assert secret.startswith("whsec_")
    assert 24 <= len(base64.b64decode(secret.removeprefix("whsec_"))) <= 64
    assert new_secret() != secret


def test_for_a_day_after_a_rotation_both_secrets_verify(endpoint, receiver, work):
    old = endpoint.secret
    endpoint.rotate_secret()
    log.publish()
    work()

    [got] = receiver.received
    assert len(got.headers["webhook-signature"].split(" ")) == 2
    for secret in (old, endpoint.secret):
        assert Webhook(secret).verify(got.body, got.headers)["type"] == "edition.published"


def test_a_day_after_a_rotation_the_old_secret_is_worth_nothing(endpoint, receiver, work):
    old = endpoint.secret
    endpoint.rotate_secret()
    Endpoint.objects.update(previous_secret_until=timezone.now() - timedelta(seconds=1))
    log.publish()
    work()

    [got] = receiver.received
    Webhook(endpoint.secret).verify(got.body, got.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(got.body, got.headers)


def test_clean_up_forgets_old_deliveries_and_replaced_secrets(endpoint):
    from cms.webhooks.tasks import clean_up

    endpoint.rotate_secret()
    Endpoint.objects.update(previous_secret_until=timezone.now() - timedelta(seconds=1))
    old, new = log.publish(), log.publish()
    Delivery.objects.filter(edition=old).update(created_at=timezone.now() - timedelta(days=31))

    clean_up(timestamp=0)

    endpoint.refresh_from_db()
    assert list(Delivery.objects.values_list("edition", flat=True)) == [new.number]
    assert (endpoint.previous_secret, endpoint.previous_secret_until) == ("", None)


def test_test_message_says_that_nothing_happened(endpoint, receiver, messages, work):
    from cms.webhooks.outbox import send_test

    send_test(endpoint)
    work()

    assert messages() == [("endpoint.test", None)]
    assert data_of(receiver.received[0]) == {"note": "This is a test. Nothing was published or withdrawn."}
