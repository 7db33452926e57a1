"""Webhooks in the admin: who may, what it shows, what it never shows twice."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import ModelLogEntry

from cms.webhooks.models import Delivery, Endpoint
from cms.webhooks.switching import switch_off
from tests.webhooks import log
from tests.webhooks.conftest import waiting_jobs

State = Delivery.State
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]+")


@pytest.fixture
def admin(client, admin_user):
    client.force_login(admin_user)
    return client


@pytest.fixture
def editor(db):
    """May sign in, and has rights on pages, but none on webhooks."""
    user = get_user_model().objects.create_user("editor", password="word")
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def stored(db):
    return Endpoint.objects.create(name="Web site", url="https://receiver.example/hook")


def fill(**fields):
    return {"name": "App", "url": "http://127.0.0.1:9/hook", "contact": "app@receiver.example", **fields}


def page_of(endpoint, name="inspect"):
    return f"/admin/webhooks/{name}/{endpoint.pk}/"


def html(response):
    return response.content.decode()


def test_created_webhook_shows_its_secret_once(admin):
    response = admin.post("/admin/webhooks/new/", fill(document_types=["procedure"], locales=["en"]))
    endpoint = Endpoint.objects.get()
    assert response.url == page_of(endpoint, "secret")
    assert (endpoint.document_types, endpoint.events, endpoint.locales) == (["procedure"], [], ["en"])

    shown = admin.get(response.url)
    assert endpoint.secret in html(shown)
    assert "no-store" in shown["Cache-Control"]

    again = admin.get(response.url)
    assert (again.status_code, again.url) == (302, page_of(endpoint))
    assert "shown only once" in html(admin.get(again.url))


def test_secret_is_in_no_other_page_and_in_no_log(admin, stored):
    admin.post(page_of(stored, "rotate"))
    admin.post(page_of(stored, "edit"), fill(name="New name"))

    stored.refresh_from_db()
    pages = ["/admin/webhooks/", "/admin/reports/site-history/"]
    pages += [page_of(stored, name) for name in ("inspect", "edit", "history", "usage", "delete")]
    for page in pages:
        response = admin.get(page)
        assert response.status_code == 200, page
        assert not SECRET.search(html(response)), page
    assert ModelLogEntry.objects.for_instance(stored).count() == 2
    assert not any(SECRET.search(str(entry.data)) for entry in ModelLogEntry.objects.all())
    assert not SECRET.search(str(dict(admin.session)))


def test_rotation_shows_the_new_secret_once_and_keeps_the_old_one_for_a_day(admin, stored):
    old = stored.secret
    response = admin.post(page_of(stored, "rotate"))

    stored.refresh_from_db()
    assert stored.secret != old
    assert stored.signing_keys() == [stored.secret, old]
    shown = html(admin.get(response.url))
    assert stored.secret in shown
    assert old not in shown
    assert not SECRET.search(html(admin.get(response.url, follow=True)))


def test_somebody_elses_secret_page_shows_nothing(admin, stored):
    assert not SECRET.search(html(admin.get(page_of(stored, "secret"), follow=True)))


@pytest.mark.parametrize(
    ("url", "remedy"),
    [
        ("https://10.0.0.5/hook", "10.0.0.5 is not a public address"),
        ("https://nowhere.invalid/", "cannot be found. Check the spelling"),
        ("receiver.example", "Write the whole address, beginning with https://"),
    ],
)
def test_forbidden_address_is_refused_beside_the_field_and_nothing_typed_is_lost(admin, url, remedy):
    response = admin.post("/admin/webhooks/new/", fill(url=url))

    assert remedy in html(response)
    assert f'value="{url}"' in html(response)
    assert not Endpoint.objects.exists()


def test_webhook_can_be_renamed_while_its_host_cannot_be_found(admin, db):
    endpoint = Endpoint.objects.create(name="Old", url="https://nowhere.invalid/")
    admin.post(page_of(endpoint, "edit"), fill(name="New", url=endpoint.url))

    endpoint.refresh_from_db()
    assert endpoint.name == "New"


def test_saving_the_form_does_not_switch_on_what_was_switched_off_meanwhile(admin, stored, monkeypatch):
    from cms.webhooks import forms

    def slowly(address):
        switch_off(stored, reason=Endpoint.OffReason.GONE)

    monkeypatch.setattr(forms, "check", slowly)
    admin.post(page_of(stored, "edit"), fill(url="https://new.example/"))

    stored.refresh_from_db()
    assert (stored.url, stored.enabled) == ("https://new.example/", False)


def test_empty_list_says_what_a_webhook_is_for(admin):
    assert "A webhook tells another system" in html(admin.get("/admin/webhooks/"))


ADDRESSES = ["", "new/", *(f"{name}/1/" for name in ("inspect", "edit", "delete", "secret", "history"))]
ACTIONS = ["rotate", "switch_on", "switch_off", "test", "send_again"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_editors_without_the_right_get_nowhere(editor, stored, address):
    response = editor.get(f"/admin/webhooks/{address.replace('1', str(stored.pk))}")

    assert (response.status_code, response.url) == (302, "/admin/")


@pytest.mark.parametrize("action", ACTIONS)
def test_editors_without_the_right_can_do_nothing(editor, stored, action):
    before = Endpoint.objects.values().get()
    response = editor.post(page_of(stored, action))

    assert (response.status_code, response.url) == (302, "/admin/")
    assert Endpoint.objects.values().get() == before
    assert not waiting_jobs().exists()


def test_menu_shows_webhooks_to_those_who_may_use_them(admin, editor, stored):
    assert "/admin/webhooks/" in html(admin.get("/admin/"))
    assert "/admin/webhooks/" not in html(editor.get("/admin/"))


def test_people_who_may_only_look_see_messages_and_no_buttons(editor, stored):
    right = Permission.objects.get(codename="view_endpoint")
    Group.objects.get(name="Writers").permissions.add(right)
    log.publish()

    seen = html(editor.get(page_of(stored)))

    assert "Kneeling" in seen
    assert "Send" not in re.sub(r"What is sent where|send a test", "", seen)
    assert editor.post(page_of(stored, "test")).url == "/admin/"


@pytest.mark.parametrize("action", ACTIONS)
def test_actions_need_a_post_and_its_token(admin_user, stored, action):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)

    assert client.get(page_of(stored, action)).status_code == 405
    assert client.post(page_of(stored, action)).status_code == 403


def test_list_tells_what_works_and_what_does_not(admin, stored):
    log.publish()
    log.withdraw()
    Delivery.objects.filter(event="edition.withdrawn").update(state=State.FAILED)
    switch_off(stored, reason=Endpoint.OffReason.GONE)

    shown = html(admin.get("/admin/webhooks/"))

    assert "Off: needs attention" in shown
    assert re.findall(r"<td[^>]*>\s*(\d+)\s*</td>", shown) == ["0", "2"]


def test_list_tells_of_a_webhook_whose_messages_do_not_get_through(admin, stored):
    log.publish()
    Delivery.objects.update(attempts=3, response_status=500)

    assert "On, but messages do not get through" in html(admin.get("/admin/webhooks/"))


def test_page_of_a_webhook_tells_of_each_message_what_became_of_it(admin, stored):
    first, second = log.publish(title="First"), log.publish(title="Second")
    Delivery.objects.filter(edition=first).update(response_status=500, response="<b>down</b>", duration_ms=12)

    shown = html(admin.get(page_of(stored)))

    assert "First" in shown
    assert "500 after 12 ms" in shown
    assert "&lt;b&gt;down&lt;/b&gt;" in shown
    assert f"no. {second.number}" in shown
    assert "Next: as soon as possible" in shown
    assert "Next: after the earlier message about this page" in shown


def test_test_goes_through_the_queue(admin, stored):
    admin.post(page_of(stored, "test"))

    assert Delivery.objects.get().event == "endpoint.test"
    assert waiting_jobs().count() == 1


def test_one_message_or_all_that_failed_are_sent_again(admin, stored):
    editions = [log.publish(slug=f"page-{number}") for number in range(3)]
    Delivery.objects.update(state=State.FAILED)
    chosen = Delivery.objects.get(edition=editions[1])

    admin.post(page_of(stored, "send_again"), {"delivery": chosen.message_id})
    assert list(Delivery.objects.filter(state=State.WAITING)) == [chosen]

    admin.post(page_of(stored, "send_again"))
    assert Delivery.objects.filter(state=State.WAITING).count() == 3


def test_what_a_recall_has_overtaken_and_messages_of_others_cannot_be_sent_again(admin, stored):
    log.publish()
    delivery = Delivery.objects.get()
    Delivery.objects.update(state=State.SUPERSEDED)
    other = Endpoint.objects.create(name="Other", url="https://other.example/")

    for endpoint in (stored, other):
        assert admin.post(page_of(endpoint, "send_again"), {"delivery": delivery.message_id}).status_code == 404
    assert admin.post(page_of(stored, "send_again"), {"delivery": "x"}).status_code == 404


def test_nothing_is_sent_again_while_the_webhook_is_off(admin, stored):
    log.publish()
    switch_off(stored, reason=Endpoint.OffReason.BY_HAND)
    response = admin.post(page_of(stored, "send_again"), follow=True)

    assert "Switch the webhook on first" in html(response)
    assert not waiting_jobs().exists()


def test_switching_off_and_on_is_told_and_kept_in_the_history(admin, stored):
    off = html(admin.post(page_of(stored, "switch_off"), follow=True))
    assert "was switched off by hand" in off
    on = html(admin.post(page_of(stored, "switch_on"), follow=True))
    assert "This webhook is on." in on

    history = html(admin.get(page_of(stored, "history")))
    assert "Switched off: switched off by hand" in history
    assert "Switched on" in history


def test_home_page_warns_those_who_can_mend_it_and_says_what_to_do(admin, editor, stored):
    switch_off(stored, reason=Endpoint.OffReason.UNREACHABLE)

    assert "Messages to other systems have stopped" not in html(editor.get("/admin/"))
    shown = html(admin.get("/admin/"))
    assert "Messages to other systems have stopped" in shown
    assert "a message could not be delivered for three days" in shown
    assert page_of(stored) in shown


def test_home_page_does_not_warn_of_what_was_switched_off_by_hand(admin, stored):
    switch_off(stored, reason=Endpoint.OffReason.BY_HAND)

    assert "have stopped" not in html(admin.get("/admin/"))


def test_deleted_webhook_takes_its_messages_along(admin, stored):
    log.publish()
    admin.post(page_of(stored, "delete"))

    assert not Endpoint.objects.exists()
    assert not Delivery.objects.exists()
