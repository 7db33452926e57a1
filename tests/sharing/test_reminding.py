"""Whoever gave out a link is told, once, that nobody has read or signed by it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.utils import timezone

from cms.sharing.models import ShareLink
from cms.tasks import remind_of_links

DAY = timedelta(days=1)


@pytest.fixture
def link(page, author):
    """Of a week, five days ago."""
    now = timezone.now()
    return ShareLink.objects.create(
        page=page,
        digest="x",
        for_whom="Ward 4",
        created_by=author.user,
        created_at=now - 5 * DAY,
        expires_at=now + 2 * DAY,
    )


def told():
    remind_of_links()
    return [(message.to, message.subject) for message in mail.outbox]


def test_of_a_link_that_nobody_has_used_its_maker_is_reminded_once(link):
    assert told() == [(["alex@hospital.example"], "Not read yet: “Kneeling, slowly”")]
    assert "was not used yet" in mail.outbox[0].body
    assert len(told()) == 1


def test_of_a_link_that_nobody_has_signed_by_likewise(link):
    ShareLink.objects.update(uses=3, asks_signature=True)

    assert told() == [(["alex@hospital.example"], "Not signed yet: “Kneeling, slowly”")]


@pytest.mark.parametrize(
    "values",
    [
        {"uses": 1},
        {"uses": 1, "asks_signature": True, "signed_at": timezone.now()},
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now()},
        {"expires_at": F("expires_at") + 10 * DAY},  # half of its time is not gone
        {"created_by": None},
    ],
)
def test_of_what_needs_nothing_nobody_is_reminded(link, values):
    ShareLink.objects.update(**values)

    assert told() == []
