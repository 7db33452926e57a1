"""Pages as a web site on the authoring plane: there only where it is asked for, and editors miss nothing without it."""

import importlib.util
import sys

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

import cms.urls
from cms.middleware import BrowserPoliciesMiddleware
from tests import factories


@pytest.fixture
def without(settings, monkeypatch):
    """As in production, where nobody has asked for it."""
    settings.SERVE_PAGES = False
    specification = importlib.util.spec_from_file_location("cms_urls_in_production", cms.urls.__file__)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, "cms_urls_in_production", module)
    settings.ROOT_URLCONF = "cms_urls_in_production"


ADDRESSES = ("/treatments/", "/treatments/cordotomy/", "/_util/authenticate_with_password/1/1/")


@pytest.mark.parametrize("address", [*ADDRESSES, "/admin/api/main/images/", "/admin/api/main/documents/1/"])
def test_nothing_is_there_where_nobody_asked_for_it(without, site, admin_client, address):
    assert admin_client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/", "/_util/login/"])
def test_the_only_door_is_that_of_the_admin(without, site, client, address):
    assert client.get(address).url.startswith("/admin/")


def test_pages_are_shown_where_it_is_asked_for(index, client):
    factories.treatment(index, slug="cordotomy", title="Cordotomy")

    assert "Cordotomy" in client.get("/treatments/cordotomy/").content.decode()


def test_editors_have_menu_preview_and_addresses_without_it(without, index, admin_client):
    page = factories.treatment(index, slug="cordotomy", title="Cordotomy")
    preview = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    assert "Cordotomy" in admin_client.get(preview).content.decode()
    assert admin_client.get("/admin/api/main/pages/?child_of=1").status_code == 200
    assert page.url.endswith("/treatments/cordotomy/")
    assert admin_client.get("/api/v1/procedures/cordotomy/").json()["path"] == "/treatments/cordotomy/"


def test_admin_and_pages_are_closed_to_what_browsers_can_do_beyond_them(client, admin_client, index):
    factories.treatment(index)
    answers = [client.get("/admin/login/"), client.get("/treatments/kneeling/"), admin_client.get("/admin/")]
    policies = [answer.headers["Content-Security-Policy"] for answer in answers]

    assert all("camera=()" in answer.headers["Permissions-Policy"] for answer in answers)
    assert all("default-src 'self';" in policy and "frame-ancestors 'self'" in policy for policy in policies)
    assert ["script-src 'self';" in policy for policy in policies] == [True, True, False]
    assert {"Permissions-Policy", "Content-Security-Policy"}.isdisjoint(client.get("/api/v1/").headers)


def test_pictures_of_another_host_are_shown(client, settings, db):
    settings.MEDIA_URL = "https://media.hospital.example/files/"

    policy = BrowserPoliciesMiddleware(lambda request: HttpResponse())(RequestFactory().get("/admin/")).headers

    assert "img-src 'self' data: blob: https://media.hospital.example" in policy["Content-Security-Policy"]
