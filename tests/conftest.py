"""What all tests share: a site with a home page, and calls to the API."""

import os

import pytest
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations

from tests import factories
from tests.chromium import CHROMIUM


@pytest.fixture(autouse=True, scope="session")
def flush_past_the_log():
    """Tests with real commits end with TRUNCATE, which the log refuses. Only its owner may go past the triggers."""
    original = DatabaseOperations.sql_flush

    def sql_flush(self, *args, **options):
        statements = original(self, *args, **options)
        if not statements:
            return []
        off, on = (f"ALTER TABLE api_edition {state} TRIGGER USER;" for state in ("DISABLE", "ENABLE"))
        return [off, *statements, on]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield
    connections.close_all()


@pytest.fixture
def site(db):
    """The default site, with a home page and an index of treatments, both published."""
    return factories.make_site()


@pytest.fixture
def index(site):
    return site.index


@pytest.fixture
def api(client):
    """GET below /api/v1/."""

    def get(path="", **options):
        return client.get(f"/api/v1/{path}", **options)

    return get


def pytest_collection_modifyitems(config, items):
    """Without Chromium the browser tests are left out, and said to be; a build must have it."""
    if CHROMIUM:
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    if left_out and os.environ.get("CI"):
        pytest.exit("CI needs Chromium for the browser tests: install it, or name it in CHROMIUM_BIN.", returncode=1)
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    config.stash[LEFT_OUT] = len(left_out)


LEFT_OUT = pytest.StashKey[int]()


def pytest_terminal_summary(terminalreporter, config):
    if number := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"{number} browser tests left out: install Chromium, or name it in CHROMIUM_BIN.")
