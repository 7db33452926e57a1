"""Search finds what people mean in the sample hospital: as well as it did when these levels were written down."""

import json

import pytest

from tests.processes import ROOT


@pytest.fixture(scope="module")
def reports(demo):
    return json.loads(demo.manage("search_relevance", ROOT / "tests" / "relevance" / "sample.yaml", "--json").stdout)


@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_expected_documents_come_first(reports, part):
    report = reports[part]
    assert report["queries"] >= 30
    assert report["mrr"] >= 0.95, report["misses"]
    assert report["success_at_3"] >= 0.97, report["misses"]


def test_everyday_questions_find_what_they_mean(reports):
    """There are as many in English as people ask a search of this size, and sixty in Spanish with those above."""
    report = reports["everyday"]
    assert report["queries"] >= 140
    assert report["mrr"] >= 0.93, report["misses"]
    assert report["success_at_3"] >= 0.94, report["misses"]


def test_what_the_hospital_does_not_have_is_not_taken_for_something_else(demo):
    done = demo.manage("search_relevance", ROOT / "tests" / "relevance" / "sample.yaml", "--json")

    report = json.loads(done.stdout)["nothing"]
    assert report["queries"] >= 40
    assert report["misses"] == []


@pytest.fixture(scope="module")
def outside(demo):
    return json.loads(demo.manage("search_relevance", ROOT / "tests" / "relevance" / "outside.yaml", "--json").stdout)
