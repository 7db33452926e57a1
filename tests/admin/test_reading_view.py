"""Pages as a web site on the authoring plane: there only where it is asked for, and editors miss nothing without it."""

import importlib.util
import sys

import pytest
from django.urls import reverse

import cms.urls
from tests import factories


@pytest.fixture
def without(settings, monkeypatch):
    """As in production, where nobody has asked for it."""
    settings.READING_VIEW = False
    specification = importlib.util.spec_from_file_location("cms_urls_in_production", cms.urls.__file__)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, "cms_urls_in_production", module)
    settings.ROOT_URLCONF = "cms_urls_in_production"


ADDRESSES = ("/", "/treatments/", "/treatments/cordotomy/", "/_util/login/", "/_util/authenticate_with_password/1/1/")


@pytest.mark.parametrize("address", [*ADDRESSES, "/admin/api/main/images/", "/admin/api/main/documents/1/"])
def test_nothing_is_there_where_nobody_asked_for_it(without, site, admin_client, address):
    assert admin_client.get(address).status_code == 404


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


def test_admin_is_closed_to_what_browsers_can_do_beyond_pages(client, db):
    assert "camera=()" in client.get("/admin/login/").headers["Permissions-Policy"]
    assert "Permissions-Policy" not in client.get("/api/v1/").headers
