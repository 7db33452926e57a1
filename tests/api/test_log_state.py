"""Lists are made once for each state of the log, and never wrong."""

from datetime import timedelta

import pytest
from django.utils import timezone

from api.contract.values import DocumentLink
from api.models import Document
from cms.publishing.log.rebuilding import rebuild
from tests.api import appending
from tests.processes import wait_until

pytestmark = pytest.mark.django_db


def link_to(content):
    return DocumentLink(type=content.type, id=content.id, slug=content.slug, path=None, title="Joints", locale="en")


def count(api, address="procedures/"):
    return api(address).json()["count"]


def test_same_list_is_made_once(api, django_assert_num_queries):
    appending.publish(appending.procedure())
    for address in ("procedures/", "procedures/?specialty=joints", "specialties/"):
        first = api(address).json()
        with django_assert_num_queries(1):
            assert api(address).json() == first


def test_what_is_published_withdrawn_and_republished_counts_at_once(api):
    appending.publish(appending.procedure("first"))
    seen = [count(api)]
    second = appending.procedure("second")
    for change in (appending.publish, appending.withdraw, appending.publish, appending.withdraw):
        change(second)
        seen.append(count(api))

    assert seen == [1, 2, 1, 2, 1]


def test_treatments_of_a_vocabulary_count_at_once(api):
    joints = appending.specialty()
    appending.publish(joints)
    treatment = appending.procedure(specialties=[link_to(joints)])
    seen = []
    for change in (appending.publish, appending.withdraw):
        change(treatment)
        seen += [item["procedure_count"] for item in api("specialties/").json()["results"]]

    assert seen == [1, 0]


def test_what_expires_counts_no_more(api):
    """Without an edition: nobody has to find out first."""
    appending.publish(appending.procedure("first"))
    second = appending.procedure("second")
    for seconds in (1, 4, 16):  # the first that is long enough for this machine to count while it is there
        appending.publish(second, expires_at=timezone.now() + timedelta(seconds=seconds))
        if count(api) == 2:
            break
    else:
        pytest.fail("It expired before it could be counted.")
    number = appending.Edition.objects.count()

    wait_until(lambda: count(api) == 1)

    assert appending.Edition.objects.count() == number


def test_documents_made_anew_are_seen_at_once(api):
    """What a process keeps is of the state before, and no edition says that it has changed."""
    appending.publish(appending.procedure("first"))
    Document.objects.all().delete()
    assert count(api) == 0

    rebuild()

    assert count(api) == 1
