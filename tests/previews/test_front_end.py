"""Drafts open in the hospital's own front end, where it has named one; else on a plain page that says so."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Site

from cms.models import FrontEnd
from tests import factories
from tests.admin.test_drafts import form
from tests.people import ADMINISTRATOR, EDITOR, sign_in

ADDRESS = "https://www.hospital.example/preview/"


@pytest.fixture
def front_end(index):
    return FrontEnd.objects.create(site=Site.objects.get(is_default_site=True), address=ADDRESS)


def test_drafts_open_there_with_what_opens_them_behind_the_hash(front_end, page, opened, client):
    address, token = opened("view_draft", page.pk)

    assert address == ADDRESS
    assert client.get(f"/api/v1/preview/{token}/").json()["title"] == "Kneeling"


def test_what_opens_a_draft_is_told_to_nobody_on_the_way(front_end, page, author):
    response = author.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]


def test_the_pane_shows_what_is_typed_and_the_draft_what_is_saved(front_end, page, author, opened, client):
    typed = form(page, title="Typed")
    author.post(reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), typed)

    def title(view):
        return client.get(f"/api/v1/preview/{opened(view, page.pk)[1]}/").json()["title"]

    assert (title("preview_on_edit"), title("view_draft")) == ("Typed", "Kneeling")


def test_a_page_that_was_never_saved_is_shown_there(front_end, index, author, opened, client):
    place = ("procedures", "procedurepage", index.pk)
    typed = form(factories.treatment(index), title="New", slug="new")
    author.post(reverse("wagtailadmin_pages:preview_on_add", args=place), typed)
    _, token = opened("preview_on_add", *place)

    said = client.get(f"/api/v1/preview/{token}/").json()

    assert (said["title"], said["preview"]["unsaved"]) == ("New", True)
    assert said["breadcrumbs"][-2]["title"] == "Treatments"


def test_an_earlier_draft_opens_there_as_it_was(front_end, page, opened, client):
    first = page.save_revision()
    page.title = "Later"
    page.save_revision()

    _, token = opened("revisions_view", page.pk, first.pk)

    assert client.get(f"/api/v1/preview/{token}/").json()["title"] == "Kneeling"


def test_the_plain_page_stays_and_says_that_it_is_one(front_end, page, author):
    html = author.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), {"mode": "plain"}).content.decode()

    assert "A plain page, without the design of the web site." in html
    assert f'data-block="{page.sections[0].id}"' in html


def test_without_a_front_end_the_plain_page_is_all_there_is(page, author):
    html = author.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()

    assert "A plain page, without the design of the web site." in html
    assert [name for name, _ in page.preview_modes] == ["plain"]


def test_each_site_has_its_own(front_end, index, page):
    home = factories.add(
        index.get_parent().get_parent(), type(index.get_parent().specific)(title="Clinic", slug="clinic")
    )
    clinic = Site.objects.create(hostname="clinic.example", root_page=home)
    theirs = factories.add(home, type(index)(title="Treatments", slug="treatments-there"))

    assert theirs.front_end is None
    FrontEnd.objects.create(site=clinic, address="https://clinic.example/drafts/")
    assert type(theirs).objects.get(pk=theirs.pk).front_end.address == "https://clinic.example/drafts/"
    assert page.front_end.address == ADDRESS


def test_forms_may_show_it_in_a_frame_and_nothing_else_may(front_end, page, author):
    def frames(address):
        policy = author.get(address).headers["Content-Security-Policy"]
        return next((part.strip() for part in policy.split(";") if "frame-src" in part), "")

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert frames(edit) == "frame-src 'self' https://www.hospital.example"
    assert frames("/admin/") == ""
    front_end.delete()
    assert frames(edit) == "frame-src 'self'"


def test_the_form_knows_who_may_speak_to_it(front_end, page, author):
    html = author.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert 'data-front-ends="https://www.hospital.example"' in html
    assert "allowedOrigins" in html


def test_user_bar_comes_with_the_token_and_knows_whose_it_is(front_end, page, opened, client):
    _, token = opened("view_draft", page.pk)

    html = client.get(f"/api/v1/preview/{token}/userbar/").content.decode()

    assert "wagtail-userbar" in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert 'href="/static' not in html
    assert client.get("/api/v1/preview/x/userbar/").status_code == 404


@pytest.mark.parametrize(
    "address", ["https://www.hospital.example/p/?x=1", "http://localhost:3000/", "http://127.0.0.1/", "http://[::1]:3/"]
)
def test_addresses_that_are_safe(address, index):
    FrontEnd(site=Site.objects.get(), address=address).full_clean()


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("http://www.hospital.example/", "Begin with https://"),
        ("http://localhost.evil.example/", "Begin with https://"),
        ("ftp://www.hospital.example/", "Begin with https://"),
        ("https://me:secret@www.hospital.example/", "Leave out names"),
        ("https://www.hospital.example/#preview", "Leave out names"),
        ("https://www.hospital.example;script-src", "valid URL"),
    ],
)
def test_addresses_that_are_not_are_refused_with_the_remedy(address, remedy, index):
    with pytest.raises(ValidationError, match=remedy):
        FrontEnd(site=Site.objects.get(), address=address).full_clean()


def test_it_is_named_in_the_settings_by_administrators_alone(index):
    add = reverse("front_ends:add")
    form = {"site": Site.objects.get().pk, "address": ADDRESS}

    assert sign_in(**EDITOR).post(add, form).status_code == 302
    assert not FrontEnd.objects.exists()
    assert sign_in(**ADMINISTRATOR).post(add, form).status_code == 302
    assert FrontEnd.objects.get().origin == "https://www.hospital.example"
