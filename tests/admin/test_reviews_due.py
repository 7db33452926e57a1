"""The day of a review comes by itself: readers are told by an edition, owners by mail; pages go where that is asked."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from api.models import Edition
from procedures.due.standing import follow_reviews
from procedures.models import Clinician, ProcedurePage, ReviewPolicy
from tests import factories

DAY = date(2026, 5, 1)


@pytest.fixture
def on(monkeypatch):
    """What the hospital's calendar says."""

    def on(day):
        monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: day)
        follow_reviews()

    return on


@pytest.fixture
def page(on, author, index):
    on(DAY - timedelta(days=300))
    rosa = Clinician.objects.create(name="Rosa Diaz", locale=index.locale)
    page = factories.treatment(
        index, owner=author.user, last_reviewed=DAY - timedelta(days=365), next_review=DAY, summary="To kneel."
    )
    page.reviewers.create(clinician=rosa)
    return page


def state(api):
    return api("procedures/kneeling/").json()["review"]["state"]


@pytest.fixture
def mails(mailoutbox):
    """To whom, about what, since it was last asked."""

    def mails():
        found = [(each.to[0].partition("@")[0], each.body) for each in mailoutbox]
        mailoutbox.clear()
        return found

    return mails


def test_readers_are_told_by_an_edition_of_its_own_when_the_day_comes(page, on, api):
    seen = []
    for days in (-31, -30, 0, 1, 2):
        on(DAY + timedelta(days=days))
        seen.append((state(api), Edition.objects.filter(document_id=page.translation_key).count()))

    first = seen[0][1]
    assert seen == [
        ("current", first),
        ("due", first + 1),
        ("due", first + 1),
        ("overdue", first + 2),
        ("overdue", first + 2),
    ]


def test_owners_are_told_before_at_and_after_the_day_and_publishers_once_it_is_past(page, on, editor, mails):
    told = {}
    for days in (-29, -28, -27, -1, 0, 1, 13, 14, 28, 29, 56, 57):
        on(DAY + timedelta(days=days))
        if found := mails():
            told[days] = sorted(who for who, _ in found)
            assert all("“Kneeling”" in body and f"/admin/pages/{page.pk}/edit/" in body for _, body in found)

    both = ["alex", "nora"]
    assert told == {-28: ["alex"], 0: ["alex"], 14: both, 28: both, 56: both}


def test_page_is_withdrawn_where_the_hospital_says_so(page, on, api, mails):
    ReviewPolicy.objects.create(kind="", withdraws_after=14)
    on(DAY + timedelta(days=14))
    assert api("procedures/kneeling/").status_code == 200

    mails()
    on(DAY + timedelta(days=15))

    assert api("procedures/kneeling/").status_code == 410
    assert not ProcedurePage.objects.get(pk=page.pk).live
    assert PageLogEntry.objects.filter(page=page.pk, action="procedures.review.withdrawn").exists()
    assert "has been taken away from readers" in mails()[0][1]


def test_page_that_was_reviewed_in_time_is_left_alone(page, on, api, mails):
    on(DAY - timedelta(days=10))
    page = ProcedurePage.objects.get(pk=page.pk)
    page.last_reviewed, page.next_review = DAY - timedelta(days=10), DAY + timedelta(days=355)
    page.save_revision().publish()
    mails()

    on(DAY + timedelta(days=30))

    assert (state(api), mails()) == ("current", [])


def test_hospital_that_wants_no_mails_gets_none(page, on, mails):
    ReviewPolicy.objects.create(kind="", tells_owners=False)

    on(DAY + timedelta(days=30))

    assert mails() == []


def test_one_page_that_cannot_be_followed_holds_up_no_other(page, on, index, api, monkeypatch):
    from procedures.due import standing

    other = factories.treatment(index, title="Bending", slug="bending", last_reviewed="2025-05-01", next_review=DAY)
    bring_up = standing.bring_up
    monkeypatch.setattr(standing, "bring_up", lambda now: 1 / 0 if now.page.pk == other.pk else bring_up(now))

    on(DAY + timedelta(days=1))

    assert state(api) == "overdue"
