"""Scripts of any web site may read the API."""

import pytest

from tests.api import appending
from tests.http.test_behaviour import uncounted

ORIGIN = {"Origin": "https://app.example"}


@pytest.fixture
def document(db):
    appending.publish(appending.procedure())


def test_scripts_of_any_site_may_read_answers_and_their_headers(document, api):
    answer = api("procedures/kneeling/", headers=ORIGIN)

    exposed = answer.headers["Access-Control-Expose-Headers"].split(", ")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "RateLimit", "RateLimit-Policy", "Retry-After", "Link", "Deprecation", "Sunset"} <= {*exposed}
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_answer_is_the_same_for_every_origin(document, api):
    with_origin, without = api("procedures/kneeling/", headers=ORIGIN), api("procedures/kneeling/")

    assert uncounted(with_origin.headers) == uncounted(without.headers)
    assert "origin" not in with_origin.headers["Vary"].lower()


@pytest.mark.parametrize("address", ["procedures/kneeling/", "procedures/nothing/", "nowhere/"])
def test_preflight_is_answered_for_every_address(document, client, address):
    """A failed preflight would hide the error from the script."""
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization,if-none-match"}
    answer = client.options(f"/api/v1/{address}", headers=ORIGIN | asked)

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Headers"] == "*, Authorization"
    assert int(answer.headers["Access-Control-Max-Age"]) > 0


def test_admin_is_for_its_own_pages_only(db, client):
    assert "Access-Control-Allow-Origin" not in client.get("/admin/login/", headers=ORIGIN).headers
