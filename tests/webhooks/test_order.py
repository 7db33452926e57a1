"""In order for each page; a recall before everything, and nothing older after it."""

import uuid

from cms.purging.caches import Varnish
from cms.webhooks.models import Delivery
from cms.webhooks.outbox import send_again, send_now
from tests.webhooks import log

State = Delivery.State


def states():
    return dict(Delivery.objects.values_list("edition", "state"))


def test_later_message_about_a_page_waits_until_the_earlier_one_has_arrived(endpoint, receiver, messages, work, later):
    receiver.answers = [500]
    first, second = log.publish(), log.publish()
    work()
    assert messages() == [("edition.published", first.number)]

    later()
    assert messages()[1:] == [("edition.published", first.number), ("edition.published", second.number)]


def test_another_page_does_not_wait(endpoint, receiver, messages, work):
    receiver.answers = [500]
    log.publish()
    work()
    other = log.publish(page=uuid.uuid4())
    work()

    assert messages()[-1] == ("edition.published", other.number)


def test_hundred_editions_of_ten_pages_arrive_in_order_for_each_page(endpoint, receiver, messages, work):
    pages = [uuid.uuid4() for _ in range(10)]
    numbers = {page: [] for page in pages}
    for turn in range(100):
        page = pages[turn % 10]
        numbers[page].append(log.publish(page=page).number)
    work(concurrency=8)

    arrived = [number for _, number in messages()]
    assert len(arrived) == 100
    for expected in numbers.values():
        assert [number for number in arrived if number in set(expected)] == expected


def test_recall_goes_first_and_what_is_older_is_not_sent_after_it(endpoint, receiver, messages, work, later):
    receiver.answers = [500]
    first, second = log.publish(), log.publish()
    work()
    elsewhere = [log.publish(page=uuid.uuid4()) for _ in range(3)]
    recall = log.recall()
    work(concurrency=1)

    assert messages()[1] == ("edition.recalled", recall.number)
    assert {number for _, number in messages()[2:]} == {edition.number for edition in elsewhere}
    later()
    assert len(messages()) == 5
    assert states() | {first.number: State.SUPERSEDED, second.number: State.SUPERSEDED} == states()


def test_while_the_recall_itself_is_tried_again_nothing_about_the_page_is_sent(
    endpoint, receiver, messages, work, later
):
    receiver.answers = [500, 500]
    log.publish()
    work()
    recall = log.recall()
    republished = log.publish()
    work()
    assert messages()[1:] == [("edition.recalled", recall.number)]

    later()
    assert messages()[2:] == [("edition.recalled", recall.number), ("edition.published", republished.number)]


def test_older_message_is_not_sent_after_a_recall_even_by_hand(endpoint, messages, work):
    log.publish()
    recall = log.recall()
    work()
    arrived = messages()
    send_again(Delivery.objects.exclude(edition=recall.number))
    work()

    assert messages() == arrived


def test_sent_now_takes_the_earlier_messages_about_the_page_along(endpoint, receiver, messages, work):
    receiver.answers = [500]
    first, second, third = log.publish(), log.publish(), log.publish()
    work()
    assert send_now(Delivery.objects.get(edition=second.number)) == 2
    work()

    expected = [first.number, first.number, second.number, third.number]
    assert [number for _, number in messages()] == expected


def test_caches_are_told_before_the_receiver_is(endpoint, receiver, messages, work, later, settings):
    """It asks at once for what it is told of, and must not get the old answer of a cache."""
    settings.HTTP_CACHES = [Varnish(url=receiver.url)]
    edition = log.publish()
    work()
    assert messages() == []

    later()
    assert messages() == [("edition.published", edition.number)]


def test_nobody_waits_for_caches_where_there_are_none(endpoint, messages, work, settings):
    assert settings.HTTP_CACHES == []
    log.publish()
    work()

    assert len(messages()) == 1
