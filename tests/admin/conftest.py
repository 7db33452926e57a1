"""People at work in the admin."""

from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.test import Client
from wagtail.models import Page

from procedures.roles import AUTHORS, EDITORS, create_role
from tests.copies import once


def sign_in(name, *, role=None, **rights):
    """A browser of a member of staff, signed in."""

    def make():
        user = get_user_model().objects.create_user(name, email=f"{name}@hospital.example", password=name, **rights)
        if role:
            user.groups.add(create_role(role, role.name, below=Page.get_first_root_node()))

    once("_".join([name, role.name if role else "", *rights]), make)
    user = get_user_model().objects.get(username=name)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def editor(index):
    return sign_in("nora", role=EDITORS)


@pytest.fixture
def author(index):
    return sign_in("alex", role=AUTHORS)


@pytest.fixture
def administrator(index):
    return sign_in("ada", is_superuser=True)


@pytest.fixture
def said():
    """The messages that the next page shows after an answer, without their buttons."""

    def said(response):
        found = (unescape(str(message)).partition("<span")[0] for message in get_messages(response.wsgi_request))
        return [" ".join(message.split()) for message in found]

    return said
