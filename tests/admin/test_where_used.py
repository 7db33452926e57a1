"""Where something shared is used: Wagtail's list, read a page at a time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.admin.admin_url_finder import AdminURLFinder

from tests import factories
from tests.queue import drain


@pytest.fixture
def specialty(index):
    return factories.specialty()


def use(specialty, index, number):
    for each in range(number):
        page = factories.treatment(index, slug=f"use-{number}-{each}", title=f"Use {number} {each}")
        page.specialties = [specialty]
        page.save()
    drain(queue="wagtail")


def usage_of(specialty):
    return AdminURLFinder().get_edit_url(specialty).replace("edit", "usage")


def test_every_use_is_in_the_list_once_and_can_be_reached(specialty, index, editor):
    use(specialty, index, 23)

    pages = [editor.get(usage_of(specialty), {"p": number}) for number in (1, 2)]

    shown = [row["object"].title for page in pages for row in page.context["table"].data]
    assert sorted(shown) == sorted(f"Use 23 {each}" for each in range(23))
    assert len(pages[0].context["table"].data) == 20
    assert 'title="Edit this page"' in pages[1].content.decode()


def test_it_reads_no_more_for_many_uses_than_for_a_full_page(specialty, index, editor):
    counts = []
    for number in (20, 25):
        use(specialty, index, number)
        editor.get(usage_of(specialty))
        with CaptureQueriesContext(connection) as queries:
            editor.get(usage_of(specialty))
        counts.append(len(queries))

    assert counts[1] <= counts[0]
