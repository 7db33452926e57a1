"""What all tests share: a site with a home page, and calls to the API."""

import os
from collections import Counter

import hypothesis
import pytest
from django.core.management.commands import flush
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations

from tests.copies import forget
from tests.kept import place_site
from tests.migrated import copy_migrated
from tests.programs import NEEDED

# A busy machine is no failure of what it tests.
hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("patient")


ONLY_GROWING = (
    "api_edition",
    "cms_pastlack",
    "procedures_pastfinding",
    "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry",
)
BROUGHT_ALONG = {"django_content_type", "auth_permission"}
QUEUE = ("procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers")
"""Tables that Django does not manage, and so would not empty: what is scheduled for tomorrow is no other test's."""


@pytest.fixture(autouse=True)
def nothing_kept():
    """Each test has a log of its own, though its numbers may have been seen before."""
    from api.process.answers import ANSWERS
    from api.process.bodies import BODIES
    from api.process.counts import COUNTS
    from api.search.unfound.noting import MISSING

    ANSWERS.clear()
    BODIES.clear()
    COUNTS.take()
    MISSING.searches.clear()


@pytest.fixture(autouse=True, scope="session")
def flush_past_the_log():
    """Tests with real commits end with TRUNCATE, which the log refuses. Only its owner may go past the triggers.

    What the program itself brings stays: Django would make it anew, which takes longer than most tests.
    """
    original = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, **options):
        emptied = [table for table in [*tables, *QUEUE] if table not in BROUGHT_ALONG]
        statements = original(self, style, emptied, **options)
        if not statements:
            return []
        off, on = (
            [f"ALTER TABLE {table} {state} TRIGGER USER;" for table in ONLY_GROWING] for state in ("DISABLE", "ENABLE")
        )
        # Who empties tables makes everything follow; here is nothing left to follow.
        return [*off, *statements, "DELETE FROM cms_change;", *on]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *args, **options: None)
        yield
    connections.close_all()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_db_keepdb, django_db_blocker, pytestconfig
):
    """pytest-django asks for it before it makes the database."""
    if django_db_keepdb:
        return
    with django_db_blocker.unblock():
        copy_migrated(getattr(pytestconfig, "cache", None))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    if django_db_keepdb:
        with django_db_blocker.unblock():
            forget()


@pytest.fixture
def site(db):
    """The default site, with a home page and an index of treatments, both published."""
    return place_site()


@pytest.fixture
def index(site):
    return site.index


@pytest.fixture
def api(client):
    """GET below /api/v1/."""

    def get(path="", **options):
        return client.get(f"/api/v1/{path}", **options)

    return get


@pytest.hookimpl(wrapper=True, tryfirst=True)  # before `-m` is looked at, and after all was put in order
def pytest_collection_modifyitems(config, items):
    share_demo(items)
    mark_slow(items)
    leave_out(config, items)
    yield
    begin_with_long(items)


def share_demo(items):
    """It takes a minute to start: whatever asks for it runs in one process."""
    for item in items:
        if "demo" in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group("demo"))


def mark_slow(items):
    """A group of tests shares what takes long to start."""
    for item in items:
        if item.get_closest_marker("xdist_group"):
            item.add_marker("slow")


def begin_with_long(items):
    """So that no process waits at the end for the other. Only those without a database: of the others pytest-django
    keeps those with real commits, which empty the tables, behind all that copy what stands in them."""
    items.sort(key=lambda item: not item.get_closest_marker("slow") or wants_database(item))


def wants_database(item):
    return bool({"db", "transactional_db"} & {*item.fixturenames} or item.get_closest_marker("django_db"))


def leave_out(config, items):
    """What needs a program that is not here is left out, and said to be; a build must have them all."""
    left_out = config.stash[LEFT_OUT] = {}
    for marker, (program, _) in NEEDED.items():
        if not program:
            left_out.update({item: marker for item in items if item.get_closest_marker(marker)})
    if left_out and os.environ.get("CI"):
        remedies = "; ".join(NEEDED[marker][1] for marker in sorted(set(left_out.values())))
        pytest.exit(f"CI needs programs that are not here: {remedies}.", returncode=1)
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


LEFT_OUT = pytest.StashKey[dict]()


def pytest_terminal_summary(terminalreporter, config):
    for marker, number in Counter(config.stash.get(LEFT_OUT, {}).values()).items():
        terminalreporter.write_line(f"{number} {marker} tests left out: {NEEDED[marker][1]}.")
