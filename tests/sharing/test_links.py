"""Somebody without an account reads a draft by a link, as long as it lasts, and nobody does without one."""

import io
import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.urls import NoReverseMatch, resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils import timezone
from wagtail.models import Locale, PageLogEntry

from api.models import Edition
from cms.accounts.models import Counter
from cms.logs import to_stderr
from cms.models import Contact
from cms.sharing.models import ShareLink
from tests import factories
from tests.people import sign_in

UNKEPT = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


def words(response):
    return " ".join(response.content.decode().split())


def test_somebody_without_an_account_reads_the_draft_and_what_is_new_in_it(page, shared, guest):
    response = guest.get(shared(page))

    assert response.status_code == 200
    assert "This is a draft. It is not public." in words(response)
    assert "Drafted words." in words(response)
    assert "<del>Public</del> <ins>Drafted</ins> words." in words(response)


def test_what_was_never_public_is_all_new(index, shared, guest):
    page = factories.treatment(index)
    page.unpublish()

    assert "all of it is new" in words(guest.get(shared(page)))


def test_a_link_shows_each_time_what_was_saved_last(page, shared, guest):
    address = shared(page)
    page.title = "Kneeling again"
    page.save_revision()

    assert "<h1>Kneeling again</h1>" in words(guest.get(address))


@pytest.mark.parametrize("end", ["", "?language=es", "file/x/y"])
def test_nobody_keeps_or_finds_what_is_shown_and_nobody_is_told_where_a_reader_came_from(page, shared, guest, end):
    response = guest.get(shared(page) + end)

    assert {name: response.headers[name] for name in UNKEPT} == UNKEPT
    assert not response.cookies
    assert "Location" not in response.headers


@pytest.mark.parametrize("passphrase", ["", "blue heron"])
def test_nobody_keeps_what_is_said_to_a_method_that_is_not_taken(page, shared, guest, passphrase):
    response = guest.options(shared(page, passphrase=passphrase))

    assert (response.status_code, response.content) == (405, b"")
    assert {name: response.headers[name] for name in UNKEPT} == UNKEPT


def test_no_link_of_the_page_leads_to_the_admin(page, shared, guest):
    """The first of its breadcrumbs is the home page, whose path is that of the admin's door here."""
    html = words(guest.get(shared(page)))

    assert 'href="http://hospital.example/"' in html
    assert 'href="/' not in html.replace('href="/shared/', "")


def test_the_page_is_in_its_own_language(page, shared, guest):
    spanish = page.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    spanish.title = "Arrodillarse"
    spanish.save_revision()
    address = shared(page, has_translations="on")

    html = words(guest.get(f"{address}?language=es"))

    assert '<html lang="es">' in html
    assert "<h1>Arrodillarse</h1>" in html
    assert f'href="{address}?language=en"' in html


def test_translations_stay_closed_where_they_were_not_shared(page, shared, guest):
    spanish = page.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    spanish.title = "Arrodillarse"
    spanish.save_revision()

    assert "Arrodillarse" not in words(guest.get(f"{shared(page)}?language=es"))


def test_drafts_of_shared_content_are_shown_where_they_were_shared(page, shared, guest):
    page.contact = factories.contact(label="Call us")
    page.save_revision()
    line = Contact.objects.get()
    line.label = "Call the team"
    line.save_revision()

    assert "Call us" in words(guest.get(shared(page)))
    assert "Call the team" in words(guest.get(shared(page, has_related="on")))


def test_pictures_that_nobody_else_may_have_come_along(page, shared, guest):
    page.image = factories.image()
    page.save_revision()
    address = shared(page)

    html = words(guest.get(address))
    file = html.partition('<img src="')[2].partition('"')[0]
    picture = guest.get(file)

    assert file.startswith(f"{address}file/")
    assert (picture.status_code, picture.headers["Cache-Control"]) == (200, "private, no-store")
    picture.getvalue()
    name = file.rpartition("/")[2]
    assert guest.get(f"{address}file/{'x' * 43}/{name}").status_code == 404


