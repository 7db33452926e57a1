"""Bodies are compressed once, each coding with a validator of its own."""

import gzip

import brotli
import pytest

from api.http import compression
from tests.api import appending

if compression.sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

DECODERS = {"br": brotli.decompress, "zstd": zstd.decompress, "gzip": gzip.decompress, None: bytes}
ADDRESS = "procedures/kneeling/"


@pytest.fixture
def document(db):
    return appending.publish(appending.procedure(summary="It bends again. " * 100))


def get(api, accept, address=ADDRESS, **headers):
    return api(address, headers={"Accept-Encoding": accept, **headers})


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip"])
def test_compressed_body_is_the_body(document, api, coding):
    plain, packed = api(ADDRESS), get(api, coding)

    assert packed.headers["Content-Encoding"] == coding
    assert DECODERS[coding](packed.content) == plain.content
    assert len(packed.content) < len(plain.content)
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert plain.headers["Content-Length"] == str(len(plain.content))


def test_each_coding_has_a_strong_validator_of_its_own(document, api):
    tags = [api(ADDRESS).headers["ETag"], *(get(api, coding).headers["ETag"] for coding in DECODERS if coding)]

    assert len({*tags}) == 4
    assert not any(tag.startswith("W/") for tag in tags)


@pytest.mark.parametrize("held", ["br", "gzip", None])
@pytest.mark.parametrize("accepted", ["zstd, br", "gzip", ""])
def test_any_coding_of_the_current_body_is_confirmed_by_its_own_validator(document, api, held, accepted):
    tag = get(api, held or "").headers["ETag"]

    confirmed = get(api, accepted, **{"If-None-Match": tag})

    assert (confirmed.status_code, confirmed.content) == (304, b"")
    assert confirmed.headers["ETag"] == tag


def test_weakened_validator_of_a_proxy_is_confirmed(document, api):
    tag = get(api, "gzip").headers["ETag"]

    confirmed = get(api, "gzip", **{"If-None-Match": f'"other-gzip", W/{tag}'})

    assert confirmed.status_code == 304
    assert confirmed.headers["ETag"] == tag


def test_of_several_validators_that_of_the_coding_the_client_would_get_is_confirmed(document, api):
    tags = [get(api, coding).headers["ETag"] for coding in ("", "gzip", "br")]

    confirmed = get(api, "gzip", **{"If-None-Match": ", ".join(tags)})

    assert confirmed.headers["ETag"] == tags[1]


@pytest.mark.parametrize("condition", [{"If-None-Match": "*"}, {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}])
def test_other_conditions_are_answered_with_the_validator_of_the_whole_answer(document, api, condition):
    confirmed = get(api, "gzip", **condition)

    assert confirmed.status_code == 304
    assert confirmed.headers["ETag"] == get(api, "gzip").headers["ETag"]


def test_validator_of_an_older_body_is_not_confirmed(document, api):
    number = document.number

    answer = get(api, "gzip", **{"If-None-Match": f'"{number}-0123456789abcdef-gzip"'})

    assert answer.status_code == 200


def test_same_bytes_are_compressed_once(document, api, monkeypatch):
    calls = []
    monkeypatch.setitem(compression.CODINGS, "gzip", lambda body: calls.append(body) or gzip.compress(body))

    answers = {get(api, "gzip").content for _ in range(3)}

    assert len(calls) == len(answers) == 1


def test_new_edition_is_compressed_anew(document, api):
    get(api, "gzip")
    changed = appending.procedure(id=document.document_id, summary="It bends still. " * 100)
    appending.publish(changed)

    assert b"It bends still." in gzip.decompress(get(api, "gzip").content)


def test_short_bodies_are_sent_as_they_are(document, api):
    answer = get(api, "gzip", "procedures/nothing/")

    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_client_that_refuses_plain_bodies_gets_short_ones_compressed(document, api):
    answer = get(api, "gzip, identity;q=0", "procedures/nothing/")

    assert DECODERS["gzip"](answer.content).startswith(b"{")
    assert answer.headers["Content-Encoding"] == "gzip"


def test_long_errors_are_compressed_too(document, api):
    answer = get(api, "gzip", f"procedures/{'x' * 600}/")

    assert answer.status_code == 404
    assert b"There is no procedure" in DECODERS["gzip"](answer.content)


def test_pictures_are_not_compressed_again(db, api):
    answer = get(api, "gzip", "docs/favicon-32x32.png")

    assert answer.content.startswith(b"\x89PNG")
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" not in answer.headers.get("Vary", "")


def test_admin_is_compressed_by_django_which_hides_how_long_its_secrets_are(db, client):
    sizes = {len(client.get("/admin/login/", headers={"Accept-Encoding": "gzip"}).content) for _ in range(20)}

    assert len(sizes) > 1
