"""Editors look at what is coming, and at the site as it will be."""

from datetime import timedelta
from html import unescape

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from api.models import Edition
from cms.models import FrontEnd
from cms.previews.tokens import Shown, issue
from cms.releases import due, releasing
from procedures.roles import AUTHORS
from tests import factories
from tests.people import sign_in
from tests.releases.test_releasing import come_due

DAY = timedelta(days=1)


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200, response
    return unescape(response.content.decode())


def asked(when):
    local = timezone.localtime(when, timezone.get_default_timezone())
    return f"?day={local:%Y-%m-%d}&time={local:%H:%M}"


def later(row, when):
    return reverse("publishing:later", args=["procedures", "procedurepage", row.pk]) + asked(when)


def test_calendar_says_what_is_coming_and_what_will_have_changed_by_then(editor, index, collected):
    going = factories.treatment(index, slug="going", title="Going")
    going.expire_at = timezone.now() + DAY
    going.save_revision().publish()
    releasing.schedule(collected.release, timezone.now() + 3 * DAY, user=editor.user)
    all_of_it = read(editor, reverse("publishing:coming"))
    by_then = read(editor, reverse("publishing:coming") + asked(timezone.now() + 2 * DAY))

    assert "Going" in all_of_it
    assert "Summer" in all_of_it
    assert "Going" in by_then
    assert "Summer" not in by_then


def test_page_is_drawn_as_it_will_be(editor, collected):
    releasing.schedule(collected.release, timezone.now() + DAY, user=editor.user)
    drawn = read(editor, later(collected.new, timezone.now() + 2 * DAY))

    assert "Something new." in drawn
    assert "Something new." not in read(editor, later(collected.new, timezone.now() + timedelta(hours=1)))
    assert "Newer" in read(editor, reverse("publishing:coming"))


def test_page_of_a_release_is_drawn_with_the_drafts_of_the_others(editor, collected):
    member = collected.release.members.get(object_id=str(collected.old.pk), content_type__model="procedurepage")
    drawn = read(editor, reverse("publishing:see_member", args=[collected.release.pk, member.pk]))

    assert "<h1>Newer</h1>" in drawn
    assert "(310) 555-0177" in drawn


def test_what_stops_a_release_is_said_before_its_time(editor, collected):
    releasing.schedule(collected.release, timezone.now() + DAY, user=editor.user)
    type(collected.new).objects.filter(pk=collected.new.pk).update(locked=True)
    said = read(editor, reverse("publishing:coming") + asked(timezone.now() + 2 * DAY))

    assert "It will not come off as it stands now:" in said
    assert "It is locked." in said


def test_what_is_coming_is_not_told_to_those_who_may_not_edit_it(index, editor):
    page = factories.treatment(index)
    page.title, page.go_live_at = "Secret", timezone.now() + DAY
    page.save_revision(user=editor.user).publish()
    elsewhere = sign_in("vera", role=AUTHORS)
    elsewhere.user.groups.first().page_permissions.all().delete()

    for address in (reverse("publishing:coming"), reverse("publishing:coming") + asked(timezone.now() + 2 * DAY)):
        assert "Secret" not in read(elsewhere, address)


def test_web_site_shows_it_with_a_token_for_that_moment(editor, client, collected):
    releasing.schedule(collected.release, timezone.now() + DAY, user=editor.user)
    FrontEnd.objects.create(site=Site.objects.get(), address="https://www.hospital.example/preview/")
    led = editor.get(later(collected.new, timezone.now() + 2 * DAY) + "&mode=web-site")
    address, _, token = led.headers["Location"].partition("#preview=")
    answer = client.get(f"/api/v1/preview/{token}/")

    assert address == "https://www.hospital.example/preview/"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert (answer.json()["title"], answer.json()["edition"]) == ("New", None)
    assert answer.json()["contact"]["phone"]["number"] == "+13105550177"
    foreseen = answer.content[: answer.content.index(b',"edition":')]
    come_due(collected.release)
    due.follow()
    body = bytes(Edition.objects.filter(document_id=collected.new.translation_key).latest("number").body)
    assert body[: body.index(b',"edition":')] == foreseen


def test_token_for_a_moment_at_which_nothing_is_public_shows_nothing(editor, client, collected):
    token = issue(Shown.of(collected.new, moment=timezone.now() + DAY), editor.user)

    assert client.get(f"/api/v1/preview/{token}/").status_code == 409
