import pytest

from cms.environment import ProductionEnvironment


def pytest_configure(config):
    config.addinivalue_line("markers", "image: builds what the container image holds; takes a minute or two")


NAMES = {name.upper() for name in ProductionEnvironment.model_fields}


@pytest.fixture
def clean_environment(monkeypatch):
    """No variable that the settings read is set."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
