"""A new hospital's first pages."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Page

from cms.models import HomePage


def test_new_site_has_a_home_page_an_index_and_roles(db, api):
    call_command("create_site", "Larkmoor", "https://www.larkmoor.example")

    pages = {page["role"]: page["url"] for page in api("pages/").json()["results"]}
    assert pages == {
        "home": "https://www.larkmoor.example/",
        "treatments": "https://www.larkmoor.example/treatments/",
    }
    assert set(Group.objects.values_list("name", flat=True)) >= {"Authors", "Publishing editors"}
    assert Page.objects.filter(depth=2).count() == 1


def test_site_with_pages_is_left_alone(site):
    call_command("create_site", "Other", "https://other.example")

    assert HomePage.objects.get().title == "Home"


def test_half_an_address_is_refused_with_an_example(db):
    with pytest.raises(CommandError, match=r"https://www\.hospital\.org"):
        call_command("create_site", "Larkmoor", "larkmoor.example")
