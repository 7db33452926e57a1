"""The record: what readers got at a time, byte for byte, for keys with the records scope."""

import base64
import hashlib
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.http import http_date

from api.access.keys import generate_key
from api.models import Edition
from tests import factories
from tests.api.appending import edition_of_old, procedure, publish, recall, withdraw

LONG_AGO = datetime(2020, 5, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def record(db, api):
    """GET with a key that may read the record."""
    plain, key = generate_key(name="Records department", scopes=["records"])
    key.save()

    def get(path, **options):
        headers = {"Authorization": f"Bearer {plain}"} | options.pop("headers", {})
        return api(path, headers=headers, **options)

    return get


def at(edition):
    return edition.published_at.isoformat().replace("+00:00", "Z")


def test_each_edition_is_given_back_as_it_was_served(index, api, record):
    page = factories.treatment(index)
    before = api("procedures/kneeling/")
    page.title = "Kneeling slowly"
    page.save_revision().publish()
    first, second = Edition.objects.filter(slug="kneeling").order_by("number")

    old, new = (record("procedures/kneeling/", data={"as_of": at(edition)}) for edition in (first, second))

    assert old.content == before.content
    assert old.headers["ETag"] == before.headers["ETag"]
    assert new.content == api("procedures/kneeling/").content
    assert record(f"editions/{first.number}/").content == old.content
    assert record(f"editions/{second.number}/").content == new.content


@pytest.mark.parametrize("address", ["procedures/kneeling/?as_of={moment}", "editions/{number}/"])
def test_answer_proves_itself_and_is_kept_by_nobody(record, address):
    edition = publish(procedure())

    response = record(address.format(number=edition.number, moment=at(edition)))

    digest = base64.b64encode(hashlib.sha256(response.content).digest()).decode()
    assert response.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    assert response.headers["Memento-Datetime"] == http_date(edition.published_at.timestamp())
    assert response.headers["Content-Location"] == f"/api/v1/editions/{edition.number}/"
    assert response.headers["Link"] == '</api/v1/procedures/kneeling/?locale=en>; rel="original"'
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Authorization" in response.headers["Vary"]
    assert not response.headers["ETag"].startswith("W/")


def test_a_date_means_the_end_of_that_day_in_utc(record):
    morning, evening = procedure(title="Morning"), procedure("other", title="Evening")
    evening = evening.model_copy(update={"id": morning.id, "slug": "kneeling"})
    edition_of_old(morning, LONG_AGO)
    edition_of_old(evening, LONG_AGO.replace(hour=23, minute=59, second=59))

    titles = {
        moment: record("procedures/kneeling/", data={"as_of": moment}).json()["title"]
        for moment in (
            "2020-05-03",
            "2020-05-03T12:00:00Z",
            "2020-05-03t19:00:00-04:30",
            "2020-05-04T01:59:58.999+02:00",
            "2021-01-01",
        )
    }

    assert list(titles.values()) == ["Evening", "Morning", "Morning", "Morning", "Evening"]


def test_today_is_not_the_future(record):
    publish(procedure())

    assert record(f"procedures/kneeling/?as_of={timezone.now():%Y-%m-%d}").status_code == 200


def test_before_the_first_edition_there_was_nothing(record):
    edition_of_old(procedure(), LONG_AGO)

    response = record("procedures/kneeling/?as_of=2020-05-02")

    assert response.status_code == 404
    assert "2020-05-02" in response.json()["detail"]


def test_withdrawal_of_that_time_answers_with_its_reason(record):
    content, instead = procedure(), procedure("better", title="Better")
    publish(content)
    withdrawn = recall(content, recall_class="outdated", replacement=instead)
    publish(instead)
    published_again = publish(content)

    then = record("procedures/kneeling/", data={"as_of": at(withdrawn)})
    by_number = record(f"editions/{withdrawn.number}/")
    later = record("procedures/kneeling/", data={"as_of": at(published_again)})

    for response in (then, by_number):
        assert response.status_code == 410
        assert (response.json()["reason"], response.json()["recall_class"]) == ("recalled", "outdated")
    assert then.json()["replacement"] is None  # it was published only later
    assert by_number.json()["replacement"]["slug"] == "better"
    assert later.status_code == 200


def test_what_had_expired_by_then_was_not_served(record):
    expires_at = timezone.now() - timedelta(days=1)
    publish(procedure(), expires_at=expires_at)

    response = record("procedures/kneeling/", data={"as_of": f"{timezone.now():%Y-%m-%dT%H:%M:%S.%fZ}"})

    assert (response.status_code, response.json()["reason"]) == (410, "expired")


def test_slug_that_had_moved_by_then_leads_to_the_one_of_then(record):
    content = procedure("first")
    publish(content)
    moved = publish(content.model_copy(update={"slug": "second"}))
    publish(content.model_copy(update={"slug": "third"}))

    problem = record("procedures/first/", data={"as_of": at(moved)}).json()

    assert (problem["reason"], problem["replacement"]["slug"]) == ("moved", "second")


def test_original_is_served_before_an_alias_as_at_that_time(record):
    elsewhere = {"id": uuid.UUID(int=1), "path": "/again/kneeling/", "canonical": "/treatments/kneeling/"}
    alias = procedure(title="Alias", **elsewhere)
    publish(alias)
    publish(procedure(title="Original"))
    moment = at(publish(alias.model_copy(update={"title": "Alias again"})))

    assert record("procedures/kneeling/", data={"as_of": moment}).json()["title"] == "Original"


@pytest.mark.parametrize(
    "moment",
    [
        "9999-12-31",
        "9999-12-31T23:59:59-10:00",
        f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}",
        "yesterday",
        "",
        "2020-02-30",
        "2020-05-03T12:00:00",
        "2020-05-03 12:00:00Z",
        "20200503",
        "0000-01-01",
    ],
)
def test_wrong_time_is_refused_by_name(record, moment):
    response = record("procedures/kneeling/", data={"as_of": moment})

    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert error["parameter"] == "as_of"
    assert error["detail"]


