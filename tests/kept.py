"""The site that hundreds of tests begin with, and the treatment that many add to it."""

from contextlib import contextmanager

from django.db import connection, transaction
from wagtail.models import Site

from cms.models import HomePage
from procedures.models import ProcedureIndexPage
from tests import factories
from tests.copies import BROUGHT, SITE, copy, filled, keep, rows_of, tables, written_to
from tests.people import ADMINISTRATOR, AUTHOR, EDITOR, sign_in

UNTOUCHED = "SELECT NOT EXISTS (SELECT FROM api_edition) AND NOT EXISTS (SELECT FROM cms_change)"


def keep_site():
    with taken_back():
        brought = rows_of(filled())
        factories.make_site()
        kept = rows_of(written_to())
        keep(SITE, kept)
        keep(BROUGHT, {name: rows for name, rows in brought.items() if name not in kept})
    with taken_back():
        factories.treatment(place_site().index)
    for person in (EDITOR, AUTHOR, ADMINISTRATOR):
        with taken_back():
            place_site()
            sign_in(**person)


@contextmanager
def taken_back():
    connection.close()  # a session counts anew what it wrote
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def place_site():
    """As ``make_site``. Made anew where a test commits, or where it has made something before."""
    if not (connection.in_atomic_block and tables(SITE) and is_untouched()):
        return factories.make_site()
    copy(SITE)
    factories.make_root_collection()
    Site.clear_site_root_paths_cache()
    home, index = HomePage.objects.get(), ProcedureIndexPage.objects.get()
    site = Site.objects.get()
    site.root_page = home
    return factories.Place(site, home, index)


def is_untouched():
    with connection.cursor() as cursor:
        cursor.execute(UNTOUCHED)
        return cursor.fetchone()[0]
