"""Lists: pages, order, and parameters that are refused by name."""

import base64

import pytest

from api.contract.lists import ProcedureList, SpecialtyList
from tests import factories


@pytest.fixture
def five(index):
    for name in ("delta", "Älpha", "charlie", "bravo", "echo"):
        factories.treatment(index, slug=name.replace("Ä", "a").lower(), title=name)


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
        ("colour=red", "colour", ["cursor", "limit", "locale", "order"]),
        ("limit=0", "limit", ["1–100"]),
        ("limit=101", "limit", ["1–100"]),
        ("limit=many", "limit", ["1–100"]),
        ("order=price", "order", ["title", "-title", "published_at", "-published_at"]),
        ("locale=xx", "locale", ["en", "es"]),
        ("cursor=nonsense", "cursor", []),
        ("limit=5&limit=6", "limit", []),
    ],
)
def test_wrong_parameter_is_named_with_what_is_allowed(site, api, query, parameter, allowed):
    response = api(f"procedures/?{query}")

    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert (error["parameter"], error["allowed"]) == (parameter, allowed)
    assert error["detail"]


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


def test_cursor_of_titles_does_not_fit_dates(five, api):
    cursor = base64.b64encode(b"p=charlie").decode()

    assert api("procedures/", data={"cursor": cursor, "order": "-published_at"}).status_code == 400
