"""What every answer carries, whatever it says: one row for each kind of answer."""

import re
from dataclasses import dataclass, field

import pytest
from django.contrib.auth import get_user_model

from api.urls import version_1
from tests.api import appending

JSON, PROBLEM = "application/json", "application/problem+json"
KEEP = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"


@dataclass
class Row:
    address: str
    status: int
    content_type: str | None = JSON
    cache_control: str = KEEP
    vary: set = field(default_factory=lambda: {"Accept-Encoding"})
    method: str = "get"
    headers: dict = field(default_factory=dict)

    def __str__(self):
        return f"{self.method} {self.address} {self.status}"


DOCUMENT = {"Accept", "Accept-Encoding"}
ROWS = [
    Row("procedures/kneeling/", 200, vary=DOCUMENT),
    Row("procedures/kneeling/?format=json", 200),
    Row("procedures/kneeling/", 200, vary=DOCUMENT, method="head"),
    Row("procedures/kneeling/", 304, None, vary=DOCUMENT, headers={"If-None-Match": "*"}),
    Row("procedures/", 200),
    Row("procedures/", 304, None, headers={"If-None-Match": "*"}),
    Row("openapi.json", 200),
    Row("changes/?since=0", 200, cache_control="public, no-cache"),
    Row("procedures/gone/", 410, PROBLEM, "no-cache"),
    Row("procedures/nothing/", 404, PROBLEM, "no-cache"),
    Row("nowhere/", 404, PROBLEM, "no-cache"),
    Row("procedures/?limit=0", 400, PROBLEM, "no-cache"),
    Row("procedures/", 405, PROBLEM, "no-cache", method="post"),
    Row("procedures/kneeling/?as_of=2026-01-01T00:00:00Z", 401, PROBLEM, "private, no-store"),
]


PARTS = {"slug": "kneeling", "number": "1", "name": "start.js"}
ADDRESSES = [
    "/healthz",
    *(
        "/api/v1/" + re.sub(r"<\w+:(\w+)>", lambda part: PARTS.get(part[1], "x"), str(each.pattern))
        for each in version_1
    ),
]


@pytest.fixture
def documents(db):
    appending.publish(appending.procedure())
    appending.publish(gone := appending.procedure("gone", title="Gone"))
    appending.withdraw(gone)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_answer_carries_what_its_kind_does(documents, client, row):
    answer = getattr(client, row.method)(f"/api/v1/{row.address}", headers=row.headers)

    assert answer.status_code == row.status
    assert answer.headers.get("Content-Type") == row.content_type
    assert answer.headers["Cache-Control"] == row.cache_control
    vary = {name.strip() for name in answer.headers["Vary"].split(",")}
    assert vary - {"Authorization"} == row.vary
    assert ("Authorization" in vary) == (row.status == 401)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["RateLimit-Policy"]
    assert answer.headers["RateLimit"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert ("Content-Length" in answer.headers) == (row.status != 304)


@pytest.mark.parametrize("address", ["procedures/kneeling/", "procedures/", "procedures/nothing/", "openapi.json"])
@pytest.mark.parametrize("accepted", ["", "gzip"])
def test_head_has_the_headers_of_get(documents, client, address, accepted):
    headers = {"Accept-Encoding": accepted}
    get = client.get(f"/api/v1/{address}", headers=headers)
    head = client.head(f"/api/v1/{address}", headers=headers)

    assert head.content == b""
    assert uncounted(head.headers) == uncounted(get.headers)
    assert head.headers["Content-Length"] == str(len(get.content))


def uncounted(headers):
    """Without what is left of the quota, which each request changes."""
    return {name: value for name, value in headers.items() if name != "RateLimit"}


@pytest.mark.parametrize("address", ["procedures/kneeling/", "procedures/", "openapi.json"])
def test_options_says_what_is_allowed(documents, client, address):
    answer = client.options(f"/api/v1/{address}")

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert not {"Content-Length", "Content-Type"} & {*answer.headers}


@pytest.mark.parametrize("address", ADDRESSES)
def test_cookies_are_neither_set_nor_looked_at(documents, client, address):
    """The same bytes for a signed-in editor as for everybody, and nothing that would keep caches from keeping them."""
    anonymous = client.get(address)
    client.force_login(get_user_model().objects.create_superuser("editor", password="secret"))
    signed_in = client.get(address)

    for answer in (anonymous, signed_in):
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
    assert signed_in.content == anonymous.content
