"""Where something shared is used: Wagtail's list, read a page at a time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models.reference_index import ReferenceIndex

from tests import factories


@pytest.fixture
def line(index):
    return factories.contact()


def use(line, index, number):
    for each in range(number):
        page = factories.treatment(index, slug=f"use-{number}-{each}", title=f"Use {number} {each}")
        page.contact = line
        page.save()
        ReferenceIndex.create_or_update_for_object(page)


def test_specialties_and_conditions_are_used_too(index, editor):
    joints = factories.specialty()
    page = factories.treatment(index)
    page.specialties = [joints]
    page.save()
    ReferenceIndex.create_or_update_for_object(page)

    [row] = editor.get(usage_of(joints)).context["table"].data

    assert (row["object"].title, row["references"][0].describe_source_field()) == ("Kneeling", "Specialties")


def usage_of(line):
    return AdminURLFinder().get_edit_url(line).replace("edit", "usage")


def test_every_use_is_in_the_list_once_and_can_be_reached(line, index, editor):
    use(line, index, 23)

    pages = [editor.get(usage_of(line), {"p": number}) for number in (1, 2)]

    shown = [row["object"].title for page in pages for row in page.context["table"].data]
    assert sorted(shown) == sorted(f"Use 23 {each}" for each in range(23))
    assert len(pages[0].context["table"].data) == 20
    assert 'title="Edit this page"' in pages[1].content.decode()


def test_it_reads_no_more_for_many_uses_than_for_a_full_page(line, index, editor):
    counts = []
    for number in (20, 25):
        use(line, index, number)
        editor.get(usage_of(line))
        with CaptureQueriesContext(connection) as queries:
            editor.get(usage_of(line))
        counts.append(len(queries))

    assert counts[1] <= counts[0]
