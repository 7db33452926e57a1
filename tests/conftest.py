"""What all tests share: a site with a home page, and calls to the API."""

import pytest
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations

from tests import factories


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
