import pytest

from tests.delivery.databases import build_primary, build_replica


@pytest.fixture(scope="session")
def servers(tmp_path_factory):
    """A primary and its replica."""
    folder = tmp_path_factory.mktemp("servers")
    primary = build_primary(folder / "primary")
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
