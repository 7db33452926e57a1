import pytest

from cms.environment import ProductionEnvironment

NAMES = {name.upper() for name in ProductionEnvironment.model_fields}


@pytest.fixture
def clean_environment(monkeypatch):
    """No variable that the settings read is set."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
