"""The demo finds a Node.js for the reference site, or says that there is none."""

import pytest

from cms.management.reference_site import MISSING, new_enough, reference_site
from cms.models import FrontEnd


@pytest.fixture
def program(tmp_path):
    """A program that says it is this version."""

    def program(version):
        path = tmp_path / version
        path.write_text(f"#!/bin/sh\necho {version}\n")
        path.chmod(0o755)
        return path

    return program


def test_first_node_that_is_new_enough_is_taken(program, tmp_path):
    old, enough, new = program("v20.20.2"), program("v22.12.0"), program("v24.19.0")

    assert new_enough([tmp_path / "none", old, enough, new]) == enough
    assert new_enough([tmp_path / "none", program("nonsense"), old]) is None


def test_without_node_the_demo_says_what_is_missing(monkeypatch):
    monkeypatch.setattr("cms.management.reference_site.programs", list)

    with reference_site(api="http://localhost:8000", port=3000) as said:
        assert said == MISSING


@pytest.mark.django_db
def test_drafts_are_shown_in_it_while_it_runs(monkeypatch, program):
    monkeypatch.setattr("cms.management.reference_site.programs", lambda: [program("v24.19.0")])

    with reference_site(api="http://localhost:8000", port=3000):
        assert [each.address for each in FrontEnd.objects.all()] == ["http://localhost:3000/preview/"]
    assert not FrontEnd.objects.exists()
