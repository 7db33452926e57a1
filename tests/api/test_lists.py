"""Lists: pages, order, and parameters that are refused by name."""

from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest

from api.contract.blocks import SectionKind
from api.contract.codes import CODE_SYSTEM_OIDS
from api.contract.lists import ProcedureList, SpecialtyList
from api.contract.values import BodyAreaSlug
from api.parameters.models import ProcedureListParameters
from procedures.models import ProcedurePage
from tests import factories
from tests.copies import once

ORDERS = ["title", "-title", "published_at", "-published_at", "first_published_at", "-first_published_at"]


@pytest.fixture
def five(index):
    def make():
        for name in ("delta", "Älpha", "charlie", "bravo", "echo"):
            factories.treatment(index, slug=name.replace("Ä", "a").lower(), title=name)

    once("five", make)


def titles(response):
    return [item["title"] for item in response.json()["results"]]


def test_list_fits_its_contract(five, api):
    ProcedureList.model_validate_json(api("procedures/").content)


def test_titles_sort_without_regard_to_case_and_accents(five, api):
    assert titles(api("procedures/")) == ["Älpha", "bravo", "charlie", "delta", "echo"]
    assert titles(api("procedures/?order=-title")) == ["echo", "delta", "charlie", "bravo", "Älpha"]


def test_newest_first(five, api):
    assert titles(api("procedures/?order=-published_at"))[0] == "echo"


def test_following_next_meets_everything_once(five, api, client):
    page = api("procedures/?limit=2").json()
    seen = [item["title"] for item in page["results"]]
    while page["next"]:
        page = client.get(page["next"]).json()
        seen += [item["title"] for item in page["results"]]

    assert seen == ["Älpha", "bravo", "charlie", "delta", "echo"]
    assert page["count"] == 5


def test_previous_leads_back(five, api, client):
    first = api("procedures/?limit=2").json()
    second = client.get(first["next"]).json()

    assert client.get(second["previous"]).json()["results"] == first["results"]


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("colour=red", "colour", sorted(ProcedureListParameters.model_fields)),
        ("limit=0", "limit", []),
        ("order=price", "order", ORDERS),
        ("locale=xx", "locale", ["en", "es"]),
        ("cursor=nonsense", "cursor", []),
        ("section=prices", "section", list(get_args(SectionKind))),
        ("body_area=nose", "body_area", list(get_args(BodyAreaSlug))),
        ("procedure_type=magic", "procedure_type", ["noninvasive", "percutaneous", "surgical"]),
        ("code=icd-9|1", "code", [name for pair in CODE_SYSTEM_OIDS.items() for name in pair]),
        ("code=icd-10-cm", "code", [name for pair in CODE_SYSTEM_OIDS.items() for name in pair]),
        ("published_after=yesterday", "published_after", []),
        ("published_before=2026-02-30", "published_before", []),
        ("reviewed_before=2026-13-01", "reviewed_before", []),
        ("reviewed_before=0", "reviewed_before", []),
        ("review_due_before=1767225600", "review_due_before", []),
        ("id=42", "id", []),
        ("below=treatments", "below", []),
        ("specialty=a%00b", "specialty", []),
        ("rich_text=docx", "rich_text", ["html", "portable-text", "markdown", "text"]),
        ("limit=5&limit=6", "limit", []),
    ],
)
def test_wrong_parameter_is_named_with_what_is_allowed(site, api, query, parameter, allowed):
    response = api(f"procedures/?{query}")

    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert (error["parameter"], error["allowed"]) == (parameter, allowed)
    assert error["detail"]


@pytest.mark.parametrize(
    ("asked", "remedy"),
    [
        ("procedures/?cursor=nonsense", "Follow next or previous"),
        ("procedures/?id=42", "Give an id as documents have it"),
        ("procedures/?limit=many", "Give a whole number from 1 to 100."),
        ("procedures/?limit=0", "Give a whole number from 1 to 100."),
        ("procedures/?limit=101", "Give a whole number from 1 to 100."),
        ("changes/?limit=1001", "Give a whole number from 1 to 1000."),
        ("procedures/?order=price", "Give a value that is allowed"),
        ("search/", "Give it"),
        ("resolve/", "Give it"),
    ],
)
def test_a_wrong_parameter_is_told_what_to_do(site, api, asked, remedy):
    [error] = api(asked).json()["errors"]

    assert error["detail"].startswith(remedy)


