"""What people see where nothing can be shown."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation


def test_an_address_without_anything_says_so_and_leads_signed_in_people_home(editor):
    home = reverse("wagtailadmin_home")

    known, unknown = editor.get("/nothing-here/"), Client().get("/nothing-here/")

    assert known.status_code == unknown.status_code == 404
    assert "There is nothing at this address" in unknown.content.decode()
    assert (f'href="{home}"' in known.content.decode(), f'href="{home}"' in unknown.content.decode()) == (True, False)


def test_a_form_from_before_signing_in_elsewhere_says_what_to_do(db):
    refused = Client(enforce_csrf_checks=True).post(reverse("wagtailadmin_login"), {"username": "ana"})

    assert refused.status_code == 403
    assert "load the page again" in refused.content.decode()


@pytest.mark.parametrize("status", [400, 403, 500])
def test_errors_are_told_in_the_readers_language_and_need_nothing_that_may_be_broken(status):
    """Django gives these templates no request, and the database may be gone."""
    with translation.override("es"):
        page = render_to_string(f"{status}.html")

    assert '<html lang="es">' in page
    assert render_to_string(f"{status}.html") != page
