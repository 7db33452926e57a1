import pytest

from tests.delivery.databases import build_primary, build_replica
from tests.migrated import kept_in


@pytest.fixture(scope="session")
def servers(tmp_path_factory, django_db_setup, django_db_blocker, pytestconfig):
    """A primary and its replica."""
    folder = tmp_path_factory.mktemp("servers")
    with django_db_blocker.unblock():
        kept = kept_in(getattr(pytestconfig, "cache", None))
    primary = build_primary(folder / "primary", kept=kept)
    replica = build_replica(primary, folder / "replica")
    yield primary, replica
    replica.stop()
    primary.stop()


@pytest.fixture
def primary(servers):
    """Running, whatever a test did to it before."""
    return servers[0].start()


@pytest.fixture
def replica(servers):
    return servers[1].start()
