"""What processes keep: bounded, and never shown when the database tells of something newer."""

import pytest
from django.db import connection

from api.keeping import Body, Kept, Memory
from tests.api import appending

SIZE = Body("a", b"1234").size


def test_what_was_not_asked_for_longest_goes_first():
    kept = Kept(limit=2 * SIZE)
    for name in "abc":
        kept.keep(name, Body(name, b"1234"))
        kept.get("a")

    assert {name: kept.get(name) for name in "abc"} == {"a": Body("a", b"1234"), "b": None, "c": Body("c", b"1234")}


@pytest.mark.parametrize("sizes", [[5, 5, 5], [9, 1, 1], [12]])
def test_oldest_go_first_when_it_is_full(sizes):
    kept = Memory(limit=10, size_of=len)
    for number, size in enumerate(sizes):
        kept.keep(number, "a" * size)

    held = [number for number in range(len(sizes)) if kept.get(number)]
    assert sum(sizes[number] for number in held) <= 10
    assert held == list(range(len(sizes)))[len(sizes) - len(held) :]


def test_keeping_the_same_again_takes_no_more_room():
    kept = Memory(limit=10, size_of=len)
    for _ in range(3):
        kept.keep("a", "a" * 6)
    kept.keep("b", "b" * 4)

    assert kept.get("a")
    assert kept.get("b")


def test_newer_body_takes_the_place_of_the_older():
    kept = Kept(limit=2 * SIZE)
    for number in range(3):
        kept.keep("a", Body(f"{number}", b"1234"))
    kept.keep("b", Body("0", b"1234"))

    assert kept.get("a") == Body("2", b"1234")


def test_body_is_made_once_for_each_validator():
    kept, made = Kept(limit=SIZE), []
    for etag in ("1", "1", "2", "2", "1"):
        kept.get_or_make("a", etag, lambda: made.append(1) or b"1234")

    assert len(made) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?rich_text=text", "?fields=title", "?format=markdown"])
def test_what_was_read_before_is_told_again_until_something_newer_is_published(api, query):
    first = appending.publish(appending.procedure(title="Kneeling"))
    answers = [api(f"procedures/kneeling/{query}") for _ in range(2)]
    changed = appending.procedure(title="Kneeling slowly", id=first.document_id)
    appending.publish(changed)
    newer = api(f"procedures/kneeling/{query}", headers={"If-None-Match": answers[0].headers["ETag"]})
    appending.withdraw(changed)

    assert answers[0].content == answers[1].content
    assert answers[0].headers["ETag"] == answers[1].headers["ETag"]
    assert b"Kneeling slowly" in newer.content
    assert newer.headers["ETag"] != answers[0].headers["ETag"]
    assert api(f"procedures/kneeling/{query}").status_code == 410


@pytest.mark.django_db
def test_what_this_process_holds_is_not_read_from_the_database_again(api, django_assert_num_queries):
    appending.publish(appending.procedure(summary="It bends again."))
    held = api("procedures/kneeling/").content
    with django_assert_num_queries(1), connection.execute_wrapper(without_bodies):
        assert api("procedures/kneeling/").content == held


def without_bodies(execute, sql, params, many, context):
    """As if the log had lost its bodies."""
    return execute(sql.replace("edition.body", "NULL::bytea"), params, many, context)
