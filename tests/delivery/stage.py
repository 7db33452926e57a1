"""Fills the database that DATABASE_URL names: the tables, a few published pages, and the role that only reads."""

import re

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from tests import factories
from tests.processes import ROOT

GRANTS = re.compile(r"^(?:CREATE ROLE|GRANT) .*hospital_read.*;$", re.MULTILINE)


def main():
    call_command("migrate", verbosity=0)
    place = factories.make_site()
    for number in range(3):
        factories.treatment(place.index, slug=f"treatment-{number}", title=f"Treatment {number}")
    with connection.cursor() as cursor:
        for statement in grants():
            cursor.execute(statement)


def grants():
    """As operators are told to write them, but for a database that has another owner."""
    statements = GRANTS.findall((ROOT / "docs/operations.md").read_text())
    assert len(statements) >= 4, statements
    return [statement.replace(" PASSWORD '…'", "") for statement in statements]


main()
