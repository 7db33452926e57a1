"""The data of an older release, kept as it was, go through the documented upgrade."""

import json
import lzma
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from PIL import Image

from tests.databases import drop_database
from tests.forked import command
from tests.forks import fork
from tests.upgrading import inside

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("upgrading")]

DUMP = Path(__file__).with_name("release_528a49e.sql.xz")
"""Of `manage.py demo --no-serve` of that release, after a few changes by editors, without drafts and search rows."""


@pytest.fixture(scope="module")
def old(django_db_setup, django_db_blocker):
    """Name of a database with the data of the release."""
    with django_db_blocker.unblock():
        name = f"{connection.settings_dict['NAME']}_old"
        as_owner = {**connection.get_connection_params(), "autocommit": True}
    for unwanted in ("cursor_factory", "context"):
        as_owner.pop(unwanted, None)
    with psycopg.connect(**as_owner) as server:
        drop_database(server, name)
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        with psycopg.connect(**as_owner | {"dbname": name}) as database:
            database.execute(lzma.decompress(DUMP.read_bytes()).decode())
        with pictures(as_owner | {"dbname": name}):
            yield name
        drop_database(server, name)


@contextmanager
def pictures(database):
    """Files of the images' originals, of the right size. What is on them does not matter."""
    with psycopg.connect(**database) as opened:
        images = opened.execute("SELECT file, width, height FROM cms_contentimage").fetchall()
    for name, *size in images:
        path = Path(settings.MEDIA_ROOT, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, "white").save(path)
    yield
    for name, *_ in images:
        Path(settings.MEDIA_ROOT, name).unlink()


def manage(database, *words):
    with fork(command, *words, database=database) as process:
        return process.outcome()


def look(database):
    with fork(inside.look, database=database) as process:
        code, said, complaints = process.outcome()
    assert code == 0, complaints
    return json.loads(said)


@pytest.fixture(scope="module")
def migrated(old):
    """What migrating said."""
    code, said, complaints = manage(old, "migrate")
    assert code == 0, complaints
    return said


@pytest.fixture(scope="module")
def upgraded(old, migrated):
    """What the upgrade said."""
    code, said, complaints = manage(old, "upgrade_documents", "--processes", "2")
    assert code == 0, complaints
    return said


def test_migrating_says_that_the_upgrade_is_due(migrated):
    assert "run `manage.py upgrade_documents`" in migrated


def test_the_upgrade_does_all_and_then_nothing(old, upgraded):
    assert "rights added" in upgraded
    assert "Columns and search worked out again: 119 of 119 documents." in upgraded
    assert "Rendered again: " in upgraded
    assert "Everything is as this release makes it." in upgraded

    code, said, complaints = manage(old, "upgrade_documents")
    assert (code, complaints) == (0, "")
    assert said.splitlines() == ["Roles: no right was missing.", "Everything is as this release makes it."]
    assert "upgrade_documents" not in manage(old, "migrate")[1]


def test_everything_is_served_and_the_feed_goes_on(old, upgraded):
    before = look(old)
    assert set(before["served"].values()) == {200}
    assert len(before["feed"]) == 119
    assert before["drift"] == []
    assert any(before["history"].values())

    assert before["hours"]
    assert all(then == now and times for then, now, times in before["hours"])

    with fork(inside.publish_again, database=old) as process:
        assert process.outcome()[0] == 0

    after = look(old)
    newest = after["feed"][-1]
    assert newest["number"] > max(row["number"] for row in before["feed"])
    assert (newest["type"], newest["slug"]) == ("procedure", "knee-replacement")
    assert set(after["served"].values()) == {200}
