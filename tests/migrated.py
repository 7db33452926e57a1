"""The database that migrations have filled, once for all processes that test: they copy it in a moment."""

from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from tests.kept import keep_site
from tests.once import made_once


def copy_migrated():
    """From now on Django makes the test database of this process as a copy."""
    name = f"test_{connection.settings_dict['NAME']}_migrated"

    def make(folder):
        with named(name):
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            keep_site()
            connection.close()  # nothing is copied that is in use
        folder.mkdir()

    made_once(name, make)
    connection.settings_dict["TEST"] |= {"TEMPLATE": name, "MIGRATE": False}


@contextmanager
def named(name):
    """Meanwhile that is the name of the test database. Making one changes the settings."""
    given = connection.settings_dict
    kept, test = given["NAME"], given["TEST"]
    given["TEST"] = test | {"NAME": name}
    try:
        yield
    finally:
        given["TEST"] = test
        given["NAME"] = settings.DATABASES[connection.alias]["NAME"] = kept
