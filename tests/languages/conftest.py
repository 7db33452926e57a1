"""People at work in the admin."""

from tests.admin.conftest import said

__all__ = ["said"]
