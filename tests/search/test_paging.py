"""Pages of results: everything once, whatever is published meanwhile."""

import pytest

from api.search import finding
from tests import factories
from tests.copies import once


@pytest.fixture
def pool_of_four(monkeypatch):
    """What is ranked finely, small enough for tests to go beyond it."""
    monkeypatch.setattr(finding, "POOL", 4)


@pytest.fixture
def eleven(index):
    def make():
        for number in range(11):
            section = factories.section("what", "What is it?", factories.text("Words of easing. " * (number % 3 + 1)))
            title = f"Easing {number}" if number % 2 else f"Number {number}"
            factories.treatment(index, slug=f"t-{number}", title=title, summary="About easing.", sections=[section])

    once("eleven", make)


def follow(client, page, direction):
    pages = [page]
    while page[direction]:
        page = client.get(page[direction]).json()
        pages.append(page)
    return pages


def slugs(page):
    return [result["slug"] for result in page["results"]]


@pytest.mark.usefixtures("pool_of_four", "eleven")
def test_following_next_meets_everything_once_and_previous_leads_back(search, client, subtests):
    for limit in (1, 2, 3, 4, 5, 20):
        with subtests.test(limit=limit):
            forward = follow(client, search("easing", limit=limit), "next")
            met = [slug for page in forward for slug in slugs(page)]
            back = follow(client, forward[-1], "previous")

            assert sorted(met) == sorted(f"t-{number}" for number in range(11))
            assert [slug for page in reversed(back) for slug in slugs(page)] == met
            assert {page["count"] for page in forward} == {11}


@pytest.mark.usefixtures("eleven")
def test_pages_are_in_the_order_of_the_whole(search, client):
    whole = slugs(search("easing", limit=100))

    assert [slug for page in follow(client, search("easing", limit=2), "next") for slug in slugs(page)] == whole


@pytest.mark.parametrize("title", ["Easing", "Aa easing of everything", "Zz"])
@pytest.mark.usefixtures("pool_of_four", "eleven")
def test_publishing_between_two_pages_repeats_and_loses_nothing(index, search, client, title):
    first = search("easing", limit=3)
    factories.treatment(index, slug="new", title=title, summary="About easing.")
    second = client.get(first["next"]).json()
    factories.treatment(index, slug="newer", title=f"{title} 2", summary="About easing.")
    rest = follow(client, second, "next")

    met = [*slugs(first), *(slug for page in rest for slug in slugs(page))]
    old = [slug for slug in met if slug not in ("new", "newer")]
    assert sorted(old) == sorted(f"t-{number}" for number in range(11))
    assert len(met) == len(set(met))


@pytest.mark.usefixtures("eleven")
def test_cursor_belongs_to_its_search(search, api):
    cursor = search("easing", limit=2)["next"].split("cursor=")[1].split("&")[0]

    assert api(f"search/?q=number&cursor={cursor}").status_code == 400
    assert api(f"search/?q=easing&type=page&cursor={cursor}").status_code == 400
    assert api(f"search/?q=easing&cursor={cursor[:-3]}xyz").status_code == 404
    assert api(f"search/?q=easing&limit=5&cursor={cursor}").status_code == 200
