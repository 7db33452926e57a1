"""Somebody who gives out a link, and somebody without an account who has it."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.rich_text import RichText

from tests import factories
from tests.people import AUTHOR, EDITOR, sign_in


@pytest.fixture
def author(index):
    return sign_in(**AUTHOR)


@pytest.fixture
def editor(index):
    return sign_in(**EDITOR)


@pytest.fixture
def page(index):
    """Public, with a draft that says something else."""
    page = factories.treatment(index, sections=[factories.section("risks", "Risks", factories.text("Public words."))])
    page.title = "Kneeling, slowly"
    rewrite(page, "Drafted words.")
    return page


def rewrite(page, words):
    """A draft with other words in the same place."""
    page.sections[0].value["blocks"][0].value["text"] = RichText(f"<p>{words}</p>")
    page.save_revision()


@pytest.fixture
def shared(author):
    """Where a link leads that the author gives out, as the admin shows it."""

    def shared(page, **given):
        fields = {"for_whom": "Ward 4", "days": 7} | given
        response = author.post(reverse("publishing:share", args=[page.pk]), fields)
        return re.search(r'value="http://[^/]+(/shared/[^"]+)"', response.content.decode())[1]

    return shared


@pytest.fixture
def guest():
    """A browser as guests have it, which keeps what it was given, and sends what browsers send with a form."""
    return Client(enforce_csrf_checks=True, headers={"Origin": "null", "Accept-Language": "en"})
