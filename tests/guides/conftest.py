"""A copy of the checkout to carry a guide out on, and databases beside that of the test."""

from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection

from tests import factories
from tests.databases import drop_database
from tests.guides.checkout import Checkout
from tests.processes import database_url

QUOTATION = ("quotation", {"quote": "I slept again.", "attribution": "Maria", "role": "treated in 2025"})


@pytest.fixture
def checkout(transactional_db, tmp_path):
    """Its commands find a treatment with a quotation, its tests an empty database."""
    own = f"{connection.settings_dict['NAME']}_guide"
    with clone(f"test_{own}"):
        index = factories.make_site().index
        factories.treatment(index, sections=[factories.section("what", "What is it?", QUOTATION)])
        with clone(own):
            copied = Checkout(tmp_path, own)
            yield copied
            copied.close()


@contextmanager
def clone(name):
    """The database of this test, as it is now, under another name."""
    original = connection.settings_dict["NAME"]
    connection.close()  # nothing is copied that is in use
    with server() as asked:
        asked.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
    try:
        yield
    finally:
        with server() as ended:
            drop_database(ended, name)


def server():
    return psycopg.connect(database_url("postgres"), autocommit=True)
