"""Headers are set quickly, and are what Django makes of them."""

import pytest
from django.http.response import BadHeaderError, ResponseHeaders

from api.http.responses import Headers, Response


@pytest.mark.parametrize("value", ["max-age=60", "", "a\tb", "\x00", "Café", "薬", b"bytes", 60])
@pytest.mark.parametrize("name", ["ETag", "X Y", "X\x00"])
def test_headers_are_those_that_django_sets(name, value):
    assert [*Headers({name: value}).items()] == [*ResponseHeaders({name: value}).items()]


@pytest.mark.parametrize(("name", "value"), [("Link", "a\r\nSet-Cookie: b"), ("Link\n", "a"), ("Link", b"a\nb")])
def test_header_cannot_bring_another(name, value):
    with pytest.raises(BadHeaderError):
        Headers({name: value})


def test_headers_are_found_and_replaced_in_any_case():
    response = Response(b"", headers={"Vary": "Accept"})
    response["vary"] = "Accept, Accept-Encoding"

    assert [*response.items()] == [("vary", "Accept, Accept-Encoding")]
    assert response.headers["VARY"] == "Accept, Accept-Encoding"


def test_a_header_that_is_not_there_can_be_taken_away():
    response = Response(b"", headers={"ETag": '"a"'})

    del response["Content-Length"], response["etag"]

    assert "ETag" not in response.headers
