"""Members of staff, and their browsers. Accounts are copied where a test has no others (``tests/copies.py``)."""

from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page

from procedures.roles import AUTHORS, EDITORS, create_role
from tests.copies import once

EDITOR = {"name": "nora", "role": EDITORS}
AUTHOR = {"name": "alex", "role": AUTHORS}
ADMINISTRATOR = {"name": "ada", "is_superuser": True}


def sign_in(name, *, role=None, **rights):
    """A browser of a member of staff, signed in."""
    once("_".join([name, role.name if role else "", *rights]), lambda: make_account(name, role=role, **rights))
    return browser_of(name)


def browser_of(name):
    """Of an account that is there."""
    client = Client()
    client.user = get_user_model().objects.get(username=name)
    client.force_login(client.user)
    return client


def make_account(name, *, role=None, **rights):
    user = get_user_model().objects.create_user(name, email=f"{name}@hospital.example", password=name, **rights)
    if role:
        user.groups.add(create_role(role, role.name, below=Page.get_first_root_node()))
