"""Lists narrowed by ``q``."""

from tests import factories
from tests.search.test_finding import condition, treatment


def listed(api, address):
    response = api(address)
    assert response.status_code == 200, response.content
    return [item["slug"] for item in response.json()["results"]]


def test_list_keeps_its_order_and_holds_what_has_all_the_words(index, api):
    for title in ("Zoning of knees", "Knee easing", "Hip easing"):
        treatment(index, title)

    assert listed(api, "procedures/?q=knee") == ["knee-easing", "zoning-of-knees"]
    assert listed(api, "procedures/?q=knees+easing") == ["knee-easing"]
    assert listed(api, "procedures/?q=knee&order=-title") == ["zoning-of-knees", "knee-easing"]
    assert api("procedures/?q=knee&limit=1").json()["count"] == 2


def test_typing_errors_and_lay_names_are_forgiven(index, api):
    treatment(index, "Stent", conditions=[condition("Myocardial infarction", "heart attack")])

    assert listed(api, "procedures/?q=heart+atack") == ["stent"]
    assert listed(api, "conditions/?q=heart+atack") == ["myocardial-infarction"]


def test_it_goes_together_with_filters(index, api):
    joints = factories.specialty("Joints")
    treatment(index, "Knee easing", specialties=[joints])
    treatment(index, "Knee soothing")

    assert listed(api, "procedures/?q=knee&specialty=joints") == ["knee-easing"]


def test_following_next_keeps_the_words(index, api, client):
    for title in ("Knee one", "Knee two", "Hip"):
        treatment(index, title)
    page = api("procedures/?q=knee&limit=1").json()

    assert [item["slug"] for item in client.get(page["next"]).json()["results"]] == ["knee-two"]


def test_three_queries_at_most(index, api, django_assert_max_num_queries):
    treatment(index, "Knee easing")

    with django_assert_max_num_queries(3):
        api("procedures/?q=kne+easing")


def test_more_words_than_twelve_are_refused_as_a_list_has_them_all(index, api):
    refused = api("procedures/", data={"q": " ".join(["knee"] * 13)})

    assert refused.status_code == 400
    detail = "Give at most 12 words. A search takes any number, and says which it looked for."
    assert refused.json()["errors"] == [{"parameter": "q", "detail": detail, "allowed": []}]
