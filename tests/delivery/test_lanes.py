"""Who is answered when, and who is refused, without a server."""

import threading
import time

import pytest

from cms.lanes import PATIENCE, Lanes


class Asked:
    def __init__(self, name, said, *, since=None, answer=None, refuse=None):
        self.name, self.said = name, said
        self.since = time.monotonic() if since is None else since
        self.does, self.does_not = answer or (lambda: None), refuse or (lambda: None)

    def answer(self):
        self.said.append(f"{self.name} answered")
        self.does()

    def refuse(self):
        self.said.append(f"{self.name} refused")
        self.does_not()


def take(lanes, asked):
    """In a thread of its own: it gets the connection of a lane."""
    thread = threading.Thread(target=lanes.take, args=(asked,))
    thread.start()
    thread.join(timeout=60)


class Long:
    """A request that takes as long as it is wanted."""

    def __init__(self, lanes, said):
        self.started, self.may_end = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=lanes.take, args=(Asked("long", said, answer=self.last),))
        self.thread.start()
        assert self.started.wait(timeout=60)

    def last(self):
        self.started.set()
        assert self.may_end.wait(timeout=60)

    def end(self):
        self.may_end.set()
        self.thread.join(timeout=60)


@pytest.fixture
def said():
    return []


@pytest.fixture
def lanes():
    return Lanes(1)


@pytest.fixture
def long(lanes, said):
    long = Long(lanes, said)
    yield long
    long.end()


def test_those_who_wait_are_answered_in_their_order_by_who_has_the_lane(lanes, said, long):
    for name in "abc":
        take(lanes, Asked(name, said))
    assert said == ["long answered"]

    long.end()

    assert said == ["long answered", "a answered", "b answered", "c answered"]
    assert len(lanes.free) == 1


def test_after_one_has_waited_in_vain_all_are_refused_until_nobody_waits(lanes, said, long):
    now = time.monotonic()
    take(lanes, Asked("old", said, since=now - PATIENCE - 1))
    take(lanes, Asked("young", said))
    lanes.look(now)
    take(lanes, Asked("late", said))
    assert said == ["long answered", "old refused", "late refused"]

    long.end()
    take(lanes, Asked("next", said))

    assert said[3:] == ["young answered", "next answered"]


def fail():
    raise ValueError("no answer")


def test_refusal_that_fails_keeps_nobody_else_waiting(lanes, said, long):
    now = time.monotonic()
    for name in "ab":
        take(lanes, Asked(name, said, since=now - PATIENCE - 1, refuse=fail))

    lanes.look(now)

    assert said == ["long answered", "a refused", "b refused"]


def test_request_that_fails_does_not_take_its_lane_with_it(lanes, said, caplog):
    take(lanes, Asked("a", said, answer=fail))
    take(lanes, Asked("b", said))

    assert said == ["a answered", "b answered"]
    assert "not answered" in caplog.text
