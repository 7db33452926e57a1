"""Hostile input at every address: refused in short, without a failure and without a traceback."""

import pytest
from django.urls import resolve

from api.urls import version_1
from tests.api.appending import procedure, publish

LONGEST = 5000
"""Bytes of a refusal, whatever was asked."""
WRONG_HOST = "django.security.DisallowedHost"
SLUGS = {
    "long": "x" * 60_000,
    "null": "a%00b",
    "quotes": "%22'%3B--",
    "tags": "<script>alert(1)</script>",
    "not utf-8": "%ff%fe",
    "surrogate": "%ed%a0%80",
    "dots": "..%2f..%2fetc",
    "controls": "%0d%0aSet-Cookie:%20a=b",
}
QUERIES = {
    "1,001 parameters": "&".join(f"x{number}=1" for number in range(1001)),
    "20,001 parameters": "&".join(f"x{number}=1" for number in range(20_001)),
    "900 parameters": "&".join(f"x{number}=1" for number in range(900)),
    "long name": f"{'x' * 60_000}=1",
    "long value": f"locale={'x' * 60_000}",
    "long search": f"q={'x' * 60_000}",
    "200 values": "&".join("id=1" for _ in range(200)),
    "tsquery": "q=a%26%7C!()%3A*<->'",
    "null": "q=%00&path=%00&fields=%00&cursor=%00",
    "not utf-8": "q=%ff&path=%ff&locale=%ff",
    "surrogate": "q=%ed%a0%80&path=/%ed%a0%80",
    "huge number": f"limit={'9' * 5000}&since={'9' * 5000}",
    "dates": "published_after=9999-12-31T23:59:59-23:59&as_of=0001-01-01T00:00:00%2B23:59&reviewed_before=2026-02-30",
    "brackets": f"fields={'a(' * 1400}",
    "digits": "limit=%C2%B2&since=%D9%A1",
    "no name": "=1&&&==",
}
HEADERS = {
    "host": {"host": "a/b\\c d"},
    "empty host": {"host": ""},
    "etags": {"if-none-match": '"' + "x," * 5000},
    "date": {"if-modified-since": "Mon, 99 Foo 0000 99:99:99 GMT"},
    "accept": {"accept": ";q=;," * 2000},
    "accepted encoding": {"accept-encoding": "gzip;q=x,;;" * 2000},
    "key": {"authorization": "Bearer " + "\u00e9" * 5000},
    "forwarded": {"x-forwarded-for": "," * 5000, "x-request-start": "t=1e400"},
    "origin": {"origin": "null", "access-control-request-method": "X" * 5000},
}


def addresses():
    for pattern in version_1:
        yield str(pattern.pattern)


ADDRESSES = sorted({f"/api/v1/{address}" for address in addresses()})
WHOLE = sorted({address.replace("<str:slug>", "t0").replace("<str:kind>", "what").replace("<str:name>", "x")
                .replace("<int:number>", "1") for address in ADDRESSES})  # fmt: skip


@pytest.fixture
def ask(db, client, caplog):
    """The answer to a request, which must be no failure, and short where it is a refusal."""
    publish(procedure("t0"))

    def get(address, query="", headers=None):
        caplog.clear()
        answer = client.get(address, QUERY_STRING=query, headers=headers or {})
        assert answer.status_code < 500, (address[:200], query[:200], answer.status_code)
        assert answer.status_code < 400 or len(answer.content) < LONGEST, (address[:200], query[:200])
        # Of a wrong Host Django tells all it knows; the settings of the log make one line of it.
        assert [record for record in caplog.records if record.exc_info and record.name != WRONG_HOST] == []
        return answer

    return get


@pytest.mark.slow
@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_no_question_makes_an_address_fail(ask, query):
    for address in WHOLE:
        ask(address, query)


@pytest.mark.slow
@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_no_header_makes_an_address_fail(ask, headers):
    for address in WHOLE:
        ask(address, headers=headers)


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS.values(), ids=SLUGS)
def test_no_name_in_an_address_makes_it_fail(ask, slug):
    for address in ADDRESSES:
        asked = address.replace("<str:slug>", slug).replace("<str:kind>", slug).replace("<str:name>", slug)
        ask(asked.replace("<int:number>", "9" * 30))
    ask(f"/api/v1/{slug}/")
    ask(f"/api/{slug[:4000]}")  # gunicorn hands on no longer address, and Django sends it on with a slash


@pytest.mark.parametrize("address", ["/api/v1/procedures/", "/api/v1/procedures/t0/", "/api/v1/search/", "/api/v1/"])
def test_more_parameters_than_are_read_are_refused_with_the_number(ask, settings, address):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    answer = ask(address, QUERIES["1,001 parameters"])

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "Give at most 1000 parameters."


def test_many_wrong_parameters_are_named_up_to_a_number_and_counted(ask):
    problem = ask("/api/v1/procedures/", QUERIES["900 parameters"]).json()

    assert len(problem["errors"]) == 10
    assert problem["detail"].endswith("x8, x9 and 890 more.")


def test_what_was_asked_is_told_again_in_short(ask):
    problem = ask(f"/api/v1/procedures/{'x' * 60_000}/").json()

    assert problem["instance"] == f"/api/v1/procedures/{'x' * 980}…"
    assert len(problem["detail"]) == 1000


def test_every_address_is_asked():
    assert all(resolve(address) for address in WHOLE)
    assert not [address for address in WHOLE if "<" in address]
