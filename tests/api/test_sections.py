"""Sections as resources: enough around them to show them alone."""

import pytest

from api.contract.sections import ProcedureSections
from procedures.models import ProcedurePage
from tests import factories
from tests.copies import once


def card(level, title):
    signs = {"level": level, "region": "US", "title": title, "when": ["fever"], "action": "Call."}
    return ("care_card", signs | ({"phone": "310-555-0100"} if level == "urgent" else {}))


@pytest.fixture
def treatment(index):
    sections = [
        factories.section("what", "What is it?", factories.text("A treatment.")),
        factories.section("after", "Afterwards", card("routine", "Ask us"), card("urgent", "Call us"), also=["risks"]),
        factories.section("risks", "Risks", factories.text("Few.")),
        factories.section("when_to_call", "When to call", card("emergency", "Call 911")),
    ]
    once("sections", lambda: factories.treatment(index, sections=sections, contact=factories.contact()))
    return ProcedurePage.objects.get(slug="kneeling")


def test_all_sections_of_the_kind_with_what_makes_them_safe(treatment, api):
    response = api("procedures/kneeling/sections/risks/")

    answer = ProcedureSections.model_validate_json(response.content)
    document = api("procedures/kneeling/").json()
    assert [section.heading for section in answer.sections] == ["Afterwards", "Risks"]
    assert [(one.level, one.title) for one in answer.care_cards] == [("emergency", "Call 911"), ("urgent", "Call us")]
    shared = ("id", "locale", "slug", "path", "url", "title", "review", "contact", "edition")
    assert {name: response.json()[name] for name in shared} == {name: document[name] for name in shared}


def test_it_is_validated_and_purged_like_the_document(treatment, api, django_assert_num_queries):
    whole = api("procedures/kneeling/")
    with django_assert_num_queries(1):
        response = api("procedures/kneeling/sections/risks/")
    with django_assert_num_queries(1):
        confirmed = api("procedures/kneeling/sections/risks/", headers={"If-None-Match": response.headers["ETag"]})

    assert response.headers["Surrogate-Key"] == whole.headers["Surrogate-Key"]
    assert response.headers["ETag"] not in (
        whole.headers["ETag"],
        api("procedures/kneeling/sections/what/").headers["ETag"],
    )
    assert confirmed.status_code == 304


def test_kind_that_the_page_lacks_answers_404_with_those_it_has(treatment, api):
    response = api("procedures/kneeling/sections/cost/")

    assert response.status_code == 404
    [error] = response.json()["errors"]
    assert error["parameter"] == "kind"
    assert error["allowed"] == ["what", "after", "risks", "when_to_call"]


def test_sections_of_a_withdrawn_treatment_are_gone(treatment, api):
    treatment.unpublish()

    assert api("procedures/kneeling/sections/risks/").status_code == 410
    assert api("procedures/nothing/sections/risks/").status_code == 404


def test_markdown_of_a_section_keeps_every_card_of_the_page(treatment, api):
    text = api("procedures/kneeling/sections/risks/?format=markdown").content.decode()

    assert text.startswith("# Kneeling\n\n## Afterwards\n")
    for title in ("Call 911", "Call us"):
        assert title in text


def test_members_and_forms_can_be_chosen(treatment, api):
    answer = api("procedures/kneeling/sections/what/?fields=sections(blocks(text))&rich_text=text").json()

    assert answer["sections"][0]["blocks"][0]["text"] == {"format": "text", "text": "A treatment."}
    assert api("procedures/kneeling/sections/what/?fields=summary").status_code == 400
