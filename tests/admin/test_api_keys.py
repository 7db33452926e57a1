"""API keys in the admin: shown once, kept as a digest, revoked for good."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import ModelLogEntry

from api.models import ApiKey

NEW = "/admin/api_keys/new/"
NEVER = "editions/2147483647/"
"""Opened by a key alone, and not there."""


def make(client, **answers):
    form = {"name": "Records department", "scopes": ["records"], "expires_on": ""}
    return client.post(NEW, form | answers)


def test_key_is_shown_once_and_stored_nowhere(administrator, caplog):
    response = make(administrator)

    key = response.context["plain"]
    assert key in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    row = ApiKey.objects.get()
    assert key not in " ".join(map(str, vars(row).values()))
    assert key not in str([session.get_decoded() for session in Session.objects.all()])
    assert key not in str(list(ModelLogEntry.objects.values())) + caplog.text
    assert key not in administrator.get("/admin/api_keys/").content.decode()


def test_new_key_opens_what_it_was_made_for_until_it_is_revoked(administrator, api, said):
    key = make(administrator).context["plain"]
    authorised = {"HTTP_AUTHORIZATION": f"Bearer {key}"}
    assert api(NEVER, **authorised).status_code == 404
    row = ApiKey.objects.get()

    asked = administrator.get(f"/admin/api_keys/revoke/{row.pk}/").content.decode()
    response = administrator.post(f"/admin/api_keys/revoke/{row.pk}/")

    assert "This cannot be undone." in asked
    assert said(response) == [f"The key Records department ({row.prefix}…) is revoked. It opens nothing any more."]
    assert api(NEVER, **authorised).status_code == 401


def test_new_key_is_suggested_to_end_in_a_year(administrator):
    form = administrator.get(NEW).context["form"]

    assert form["expires_on"].value() == timezone.localdate() + timedelta(days=365)


def test_another_key_is_made_in_place_of_one_and_shown_once(administrator, api):
    old = make(administrator, locales=["es"]).context["plain"]
    row = ApiKey.objects.get()

    asked = administrator.get(f"/admin/api_keys/rotate/{row.pk}/").content.decode()
    response = administrator.post(f"/admin/api_keys/rotate/{row.pk}/")

    assert "valid for 7 days more" in asked
    new = response.context["plain"]
    assert new in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    for key in (old, new):
        assert api(NEVER, HTTP_AUTHORIZATION=f"Bearer {key}").status_code == 404
    first, second = ApiKey.objects.order_by("pk")
    assert first.expires_at < second.expires_at
    assert second.locales == ["es"]


def test_nothing_is_made_in_place_of_a_key_that_is_over(administrator, said):
    make(administrator)
    row = ApiKey.objects.get()
    administrator.post(f"/admin/api_keys/revoke/{row.pk}/")

    response = administrator.post(f"/admin/api_keys/rotate/{row.pk}/")

    assert said(response)[-1] == f"The key {row} opens nothing any more. Add a new one."
    assert ApiKey.objects.count() == 1


def test_list_tells_whose_key_it_is_what_it_opens_and_until_when(administrator):
    last_day = timezone.localdate() + timedelta(days=30)
    make(administrator, expires_on=str(last_day))

    html = administrator.get("/admin/api_keys/").content.decode()

    for said in ("Records department", ApiKey.objects.get().prefix, "Records: what was published", "Valid", "Never"):
        assert said in html
    assert date_format(last_day, "DATE_FORMAT") in html


@pytest.mark.parametrize(
    ("field", "answer", "message"),
    [
        ("name", "", "Say who uses it."),
        ("scopes", [], "Choose what the key may read."),
        ("expires_on", "2020-01-01", "This day is over. Choose today or a later day."),
    ],
)
def test_what_is_missing_is_named_and_no_key_is_made(administrator, field, answer, message):
    response = make(administrator, **{field: answer})

    assert response.context["form"].errors[field] == [message]
    assert not ApiKey.objects.exists()


def test_key_is_valid_to_the_end_of_its_last_day(administrator):
    make(administrator, expires_on=str(timezone.localdate()))

    assert ApiKey.objects.get().expires_at > timezone.now()


def test_editors_have_nothing_to_do_with_keys(editor, administrator):
    make(administrator)
    row = ApiKey.objects.get()

    for address in ("/admin/api_keys/", NEW, f"/admin/api_keys/revoke/{row.pk}/", f"/admin/api_keys/rotate/{row.pk}/"):
        assert editor.get(address).url == "/admin/"
    editor.post(f"/admin/api_keys/revoke/{row.pk}/")
    assert ApiKey.objects.get().revoked_at is None


def test_keys_are_neither_changed_nor_deleted(administrator):
    make(administrator)
    number = ApiKey.objects.get().pk

    for action in ("edit", "delete"):
        assert administrator.get(f"/admin/api_keys/{action}/{number}/").status_code == 404


def test_record_of_what_people_did_tells_who_made_and_revoked_a_key(administrator):
    make(administrator)
    administrator.post(f"/admin/api_keys/revoke/{ApiKey.objects.get().pk}/")

    html = administrator.get("/admin/reports/site-history/").content.decode()

    assert "Revoked" in html
    assert "Records department" in html
