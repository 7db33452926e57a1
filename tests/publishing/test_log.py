"""The log: append-only by the database's own word, in commit order, in the transaction of what it publishes."""

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from api.models import Document, Edition
from cms.publishing.log import writing
from cms.publishing.log.entries import NotInTransactionError
from cms.publishing.log.rebuilding import rebuild
from tests import factories
from tests.processes import PATIENCE, sessions_held_up, wait_until


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE api_edition SET title = 'x'",
        "UPDATE api_edition SET body = NULL",
        "DELETE FROM api_edition",
        "TRUNCATE api_edition CASCADE",
    ],
)
def test_database_refuses_to_change_an_edition(index, statement):
    factories.treatment(index)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # TRUNCATE waits for no pending checks
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            cursor.execute(statement)


def test_querysets_cannot_get_past_the_database_either(index):
    factories.treatment(index)

    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.all()._raw_delete(Edition.objects.db)


def test_rebuilding_from_the_log_gives_the_same_documents(index):
    kept = factories.treatment(index)
    factories.treatment(index, slug="gone", title="Gone").unpublish()
    kept.title = "Kneeling again"
    kept.save_revision().publish()
    before = list(Document.objects.order_by("type", "slug").values())

    rebuild()

    after = list(Document.objects.order_by("type", "slug").values())
    assert [row | {"id": None} for row in after] == [row | {"id": None} for row in before]


def test_appending_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(NotInTransactionError):
        writing.take_lock()


def test_number_seen_means_all_smaller_numbers_are_seen(transactional_db):
    """The second publisher waits until the first has committed, so its number cannot become visible before."""
    place = factories.make_site()
    second_is_done = threading.Event()

    def publish_second():
        factories.treatment(place.index, slug="second", title="Second")
        second_is_done.set()
        connections.close_all()

    with transaction.atomic():
        factories.treatment(place.index, slug="first", title="First")
        other = threading.Thread(target=publish_second)
        other.start()
        wait_until(lambda: sessions_held_up() or second_is_done.is_set())
        assert not second_is_done.is_set()
    other.join(PATIENCE)

    first, second = (Edition.objects.get(slug=slug, type="procedure") for slug in ("first", "second"))
    assert first.number < second.number
    assert first.published_at <= second.published_at