@pytest.mark.parametrize(
    ("end", "status"),
    [
        (lambda link: ShareLink.objects.update(expires_at=timezone.now()), 410),
        (lambda link: link.created_by.groups.clear(), 410),
        (lambda link: type(link.created_by).objects.update(is_active=False), 410),
        (lambda link: link.created_by.delete(), 410),
        (lambda link: link.page.delete(), 404),
    ],
)
def test_a_link_ends(page, shared, guest, end, status):
    address = shared(page)
    end(ShareLink.objects.get())

    response = guest.get(address)

    assert response.status_code == status
    assert "Drafted" not in words(response)
    assert {name: response.headers[name] for name in UNKEPT} == UNKEPT


def test_a_link_that_is_taken_back_is_dead_at_once_and_its_history_stays(page, author, shared, guest):
    address = shared(page)
    assert guest.get(address).status_code == 200

    author.post(reverse("publishing:share_revoke", args=[page.pk, ShareLink.objects.get().pk]))

    assert guest.get(address).status_code == 410
    told = [entry.message for entry in PageLogEntry.objects.filter(action__startswith="cms.share").order_by("pk")]
    assert told == ["Shared by a link for Ward 4", "Link for Ward 4 taken back"]


def test_the_list_says_when_and_how_often_a_link_was_used(page, author, shared, guest):
    address = shared(page)
    assert "Never" in words(author.get(reverse("publishing:share", args=[page.pk])))
    guest.get(address)
    guest.get(address)

    for listed in (reverse("publishing:share", args=[page.pk]), reverse("publishing:share_links")):
        assert "Ward 4" in words(author.get(listed))
    assert ShareLink.objects.get().uses == 2
    assert "(2 times)" in words(author.get(reverse("publishing:share", args=[page.pk])))


def test_report_shows_links_of_pages_that_somebody_may_edit_alone(page, shared):
    shared(page)
    visitor = sign_in("vera")
    visitor.user.user_permissions.add(Permission.objects.get(codename="access_admin"))

    report = visitor.get(reverse("publishing:share_links"))

    assert report.status_code == 200
    assert "Ward 4" not in words(report)


def test_who_may_not_edit_the_page_shares_nothing(page, author):
    author.user.groups.clear()

    author.post(reverse("publishing:share", args=[page.pk]), {"for_whom": "Ward 4", "days": 7})

    assert not ShareLink.objects.exists()


@pytest.mark.parametrize(
    ("fields", "told"), [({"days": 31}, "30"), ({"for_whom": ""}, "required"), ({"passphrase": "x"}, "8")]
)
def test_what_is_wrong_with_a_link_is_told(page, author, fields, told):
    given = {"for_whom": "Ward 4", "days": 7} | fields
    response = author.post(reverse("publishing:share", args=[page.pk]), given)

    assert told in str(response.context["form"].errors)
    assert not ShareLink.objects.exists()


def test_a_passphrase_is_asked_for_and_opens_the_page_for_this_browser(page, shared, guest, client):
    address = shared(page, passphrase="blue heron")

    door = guest.get(address)
    wrong = guest.post(address, {"passphrase": "Blue heron"})
    right = guest.post(address, {"passphrase": "blue heron"})

    assert "Drafted" not in words(door) + words(wrong)
    assert "That is not the passphrase" in words(wrong)
    assert (right.status_code, right.headers["Location"]) == (303, address)
    cookie = right.cookies["shared"]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == (address, "Strict", True)
    assert "Drafted" in words(guest.get(address))
    assert "Drafted" not in words(client.get(address))


def test_passphrases_cannot_be_tried_for_long_at_one_link(page, shared, guest, settings):
    settings.SHARE_LIMITS = settings.SHARE_LIMITS | {"passphrases": "2/hour"}
    address = shared(page, passphrase="blue heron")

    answers = [guest.post(address, {"passphrase": "guess"}).status_code for _ in range(3)]

    assert answers == [403, 403, 429]
    assert guest.post(address, {"passphrase": "blue heron"}).status_code == 429
    assert "Drafted" in words(guest.get(shared(page)))  # no other link is closed by it


