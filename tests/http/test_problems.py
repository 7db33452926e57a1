"""Errors that arise outside the views are problems as well."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from api.contract.answers.problems import Problem
from api.http.problems import ProblemMiddleware


def answer(path, status):
    return ProblemMiddleware(lambda request: HttpResponse("<h1>", status=status))(RequestFactory().get(path))


@pytest.mark.parametrize("path", ["/", "/admin/", "/favicon.ico", "/healthz/x"])
@pytest.mark.parametrize("status", [400, 404, 500])
def test_delivery_plane_says_nothing_in_html(settings, path, status):
    settings.PROBLEMS_BELOW, settings.ROOT_URLCONF = "/", "api.urls"

    said = answer(path, status)

    assert said.headers["Content-Type"] == "application/problem+json"
    assert Problem.model_validate_json(said.content).status == status


def test_admin_keeps_its_own_pages(settings):
    assert answer("/admin/nothing/", 404).content == b"<h1>"
