"""What became of a form whose answer never arrived."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.people import sign_in

OUTCOME = reverse("publishing:outcome")
STANDING = reverse("accounts_standing")


@pytest.fixture
def page(index):
    return factories.treatment(index)


def outcome(browser, page, *, since):
    form = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return browser.get(OUTCOME, {"form": form, "since": since.isoformat()})


def test_a_form_learns_who_is_signed_in_and_that_nobody_is(editor):
    assert Client().get(STANDING).json() == {"user": None}
    assert editor.get(STANDING).json()["user"] == str(editor.user.pk)
    assert editor.get(STANDING).json()["token"]


def test_what_arrived_is_told_as_published_or_saved_and_what_did_not_as_missing(page, editor, author):
    since = timezone.now()
    assert "has not arrived" in outcome(editor, page, since=since).json()["text"]

    page.save_revision(user=editor.user, log_action=True)
    assert "saved as a draft, and not published" in outcome(editor, page, since=since).json()["text"]

    page.save_revision().publish(user=editor.user)
    assert "it is published" in outcome(editor, page, since=since).json()["text"]
    assert "has not arrived" in outcome(author, page, since=since).json()["text"]
    assert "has not arrived" in outcome(editor, page, since=timezone.now()).json()["text"]


def test_only_whoever_may_edit_it_learns(page):
    stranger = sign_in("stranger")

    assert outcome(stranger, page, since=timezone.now()).status_code == 302


@pytest.mark.parametrize("asked", [{}, {"form": "x", "since": "x"}])
def test_what_is_about_no_form_is_not_found(editor, asked):
    assert editor.get(OUTCOME, asked).status_code == 404


def test_form_of_the_account_is_no_error(editor):
    asked = {"form": reverse("wagtailadmin_account"), "since": "2026-01-01T00:00:00Z"}

    assert editor.get(OUTCOME, asked).status_code == 204
