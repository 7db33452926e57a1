"""What is public now is corrected at once, and what is scheduled with it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Revision

from cms.publishing import schedule
from cms.publishing.merging.correcting import correct
from procedures.models import Clinician, ProcedurePage, ProcedureReviewer
from tests import factories

MAY = timezone.now() + timedelta(days=30)


@pytest.fixture
def page(index):
    """Public with one text, and from May on with a new summary and one more section."""
    sections = [
        factories.section("what", "What is it?", factories.text("You take two tablets.")),
        factories.section("risks", "What can go wrong?", factories.text("A bruise.")),
    ]
    page = factories.treatment(index, sections=sections, summary="As it is today.")
    page.summary, page.go_live_at = "As it is from May.", MAY
    page.sections.append(factories.section("recovery", "And then?", factories.text("Rest.")))
    page.save_revision().publish()
    return ProcedurePage.objects.get(pk=page.pk)


def write(page, number, html):
    page.sections[number].value["blocks"][0].value["text"].source = f"<p>{html}</p>"


def read(api):
    body = api("procedures/kneeling/").json()
    said = [section["blocks"][0]["text"]["html"] for section in body["sections"]]
    return body["summary"], said


def in_may(api):
    factories.make_due()
    assert schedule.follow()
    return read(api)


def test_correction_is_public_at_once_and_in_what_is_scheduled_with_its_time(page, api):
    write(page, 0, "You take one tablet.")
    correct(page)

    assert read(api) == ("As it is today.", ["<p>You take one tablet.</p>", "<p>A bruise.</p>"])
    (scheduled,) = Revision.objects.exclude(approved_go_live_at=None)
    assert scheduled.approved_go_live_at == MAY
    assert in_may(api) == ("As it is from May.", ["<p>You take one tablet.</p>", "<p>A bruise.</p>", "<p>Rest.</p>"])


def test_what_the_scheduled_text_has_changed_already_is_named_and_stays(page, api):
    page.summary = "As it is today, corrected."
    write(page, 1, "A bruise, seldom.")
    corrected = correct(page)

    assert [each.name for each in corrected.conflicts] == ["summary"]
    assert read(api)[0] == "As it is today, corrected."
    assert in_may(api)[:1] == ("As it is from May.",)


def test_reviewers_and_sections_taken_away_are_corrected_in_both(page, api):
    clinician = Clinician.objects.create(name="Ana Ruiz", locale=page.locale)
    page.reviewers.add(ProcedureReviewer(clinician=clinician))
    del page.sections[1]
    correct(page)

    assert len(read(api)[1]) == 1
    assert in_may(api) == ("As it is from May.", ["<p>You take two tablets.</p>", "<p>Rest.</p>"])
    assert [each.clinician for each in ProcedurePage.objects.get(pk=page.pk).reviewers.all()] == [clinician]


def test_correction_that_cannot_be_published_changes_nothing(page, api):
    before = read(api), Revision.objects.count()
    write(page, 0, "")
    with pytest.raises(ValidationError):
        correct(page)

    assert (read(api), Revision.objects.count()) == before
    assert Revision.objects.exclude(approved_go_live_at=None).count() == 1


def test_page_without_a_schedule_is_only_published(index, api):
    page = factories.treatment(index)
    page.summary = "Corrected."
    corrected = correct(page)

    assert (corrected.scheduled, read(api)[0]) == (None, "Corrected.")
