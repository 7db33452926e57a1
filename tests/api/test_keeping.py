"""What processes keep: bounded, and never shown when the database tells of something newer."""

import pytest
from django.db import connection

from api.process.bodies import OVERHEAD, Bodies, Body, BoundedMemory
from tests.api import appending

ROOM = OVERHEAD + 1
"""What a key of one letter takes."""


def test_what_was_not_asked_for_longest_goes_first():
    kept = Bodies(limit=2 * (ROOM + 4))
    for name in "abc":
        kept.keep(name, Body(b"1234", name))
        kept.get("a")

    assert {name: kept.get(name) for name in "abc"} == {"a": Body(b"1234", "a"), "b": None, "c": Body(b"1234", "c")}


@pytest.mark.parametrize(
    ("sizes", "held"), [([5, 5, 5], ["1", "2"]), ([9, 1, 1], ["1", "2"]), ([9, 1], ["0", "1"]), ([ROOM + 11], [])]
)
def test_oldest_go_first_when_it_is_full(sizes, held):
    kept = BoundedMemory(limit=2 * ROOM + 10, size_of=len)
    for number, size in enumerate(sizes):
        kept.keep(str(number), "a" * size)

    assert [key for key in map(str, range(len(sizes))) if kept.get(key)] == held


def test_long_keys_take_room_too():
    kept = BoundedMemory(limit=10 * ROOM, size_of=len)
    kept.keep("short", "a")
    for letter in "ab":
        kept.keep(("fields", letter * 8 * ROOM), "a")

    assert not kept.get("short")
    assert kept.get(("fields", "b" * 8 * ROOM))


def test_keeping_the_same_again_takes_no_more_room():
    kept = BoundedMemory(limit=2 * ROOM + 10, size_of=len)
    for _ in range(3):
        kept.keep("a", "a" * 6)
    kept.keep("b", "b" * 4)

    assert kept.get("a")
    assert kept.get("b")


def test_newer_body_takes_the_place_of_the_older():
    kept = Bodies(limit=2 * (ROOM + 4))
    for number in range(3):
        kept.keep("a", Body(b"1234", f"{number}"))
    kept.keep("b", Body(b"1234", "0"))

    assert kept.get("a") == Body(b"1234", "2")


def test_body_is_made_once_while_it_is_kept():
    kept, made = Bodies(limit=ROOM + 4), []
    for key in "aabba":
        assert kept.get_or_make(key, lambda key=key: made.append(key) or f"of {key}".encode()) == f"of {key}".encode()

    assert made == ["a", "b", "a"]


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
