"""The change feed: whoever follows it holds exactly what is live."""

import threading
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

from api.contract.catalogue import CATALOGUE
from api.contract.changes import ChangeList
from api.log.feed import LogEnd, Token, read_page
from api.models import Document, Edition, Feed
from tests import factories
from tests.api.appending import procedure, publish, recall, specialty, withdraw


class Follower:
    """A client as the guide describes it: what it holds, by document."""

    def __init__(self, *, filters="", limit=100):
        self.client = Client()
        self.held = {}
        self.changes = []
        self.next = f"/api/v1/changes/?since=0&limit={limit}{filters}"

    def read_page(self):
        page = self.client.get(self.next).json()
        for change in page["results"]:
            self.changes.append(change)
            document = (change["type"], change["id"], change["locale"])
            if change["event"] == "published":
                self.held[document] = change["number"]
            else:
                self.held.pop(document, None)
        self.next = page["next"]
        return page["more"]

    def catch_up(self):
        while self.read_page():
            pass
        return self.held


def live(**filters):
    rows = Document.objects.filter(**filters).values_list("type", "document_id", "locale", "edition_id")
    return {(kind, str(document_id), locale): number for kind, document_id, locale, number in rows}


def numbers(page):
    return [change["number"] for change in page["results"]]


@pytest.fixture
def changes(api):
    """The feed's answer as JSON."""

    def get(query=""):
        return api(f"changes/{query}").json()

    return get


def test_everything_live_is_told_and_nothing_else(index, changes, api):
    factories.treatment(index)
    factories.treatment(index, slug="gone", title="Gone").unpublish()

    page = changes("?since=0")

    ChangeList.model_validate_json(api("changes/?since=0").content)
    assert {(c["type"], c["slug"]) for c in page["results"]} == {
        ("page", "start"),
        ("page", "treatments"),
        ("procedure", "kneeling"),
    }
    assert {change["event"] for change in page["results"]} == {"published"}
    assert not page["more"]


def test_without_since_it_begins_at_the_beginning(db, api):
    publish(procedure())

    assert api("changes/").json()["results"] == api("changes/?since=0").json()["results"]


def test_item_names_the_document_and_where_to_fetch_it(db, changes, client):
    edition = publish(procedure("genou", locale="es", title="Rodilla"))

    [item] = changes()["results"]

    assert item == {
        "number": edition.number,
        "event": "published",
        "type": "procedure",
        "id": str(edition.document_id),
        "locale": "es",
        "slug": "genou",
        "path": "/treatments/genou/",
        "published_at": edition.published_at.isoformat().replace("+00:00", "Z"),
        "expires_at": None,
        "digest": edition.digest,
        "reason": None,
        "recall_class": None,
        "replacement": None,
        "href": "http://testserver/api/v1/procedures/genou/?locale=es",
        "document": None,
    }
    assert client.get(item["href"]).json()["edition"]["number"] == edition.number


def test_withdrawal_says_of_what_and_why(db, changes):
    content, instead = procedure(), procedure("better")
    publish(content)
    token = changes()["token"]
    edition = recall(content, recall_class="wrong", replacement=instead)

    [item] = changes(f"?since={token}")["results"]

    assert item["number"] == edition.number
    assert (item["event"], item["reason"], item["recall_class"]) == ("withdrawn", "recalled", "wrong")
    assert item["replacement"] == {"type": "procedure", "id": str(instead.id)}
    assert (item["id"], item["slug"], item["path"]) == (str(content.id), "kneeling", "/treatments/kneeling/")
    assert item["digest"] is item["href"] is None


def test_answer_is_what_the_contract_would_write(db, api):
    content, instead = procedure("mañana"), procedure("better")
    publish(content, expires_at=timezone.now() + timedelta(days=1))
    recall(content, recall_class="wrong", replacement=instead)
    publish(instead)

    body = api("changes/?since=1").content.decode()

    assert body == ChangeList.model_validate_json(body).model_dump_json()


