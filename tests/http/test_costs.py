"""What a question costs, and that the dearest cost the most."""

import pytest
from django.test import RequestFactory

from api.http.costs import cost_of

TWELVE = "hip+knee+spine+nerve+heart+brain+liver+lung+skin+eye+ear+foot"


def cost(path):
    return cost_of(RequestFactory().get(f"/api/v1/{path}"))


@pytest.mark.parametrize(
    "path", ["", "procedures/", "procedures/cordotomy/", "procedures/cordotomy/?locale=es", "openapi.json", "changes/"]
)
def test_what_is_published_costs_nothing_as_it_is(path):
    assert cost(path) == 0


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("procedures/cordotomy/?fields=title", "procedures/?order=-title"),
        ("procedures/?order=-title", "procedures/?q=knee"),
        ("procedures/?order=-title", "procedures/?order=-title&limit=100"),
        ("suggest/?q=knee", "search/?q=knee"),
        ("search/?q=knee", f"search/?q={TWELVE}"),
        ("resolve/?path=/a/", f"resolve/?path=/{TWELVE}/"),
        ("changes/?since=0", "changes/?since=0&limit=1000"),
        ("procedures/?specialty=heart", "procedures/?" + "&".join(["specialty=heart"] * 9)),
    ],
)
def test_what_takes_longer_costs_more(less, more):
    assert 0 < cost(less) < cost(more)


def test_nothing_costs_more_than_it_can_take():
    assert cost("search/?q=" + 1900 * "a") == cost("search/?q=" + 250 * "a")


@pytest.mark.parametrize("limit", ["", "many", "-5", "²", "9" * 5000])
def test_limit_that_is_none_costs_nothing_more(limit):
    assert cost(f"search/?q=knee&limit={limit}") <= cost("search/?q=knee&limit=1") + 100


def test_more_parameters_than_are_read_cost_something():
    assert cost("procedures/?" + "&".join(f"x{number}=1" for number in range(20_001))) > 0
