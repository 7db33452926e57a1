"""Searching what the tests have published."""

import pytest


@pytest.fixture
def search(api):
    """A search's answer as JSON."""

    def ask(q, **parameters):
        response = api("search/", data={"q": q, **parameters})
        assert response.status_code == 200, response.content
        return response.json()

    return ask


@pytest.fixture
def slugs(search):
    """What a search finds, best first."""

    def ask(q, **parameters):
        return [result["slug"] for result in search(q, **parameters)["results"]]

    return ask