def test_follower_holds_what_is_live_whatever_happens_between_its_pages(db):
    contents = [procedure(f"t{number}") for number in range(7)]
    for content in contents:
        publish(content)
    follower = Follower(limit=2)
    follower.read_page()
    withdraw(contents[0])  # read already
    withdraw(contents[6])  # not read yet
    publish(contents[1].model_copy(update={"title": "New"}))
    publish(contents[5].model_copy(update={"title": "New"}))
    publish(procedure("late"))

    assert follower.catch_up() == live()


def test_follower_is_told_each_edition_once(db):
    follower = Follower(limit=2)
    follower.catch_up()
    content = procedure()
    for title in "abcde":
        publish(content.model_copy(update={"title": title}))
    withdraw(content)

    follower.catch_up()
    follower.catch_up()

    told = [change["number"] for change in follower.changes]
    assert told == list(Edition.objects.order_by("number").values_list("number", flat=True))
    assert len(told) == 6


def test_snapshot_shows_nothing_that_changed_since_it_began(db, client, changes):
    contents = [procedure(f"t{number}") for number in range(4)]
    for content in contents:
        publish(content)
    first = changes("?since=0&limit=2")
    withdraw(contents[3])
    replaced = publish(contents[2].model_copy(update={"title": "New"}))

    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()

    assert (second["results"], second["more"]) == ([], True)
    assert [item["event"] for item in third["results"]] == ["withdrawn", "published"]
    assert third["results"][-1]["number"] == replaced.number
    assert not third["more"]


def test_readers_of_concurrent_publishers_miss_nothing(transactional_db):
    """Real commits: a number drawn early may be committed late unless the log's lock keeps the order."""

    def publish_some(publisher):
        try:
            for number in range(15):
                publish(procedure(f"p{publisher}-{number}"))
        finally:
            connections.close_all()

    follower = Follower(limit=3)
    publishers = [threading.Thread(target=publish_some, args=[name]) for name in range(4)]
    for publisher in publishers:
        publisher.start()
    while any(publisher.is_alive() for publisher in publishers):
        follower.catch_up()
    follower.catch_up()

    assert follower.held == live()
    assert len(follower.changes) == 60
    told = [change["number"] for change in follower.changes]
    assert told == sorted(set(told))


def test_filters_still_deliver_withdrawals(db, changes):
    spanish, english, joints = procedure("es", locale="es"), procedure("en"), specialty()
    for content in (spanish, english, joints):
        publish(content)
    token = changes("?type=procedure&locale=es")["token"]
    for content in (spanish, english, joints):
        withdraw(content)

    told = changes(f"?since={token}&type=procedure&locale=es")["results"]

    assert [(item["event"], item["slug"]) for item in told] == [("withdrawn", "es")]


def test_type_may_be_repeated(db, changes):
    publish(procedure())
    publish(specialty())

    assert len(changes("?type=procedure&type=specialty")["results"]) == 2
    assert len(changes("?type=procedure&type=condition")["results"]) == 1


def test_filtered_token_passes_what_the_filter_left_out(db, changes):
    publish(procedure())
    start = changes("?type=specialty")
    newest = publish(procedure("second"))

    page = changes(f"?since={start['token']}&type=specialty")

    assert (page["results"], page["more"]) == ([], False)
    assert changes(f"?since={page['token']}")["results"] == []
    assert str(newest.number) in page["token"]


def test_filtered_follower_holds_what_is_live_of_its_kind(db):
    follower = Follower(filters="&type=procedure&locale=en", limit=1)
    kept, gone = procedure("kept"), procedure("gone")
    for content in (kept, gone, specialty(), procedure("es", locale="es")):
        publish(content)
    follower.read_page()
    withdraw(gone)
    publish(specialty("heart"))
    publish(procedure("more"))

    assert follower.catch_up() == live(type="procedure", locale="en")
    assert "&type=procedure&locale=en" in follower.next


def test_expired_document_is_not_live_even_before_its_withdrawal(db, changes):
    publish(procedure("past"), expires_at=timezone.now() - timedelta(seconds=1))
    coming = timezone.now() + timedelta(days=1)
    publish(procedure("coming"), expires_at=coming)

    [item] = changes()["results"]

    assert item["slug"] == "coming"
    assert item["expires_at"] == coming.isoformat().replace("+00:00", "Z")