@pytest.mark.parametrize("moment", ["0001-01-01", "0001-01-01T00:00:00+10:00"])
def test_earliest_times_there_are_answer_that_there_was_nothing(record, moment):
    assert record("procedures/kneeling/", data={"as_of": moment}).status_code == 404


@pytest.mark.parametrize("collection", ["procedures", "pages", "specialties", "conditions", "clinicians", "locations"])
def test_every_type_of_document_has_a_history(record, collection):
    assert record(f"{collection}/nothing/?as_of=2020-05-03").status_code == 404


def test_edition_that_is_not_there(record):
    for number in (1_000_000_000, 10**30):
        assert record(f"editions/{number}/").status_code == 404


def test_nobody_without_a_key_can_tell_what_is_in_the_record(index, api):
    factories.treatment(index)
    withdrawn = withdraw_one()
    numbers = [Edition.objects.filter(slug="kneeling").get().number, withdrawn.number, 1_000_000_000]
    addresses = [f"editions/{number}/" for number in numbers]
    addresses += [f"procedures/{slug}/?as_of=2020-05-03" for slug in ("kneeling", "secret", "nothing")]

    answers = [api(address) for address in addresses]

    for response in answers:
        problem = response.json() | {"instance": ""}
        assert response.status_code == 401
        assert problem == answers[0].json() | {"instance": ""}
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
        assert response.headers["Cache-Control"] == "private, no-store"


def withdraw_one():
    content = procedure("secret")
    publish(content)
    return withdraw(content, "private")


def test_errors_of_the_record_are_kept_by_nobody_either(record):
    publish(procedure())

    for address in ("procedures/kneeling/?as_of=2000-01-01", "procedures/kneeling/?as_of=x", "editions/1000000000/"):
        assert record(address).headers["Cache-Control"] == "private, no-store"
