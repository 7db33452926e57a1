"""What is counted while requests are answered: bounded in memory, and added up in the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from api.access.keys import generate_key
from api.models import ApiKey, Count
from api.process.counts import COUNTS, Counts, forget_old, write

READ = Count.Kind.READ


def kept():
    return {(row.kind, row.key, row.name): row.total for row in Count.objects.all()}


def test_what_was_counted_is_added_to_what_the_day_has(db):
    for _ in range(3):
        COUNTS.add(READ, "procedure", "block criteria")
    COUNTS.flush()
    COUNTS.add(READ, "procedure")
    COUNTS.flush()

    assert kept() == {("read", "", "procedure"): 4, ("read", "", "block criteria"): 3}


def test_nothing_is_asked_of_the_database_when_nothing_was_counted(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        COUNTS.flush()


def test_key_is_told_by_its_beginning_and_says_when_it_was_used(db):
    _, key = generate_key(name="Web site", scopes=[])
    key.save()
    _, unknown = generate_key(name="Never saved", scopes=[])
    COUNTS.add(READ, "procedure", digest=key.digest)
    COUNTS.add(READ, "procedure", digest=unknown.digest)
    COUNTS.flush()

    assert kept() == {("read", key.prefix, "procedure"): 1, ("read", "", "procedure"): 1}
    assert ApiKey.objects.get().last_used_at is not None


def test_what_cannot_be_written_is_lost_and_said_once(db, caplog):
    """As where a replica is read."""
    counts = Counts()
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
    for _ in range(2):
        counts.add(READ, "procedure")
        counts.try_to_flush()

    assert [record.message.partition(":")[0] for record in caplog.records] == ["What readers ask for is not counted"]
    assert counts.take() == {}


def test_memory_takes_so_many_different_things_and_counts_those_on():
    counts = Counts(most=2)
    for name in ("one", "two", "three", "two", "three"):
        counts.add(READ, name)

    assert {names: total for (_, _, names), total in counts.take().items()} == {("one",): 1, ("two",): 2}


def test_a_day_takes_so_many_different_names_and_counts_those_on(db):
    write({(READ, "", (str(number),)): 1 for number in range(20_000)})
    write({(READ, "", ("0", "one too many")): 1, (Count.Kind.NOT_FOUND, "", ("of another kind",)): 1})

    assert Count.objects.count() == 20_001
    assert Count.objects.get(name="0").total == 2
    assert Count.objects.get(kind=Count.Kind.NOT_FOUND).name == "of another kind"


@pytest.mark.parametrize("name", ["nul\0", "half a character \ud800", "long " * 100])
def test_what_cannot_be_stored_spoils_nothing(db, name):
    COUNTS.add(READ, name)
    COUNTS.add(READ, "procedure")
    COUNTS.flush()

    assert kept()["read", "", "procedure"] == 1
    assert Count.objects.count() == 2


def test_what_was_searched_is_forgotten_before_what_was_read(db):
    long_ago = timezone.now().date() - timedelta(days=100)
    Count.objects.bulk_create(Count(day=long_ago, kind=kind, name="x", total=1) for kind in Count.Kind)

    forget_old()

    assert [row.kind for row in Count.objects.all()] == ["read"]
