"""What will go is announced in the answers that still have it."""

from datetime import UTC, datetime

import pytest

from api.http import deprecation
from api.http.deprecation import Announcement
from tests.api import appending

GUIDE = "https://hospital.example/changes#order"
SINCE, END = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.fixture
def announce(monkeypatch, db):
    appending.publish(appending.procedure())

    def announce(**members):
        announcement = Announcement(**{"name": "v1 procedures", "deprecated": SINCE, "guide": GUIDE} | members)
        monkeypatch.setattr(deprecation, "ANNOUNCED", (*deprecation.ANNOUNCED, announcement))

    return announce


def test_deprecated_address_says_since_when_until_when_and_where_to_read_more(announce, api):
    announce(sunset=END)

    headers = api("procedures/").headers
    assert headers["Deprecation"] == "@1798761600"
    assert headers["Sunset"] == "Fri, 31 Dec 2027 23:59:59 GMT"
    assert headers["Link"] == f'<{GUIDE}>; rel="deprecation", <{GUIDE}>; rel="sunset"'
    assert "Deprecation" not in api("procedures/kneeling/").headers


def test_deprecated_parameter_is_announced_where_it_is_used(announce, api):
    announce(name="v1 procedures ?order")

    assert "Deprecation" in api("procedures/?order=title").headers
    assert "Sunset" not in api("procedures/?order=title").headers
    assert "Deprecation" not in api("procedures/").headers


def test_member_is_announced_to_those_who_read_it(announce, api):
    announce(name="v1 procedure sections.also")

    for reading in ("", "?fields=sections", "?fields=title,sections(also)", "?fields=sections(kind,also)"):
        assert "Deprecation" in api(f"procedures/kneeling/{reading}").headers, reading
    for reading in ("?fields=title", "?fields=sections(kind)"):
        assert "Deprecation" not in api(f"procedures/kneeling/{reading}").headers, reading
    assert "Deprecation" not in api("procedures/").headers


def test_copy_that_a_client_has_is_announced_too(announce, api):
    announce(name="v1 procedure sections.also")
    etag = api("procedures/kneeling/").headers["ETag"]

    unchanged = api("procedures/kneeling/", headers={"If-None-Match": etag})

    assert (unchanged.status_code, "Deprecation" in unchanged.headers) == (304, True)


def test_what_is_not_there_any_more_is_announced_as_well(announce, api):
    announce(name="v1 procedure")

    assert "Deprecation" in api("procedures/nowhere/").headers


def test_of_several_the_first_to_go_is_announced(announce, api):
    announce()
    announce(name="v1 procedures ?order", sunset=END)

    assert "Sunset" in api("procedures/?order=title").headers


def test_links_that_are_there_already_stay(announce):
    from django.http import HttpResponse

    response = HttpResponse(headers={"Link": '</a>; rel="original"'})
    deprecation.announce(response, [Announcement(name="x", deprecated=SINCE, guide=GUIDE)])

    assert response.headers["Link"] == f'</a>; rel="original", <{GUIDE}>; rel="deprecation"'


def test_sunset_before_deprecation_is_refused():
    with pytest.raises(ValueError, match="Sunset must not be earlier"):
        Announcement(name="v1 changes", deprecated=END, sunset=SINCE, guide=GUIDE)


def test_nothing_is_announced_now(db, api):
    assert deprecation.ANNOUNCED == ()
    assert "Deprecation" not in api("procedures/").headers