def test_right_passphrases_close_no_link(page, shared, guest, settings):
    settings.SHARE_LIMITS = settings.SHARE_LIMITS | {"passphrases": "2/hour"}
    address = shared(page, passphrase="blue heron")

    answers = []
    for _ in range(3):
        guest.cookies.clear()
        answers.append(guest.post(address, {"passphrase": "blue heron"}).status_code)

    assert answers == [303, 303, 303]


def test_links_cannot_be_tried_for_long_from_one_address_which_closes_none(page, shared, guest, settings):
    settings.SHARE_LIMITS = settings.SHARE_LIMITS | {"unknown": "2/hour"}
    address = shared(page)

    answers = [guest.get(f"/shared/guess-{number}/").status_code for number in range(3)]

    assert answers == [404, 404, 429]
    assert "Drafted words." in words(guest.get(address))  # a colleague's, who goes out by the same address
    assert not Counter.objects.filter(key__contains="127.0.0.1").exists()


def test_no_token_and_no_passphrase_is_in_the_database_or_a_log(page, shared, guest):
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    rules = to_stderr("INFO")
    for name in rules["handlers"]["stderr"]["filters"]:
        handler.addFilter(rules["filters"][name]["rule"])
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        address = shared(page, passphrase="blue heron")
        for end in ("", "?x=1", "nowhere/", "file/x/y"):
            guest.get(address + end)
            root.warning("Unhandled error at %s", address + end)
        for mangled in (f"/{address}", address.replace("/", "//"), address.replace("/", "%2F"), address.title()):
            root.warning("Not Found: %s", mangled)
        guest.post(address, {"passphrase": "blue heron"})
    finally:
        root.removeHandler(handler)
    token = address.split("/")[2]

    assert "/shared/-/" in written.getvalue()
    assert token.lower() not in written.getvalue().lower()
    assert "blue heron" not in written.getvalue()
    for secret in (token, "blue heron"):
        assert not tables_with(secret)


def tables_with(secret):
    """Of all there are."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = []
        for name in names:
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{name}" AS t WHERE t::text LIKE %s)', [f"%{secret}%"])  # noqa: S608
            found += [name] if cursor.fetchone()[0] else []
    return found


def test_a_name_from_the_database_opens_nothing(page, shared, guest):
    shared(page)

    assert guest.get(f"/shared/{ShareLink.objects.get().digest}/").status_code == 404
    assert guest.get(f"/shared/{ShareLink.objects.get().pk}/").status_code == 404


def test_the_public_api_has_no_such_address_and_knows_nothing_of_it(page, shared, guest, api, settings):
    before = list(Edition.objects.values_list("number", flat=True))
    address = shared(page)
    guest.get(address)

    assert list(Edition.objects.values_list("number", flat=True)) == before
    assert "Drafted" not in words(api("procedures/kneeling/"))
    settings.ROOT_URLCONF = "api.urls"
    with pytest.raises(Resolver404):
        resolve(address)
    with pytest.raises(NoReverseMatch):
        reverse("shared", args=["x"])


def test_a_link_that_is_shown_once_is_not_kept_by_the_browser(page, author):
    response = author.post(reverse("publishing:share", args=[page.pk]), {"for_whom": "Ward 4", "days": 7})

    assert "no-store" in response.headers["Cache-Control"]
    assert "<svg" in words(response)
    assert "/shared/" not in words(author.get(reverse("publishing:share", args=[page.pk])))


def test_a_link_lasts_as_long_as_it_was_given_out_for(page, shared):
    shared(page, days=3)

    left = ShareLink.objects.get().expires_at - timezone.now()
    assert timedelta(days=2) < left <= timedelta(days=3)
