"""Nobody sees a draft without a token, and a token opens one draft, for a while, for whoever may see it."""

import io
import logging
from datetime import timedelta

import pytest
from django.urls import NoReverseMatch, resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils import timezone

from api.urls import urlpatterns as of_both_planes
from cms.gunicorn_log import Logger
from cms.logs import to_stderr
from cms.previews.models import LIFETIME, PreviewGrant
from cms.previews.tokens import Shown, issue
from tests import factories

PREVIEW = "/api/v1/preview/"


@pytest.fixture
def token(author, page):
    return issue(Shown.of(page), author.user)


def ask(client, token):
    return client.get(f"{PREVIEW}{token}/").status_code


def test_a_token_opens_its_draft_without_a_session(client, token):
    assert ask(client, token) == 200


@pytest.mark.parametrize(
    "change", [str.upper, lambda token: token[:-1], lambda token: token.split(".")[0], lambda _: "x"]
)
def test_a_guess_opens_nothing(client, token, change):
    response = client.get(f"{PREVIEW}{change(token)}/")

    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_name_from_the_database_is_no_token(client, token):
    assert ask(client, PreviewGrant.objects.get().pk.hex) == 404


def test_a_token_is_for_one_page(client, author, index, token):
    other = factories.treatment(index, slug="sitting", title="Sitting")

    assert client.get(f"{PREVIEW}{token}/").json()["title"] == "Kneeling"
    assert issue(Shown.of(other), author.user) != token


def test_a_token_ends_by_itself(client, token):
    PreviewGrant.objects.update(expires_at=timezone.now())

    assert ask(client, token) == 410


def test_a_token_ends_when_its_author_signs_out(client, author, token):
    author.post(reverse("wagtailadmin_logout"))

    assert ask(client, token) == 410


@pytest.mark.parametrize(
    "take_away", [lambda user: user.groups.clear(), lambda user: setattr(user, "is_active", False)]
)
def test_a_token_opens_no_more_than_its_author_may_see(client, author, token, take_away):
    take_away(author.user)
    author.user.save()

    assert ask(client, token) == 410


def test_a_token_ends_with_its_page(client, page, token):
    page.delete()

    assert ask(client, token) == 410


def test_a_token_is_given_again_as_long_as_it_lasts_and_old_ones_are_forgotten(author, page, token):
    assert issue(Shown.of(page), author.user) == token

    PreviewGrant.objects.update(expires_at=timezone.now() + LIFETIME / 3)
    assert issue(Shown.of(page), author.user) != token

    PreviewGrant.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    issue(Shown.of(page), author.user)
    assert PreviewGrant.objects.count() == 1


def test_a_draft_asks_for_no_cookie_and_shows_more_to_nobody(author, page):
    """Whoever is signed in has no right here that the token has not."""
    assert ask(author, "x") == 404


def test_the_public_api_has_no_such_address(token, settings):
    settings.ROOT_URLCONF = "api.urls"

    with pytest.raises(Resolver404):
        resolve(f"{PREVIEW}{token}/")
    with pytest.raises(NoReverseMatch):
        reverse("preview", args=[token])
    assert not [each for each in of_both_planes if "preview" in str(each.pattern)]


def test_no_log_holds_a_token(client, token, settings):
    """Neither of what succeeds nor of what fails, by whichever logger; nor does the server's own."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    rules = to_stderr("INFO")
    for name in rules["handlers"]["stderr"]["filters"]:
        handler.addFilter(rules["filters"][name]["rule"])
    addresses = [f"{PREVIEW}{token}{end}" for end in ("", "/", "/?x=1", "/userbar/", "/nowhere/", "/procedures/")]
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        for address in addresses:
            client.get(address)
            root.warning("Unhandled error at %s", address)
        root.warning('"%s" %s %s', f"GET {PREVIEW}{token}/ HTTP/1.1", "200", "17")
    finally:
        root.removeHandler(handler)

    assert f"GET {PREVIEW}-/ HTTP/1.1" in written.getvalue()
    assert token not in written.getvalue()


def test_the_servers_line_holds_no_token(token):
    environ = {"REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1", "PATH_INFO": f"{PREVIEW}{token}/"}
    environ |= {"RAW_URI": environ["PATH_INFO"], "QUERY_STRING": ""}

    class Answer:
        status, sent, headers = "200 OK", 17, []

    class Asked:
        headers = []

    atoms = Logger.atoms(object.__new__(Logger), Answer(), Asked(), environ, timedelta(seconds=1))

    assert atoms["r"] == f"GET {PREVIEW}-/ HTTP/1.1"
    assert token not in str(atoms)


def test_no_token_is_in_the_database(token):
    assert token not in str(list(PreviewGrant.objects.values()))
    assert token.split(".")[1] not in str(list(PreviewGrant.objects.values()))
