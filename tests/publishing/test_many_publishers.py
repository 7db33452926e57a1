"""Eight processes publish while a reader follows the feed: it misses none and sees none twice.

Some hundred editions with the tests; for more, in a terminal::

    EDITIONS=2000 uv run pytest -n0 tests/publishing/test_many_publishers.py
"""

import os
from contextlib import ExitStack

import pytest

from api.models import Edition
from tests import factories
from tests.api.test_changes import Follower, live
from tests.forks import fork
from tests.publishing.publishers import publish

EDITIONS = int(os.environ.get("EDITIONS", "320"))
PROCESSES = 8


@pytest.mark.slow
def test_reader_of_the_feed_misses_none_and_sees_none_twice(transactional_db):
    factories.make_site()
    follower = Follower(limit=50)
    follower.catch_up()
    before = Edition.objects.count()
    seen_before = len(follower.changes)

    with ExitStack() as stack:
        publishers = [stack.enter_context(fork(publish, number, EDITIONS // PROCESSES)) for number in range(PROCESSES)]
        while any(publisher.poll() is None for publisher in publishers):
            follower.catch_up()
        outcomes = [publisher.outcome() for publisher in publishers]
    follower.catch_up()

    assert outcomes == [(0, "", "")] * PROCESSES
    seen = [change["number"] for change in follower.changes[seen_before:]]
    assert len(seen) == EDITIONS == Edition.objects.count() - before
    assert seen == sorted(set(seen))
    assert follower.held == live()