def test_plain_number_continues_after_that_edition(db, changes):
    first, second = publish(procedure("one")), publish(procedure("two"))

    assert numbers(changes(f"?since={first.number}")) == [second.number]


def test_token_survives_an_address_as_it_is(db, changes):
    publish(procedure("one"))
    publish(procedure("two"))

    for token in (changes("?limit=1")["token"], changes()["token"]):
        assert quote(token, safe="") == token


def test_empty_log_has_a_token_that_misses_nothing(db, changes):
    token = changes()["token"]
    content = procedure()
    editions = [publish(content), withdraw(content)]

    assert numbers(changes(f"?since={token}")) == [edition.number for edition in editions]


@pytest.mark.parametrize("since", ["", "latest", "-1", "1-2-3-4", "１", "1.5", "9" * 30, "0 "])
def test_malformed_token_is_refused_and_says_how_to_restart(db, api, since):
    response = api("changes/", data={"since": since})

    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert error["parameter"] == "since"
    assert "since=0" in error["detail"]


@pytest.mark.parametrize(
    "since", ["{newest}7", "{epoch}-{newest}7", "9999999999999999999", "other-1", "other-5-0", "{epoch}-1-2"]
)
def test_token_of_another_log_says_to_start_again(db, api, since):
    newest = publish(procedure()).number
    epoch = Feed.objects.get().epoch

    response = api(f"changes/?since={since.format(newest=newest, epoch=epoch)}")

    problem = response.json()
    assert response.status_code == problem["status"] == 409
    assert problem["type"] == "/problems/feed-token-expired"
    assert "since=0" in problem["detail"]


def test_new_epoch_makes_clients_start_again(db, api, changes, capsys):
    publish(procedure())
    token = changes()["token"]

    call_command("renew_feed")

    assert api(f"changes/?since={token}").status_code == 409
    again = changes("?since=0")
    assert len(again["results"]) == 1
    assert api(f"changes/?since={again['token']}").status_code == 200
    assert Feed.objects.get().epoch in capsys.readouterr().out


def test_feed_works_where_a_test_has_emptied_the_tables(db, api, changes):
    Feed.objects.all().delete()
    publish(procedure())

    assert api(f"changes/?since={changes()['token']}").status_code == 200


def test_replica_that_lags_behind_a_token_makes_nobody_start_again(db):
    publish(procedure())
    end = LogEnd(epoch="abc", newest=1, is_replica=True)

    for given in ("abc-900", "abc-900-1", "900"):
        page = read_page(Token.parse(given), end, limit=10)
        assert (page.editions, page.more) == ([], False)
        assert str(page.token).removeprefix("abc-") == given.removeprefix("abc-")


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("limit=0", "limit", []),
        ("type=treatment", "type", [*CATALOGUE]),
        ("locale=en&locale=xx", "locale", ["en", "es"]),
        ("since=0&since=1", "since", []),
        ("cursor=x", "cursor", ["fields", "include", "limit", "locale", "rich_text", "since", "type"]),
    ],
)
def test_wrong_parameter_is_named_with_what_is_allowed(db, api, query, parameter, allowed):
    response = api(f"changes/?{query}")

    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert (error["parameter"], error["allowed"]) == (parameter, allowed)


def test_caches_ask_each_time_and_are_told_when_nothing_is_new(db, api, changes):
    publish(procedure())
    address = f"changes/?since={changes()['token']}"
    first = api(address)
    same = api(address, headers={"If-None-Match": first.headers["ETag"]})
    publish(procedure("second"))
    changed = api(address, headers={"If-None-Match": first.headers["ETag"]})

    assert "no-cache" in first.headers["Cache-Control"]
    assert (same.status_code, changed.status_code) == (304, 200)


@pytest.mark.parametrize("query", ["?since=0", "?since=0&type=procedure&locale=en", "?since=1"])
def test_page_takes_two_queries_however_long(db, api, query, django_assert_num_queries):
    for number in range(5):
        publish(procedure(f"t{number}"))

    with django_assert_num_queries(2):
        api(f"changes/{query}")
