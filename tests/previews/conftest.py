"""Somebody who writes a page, and what opens its draft."""

import pytest
from django.urls import reverse

from cms.previews.tokens import Shown, issue
from tests import factories
from tests.people import AUTHOR, sign_in


@pytest.fixture
def author(index):
    return sign_in(**AUTHOR)


@pytest.fixture
def page(index):
    return factories.treatment(index)


@pytest.fixture
def draft(author, client):
    """What a front end gets with a token for the page, as its author would see it."""

    def draft(page, *, query="", headers=None, **shown):
        return client.get(f"/api/v1/preview/{issue(Shown.of(page, **shown), author.user)}/{query}", headers=headers)

    return draft


@pytest.fixture
def opened(author):
    """Where a view of the admin leads the browser: the address of the front end, and the token behind the #."""

    def opened(name, *arguments, query=""):
        response = author.get(reverse(f"wagtailadmin_pages:{name}", args=arguments) + query)
        assert response.status_code == 302, response.content
        address, _, token = response.headers["Location"].partition("#preview=")
        return address, token

    return opened