def test_all_wrong_parameters_are_named_at_once(site, api):
    errors = api("procedures/?limit=0&colour=red").json()["errors"]

    assert {error["parameter"] for error in errors} == {"limit", "colour"}


def test_each_language_has_its_own_list(index, api):
    factories.treatment(index)

    assert api("procedures/?locale=es").json()["count"] == 0


def test_list_is_confirmed_with_304_until_something_changes(index, api):
    factories.treatment(index)
    etag = api("procedures/").headers["ETag"]
    same = api("procedures/", headers={"If-None-Match": etag})
    factories.treatment(index, slug="other", title="Other")
    changed = api("procedures/", headers={"If-None-Match": etag})

    assert (same.status_code, changed.status_code) == (304, 200)


def test_vocabulary_counts_its_published_treatments(index, api):
    joints, heart = factories.specialty("Joints"), factories.specialty("Heart")
    factories.treatment(index, specialties=[joints])
    factories.treatment(index, slug="two", title="Two", specialties=[joints, heart])
    factories.treatment(index, slug="gone", title="Gone", specialties=[heart]).unpublish()

    response = api("specialties/")

    SpecialtyList.model_validate_json(response.content)
    counts = {item["name"]: item["procedure_count"] for item in response.json()["results"]}
    assert counts == {"Heart": 1, "Joints": 2}


@pytest.mark.parametrize(
    "query", ["order=-title", "section=what", "locale=es", "limit=2&id=1e7aa153-0000-0000-0000-000000000000"]
)
def test_cursor_fits_only_the_list_that_gave_it(five, api, query):
    cursor = cursor_of(api("procedures/?limit=2"))

    response = api(f"procedures/?{query}&cursor={cursor}")

    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert error["parameter"] == "cursor"


def test_cursor_of_another_collection_is_refused(five, api):
    cursor = cursor_of(api("procedures/?limit=2"))

    assert api(f"pages/?cursor={cursor}").status_code == 400


def test_page_of_another_size_and_shape_may_follow(five, api):
    cursor = cursor_of(api("procedures/?limit=2"))

    assert titles(api(f"procedures/?limit=1&fields=title&cursor={cursor}")) == ["charlie"]


def test_cursor_that_lost_a_piece_leads_to_no_page(five, api):
    cursor = cursor_of(api("procedures/?limit=2"))

    response = api(f"procedures/?cursor={cursor[:-1]}")

    assert response.status_code == 404
    assert "its cursor is not whole" in response.json()["detail"]


def cursor_of(response):
    return parse_qs(urlsplit(response.json()["next"]).query)["cursor"][0]


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_is_followed_to_its_end_and_back(five, api, client, order):
    forwards = [page := api(f"procedures/?limit=2&order={order}").json()]
    while page["next"]:
        forwards.append(page := client.get(page["next"]).json())
    backwards = [page]
    while page["previous"]:
        backwards.append(page := client.get(page["previous"]).json())

    assert [page["results"] for page in backwards] == [page["results"] for page in reversed(forwards)]
    ids = [item["id"] for page in forwards for item in page["results"]]
    whole = api(f"procedures/?order={order}").json()
    assert ids == [item["id"] for item in whole["results"]]
    assert len(ids) == 5


def test_titles_that_are_equal_are_told_apart_at_the_edge_of_a_page(index, api, client):
    for number in range(5):
        factories.treatment(index, slug=f"same-{number}", title="Same")

    page = api("procedures/?limit=2").json()
    slugs = [item["slug"] for item in page["results"]]
    while page["next"]:
        page = client.get(page["next"]).json()
        slugs += [item["slug"] for item in page["results"]]

    assert sorted(slugs) == [f"same-{number}" for number in range(5)]


def test_publishing_between_two_pages_neither_repeats_nor_hides(five, index, api, client):
    first = api("procedures/?limit=2").json()
    factories.treatment(index, slug="aardvark", title="Aardvark")
    ProcedurePage.objects.get(slug="alpha").unpublish()
    factories.treatment(index, slug="cat", title="cat")

    second = client.get(first["next"]).json()

    assert [item["title"] for item in second["results"]] == ["cat", "charlie"]


@pytest.mark.parametrize(
    "path", ["procedures/?limit=2&section=what&specialty=joints", "specialties/?order=-published_at"]
)
def test_list_takes_three_queries_at_most(five, api, django_assert_max_num_queries, path):
    with django_assert_max_num_queries(3):
        assert api(path).status_code == 200
