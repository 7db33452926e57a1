"""What an answer costs: as many SQL queries as promised, whatever the number of pages; and no garbage."""

import gc

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from tests.api.appending import procedure, publish

MOST = {
    "procedures/t0/": 1,
    "procedures/t0/?fields=title": 1,
    "procedures/": 3,
    "procedures/?body_area=knee": 3,
    "procedures/?q=kneeling": 3,
    "search/?q=kneeling": 3,
    "search/?q=kneelign": 3,
    "search/?q=kneeling+elephants+on+mars": 3,
    "suggest/?q=kn": 1,
    "suggest/?q=kneelign": 3,
    "resolve/?path=/treatments/t0/": 1,
    "resolve/?path=/treatments/never/": 3,
    "changes/": 2,
    "changes/?since=1": 2,
}


@pytest.mark.parametrize("path", MOST)
def test_queries_do_not_grow_with_the_pages(db, api, path):
    numbers = []
    for first, last in ((0, 2), (2, 9)):
        for number in range(first, last):
            publish(procedure(f"t{number}"))
        with CaptureQueriesContext(connection) as captured:
            api(path)
        numbers.append(len(captured))

    assert max(numbers) <= MOST[path]


@pytest.mark.parametrize("path", MOST)
def test_answers_leave_nothing_to_the_garbage_collector(db, path):
    """Objects in circles would keep bodies of answers in memory until it runs, and it took a tenth of all time."""
    publish(procedure("t0"))
    answer(path)
    gc.disable()
    gc.freeze()  # of nothing but what comes now
    try:
        answer(path)
        assert gc.collect() == 0
    finally:
        gc.unfreeze()
        gc.enable()


def answer(path):
    request = RequestFactory().get(f"/api/v1/{path}")
    match = resolve(request.path_info)
    match.func(request, *match.args, **match.kwargs)
