"""What the log tells of accounts, and that nobody takes it back."""

import logging

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission, ModelLogEntry, Page, PageLogEntry

from api.models import ApiKey
from procedures.roles import EDITORS, create_roles
from tests import factories
from tests.accounts.conftest import RIGHT, WARD, try_to_sign_in


def entries(instance):
    return list(ModelLogEntry.objects.for_instance(instance).order_by("pk"))


def actions(instance):
    return [entry.action for entry in entries(instance)]


@pytest.fixture
def newest(nora):
    """The actions about an instance since the test began."""
    before = ModelLogEntry.objects.order_by("-pk").first().pk

    def newest(instance):
        return [(entry.action, entry.data) for entry in entries(instance) if entry.pk > before]

    return newest


def test_signing_in_and_out_and_failing_is_told(nora, newest):
    client = Client()
    try_to_sign_in("nora", "wrong", client=client)
    try_to_sign_in("nora", RIGHT, client=client)
    client.post("/admin/logout/", REMOTE_ADDR=WARD)

    where = {"address": WARD}
    assert newest(nora) == [
        ("accounts.sign_in_failed", where),
        ("accounts.sign_in", where),
        ("accounts.sign_out", where),
    ]


def test_locking_out_is_told_once(nora):
    for number in range(12):
        try_to_sign_in("nora", f"wrong-{number}")

    assert actions(nora).count("accounts.sign_in_failed") == 10
    assert actions(nora).count("accounts.locked_out") == 1


def test_log_of_the_process_has_all_of_it_and_nothing_that_was_typed(nora, caplog):
    caplog.set_level(logging.INFO)
    for number in range(11):
        try_to_sign_in("nora", f"typed-{number}")
    try_to_sign_in("typed-password-as-a-name", "typed-too")
    try_to_sign_in("nora", RIGHT, address="198.51.100.9")

    lines = [record.getMessage() for record in caplog.records if record.name == "cms.accounts"]
    about, here = f"user={nora.pk}", f"address={WARD}"
    assert lines[-14:] == [
        *[f"accounts.sign_in_failed {about} {here}"] * 10,
        f"accounts.locked_out {about} {here}",
        f"accounts.sign_in_refused {about} {here}",
        f"accounts.sign_in_failed account=unknown {here}",
        f"accounts.sign_in {about} address=198.51.100.9",
    ]
    assert "typed" not in caplog.text
    assert "typed" not in str(list(ModelLogEntry.objects.values_list("label", "data")))


def test_keys_made_and_revoked_by_command_are_told(db, capsys):
    call_command("api_key", "create", "--name", "Records", "--scope", "records")
    key = ApiKey.objects.get()
    call_command("api_key", "revoke", key.prefix)

    assert actions(key) == ["wagtail.create", "api_keys.revoke"]


def test_keys_made_and_revoked_in_the_admin_are_told_once_with_who_did_it(site):
    ada = get_user_model().objects.create_superuser("ada", password=RIGHT)
    client = Client()
    client.force_login(ada)
    client.post(reverse("api_keys:add"), {"name": "Records", "scopes": ["records"], "last_day": ""})
    key = ApiKey.objects.get()
    client.post(reverse("api_keys:revoke", args=[key.pk]))

    assert [(entry.action, entry.user) for entry in entries(key)] == [("wagtail.create", ada), ("api_keys.revoke", ada)]


def test_changes_of_rights_are_told(nora, newest):
    create_roles()
    nora.groups.add(Group.objects.get(name=EDITORS.name))
    nora.is_active = False
    nora.is_superuser = True
    nora.save()
    nora.set_password("standing-on-both-legs")
    nora.save()
    nora.groups.clear()

    assert newest(nora) == [
        ("accounts.rights", {"groups added": [EDITORS.name]}),
        ("accounts.rights", {"is_active": False, "is_superuser": True}),
        ("accounts.password", {}),
        ("accounts.rights", {"groups cleared": "all"}),
    ]


def test_changes_of_groups_are_told(nora, newest):
    group = Group.objects.create(name="Ward 7")
    right = GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=publish_page())
    right.delete()

    assert newest(group) == [
        ("accounts.rights", {"made": "Ward 7"}),
        ("accounts.rights", {"rights added": ["publish_page on Root"]}),
        ("accounts.rights", {"rights removed": ["publish_page on Root"]}),
    ]


def publish_page():
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename="publish_page")


def test_signing_in_with_an_older_hash_is_no_change_of_the_password(nora, newest, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", *settings.PASSWORD_HASHERS]

    try_to_sign_in("nora", RIGHT)

    nora.refresh_from_db()
    assert nora.password.startswith("scrypt$")
    assert [action for action, _ in newest(nora)] == ["accounts.sign_in"]


def test_site_history_shows_what_was_done(nora):
    create_roles()
    nora.groups.add(Group.objects.get(name=EDITORS.name))
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("ada", password=RIGHT))

    html = client.get("/admin/reports/site-history/").content.decode()

    assert "Groups added: Publishing editors" in html
    assert "Signed in" in html


@pytest.mark.parametrize("model", [PageLogEntry, ModelLogEntry])
@pytest.mark.parametrize(
    "statement", ["DELETE FROM {table}", "UPDATE {table} SET label = 'other'", "TRUNCATE {table} CASCADE"]
)
def test_nobody_takes_an_entry_back(index, model, statement):
    log(instance=factories.treatment(index), action="wagtail.edit")
    log(instance=factories.contact(), action="wagtail.edit")
    before = model.objects.count()
    connection.check_constraints()  # nothing may be pending when a table is emptied

    with pytest.raises(IntegrityError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(statement.format(table=model._meta.db_table))

    assert model.objects.count() == before > 0


def test_what_wagtail_itself_does_to_entries_goes_on(index, nora):
    """A page and an account may be deleted, and a model that is gone takes its content type along."""
    page = factories.treatment(index)
    log(instance=page, action="wagtail.edit", user=nora)
    gone = ContentType.objects.create(app_label="older", model="leaflet")
    given = {"label": "Leaflet", "action": "wagtail.create", "timestamp": timezone.now(), "object_id": "1"}
    entry = ModelLogEntry.objects.create(content_type=gone, **given)

    number = nora.pk
    page.delete()
    nora.delete()
    gone.delete()

    entry.refresh_from_db()
    assert entry.content_type is None
    assert PageLogEntry.objects.filter(action="wagtail.edit", user_id=number).exists()
