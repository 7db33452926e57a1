"""People at work in the admin."""

from html import unescape

import pytest
from django.contrib.messages import get_messages

from tests.people import ADMINISTRATOR, AUTHOR, EDITOR, sign_in


@pytest.fixture
def editor(index):
    return sign_in(**EDITOR)


@pytest.fixture
def author(index):
    return sign_in(**AUTHOR)


@pytest.fixture
def administrator(index):
    return sign_in(**ADMINISTRATOR)


@pytest.fixture
def said():
    """The messages that the next page shows after an answer, without their buttons."""

    def said(response):
        found = (unescape(str(message)).partition("<span")[0] for message in get_messages(response.wsgi_request))
        return [" ".join(message.split()) for message in found]

    return said
