"""What is collected becomes public all at once, or not at all; and goes back all at once."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import PageLogEntry

from api.models import Document, Edition
from cms.publishing import schedule
from cms.publishing.verification import find_drift
from cms.releases import due, members, releasing, undoing
from cms.releases.models import Release
from cms.tasks import follow_changes
from cms.webhooks.models import Delivery, Endpoint
from procedures.models import ProcedurePage
from tests import factories

LATER = timedelta(days=1)


def editions_since(number):
    return list(Edition.objects.filter(number__gt=number).order_by("number"))


def newest():
    return Edition.objects.order_by("-number")[0].number


def content_of(slug):
    """Without what stamps it."""
    body = Document.objects.select_related("edition").get(type="procedure", slug=slug).edition.body
    return {name: value for name, value in json.loads(bytes(body)).items() if name != "edition"}


def come_due(release):
    """As if its time had passed."""
    Release.objects.filter(pk=release.pk).update(scheduled_for=timezone.now() - timedelta(minutes=1))


def test_all_of_it_becomes_public_with_numbers_that_follow_each_other(api, editor, collected):
    Endpoint.objects.create(name="App", url="https://receiver.example/")
    before = newest()
    editions = releasing.publish(collected.release, user=editor.user)

    assert editions == editions_since(before)
    numbers = [edition.number for edition in editions]
    assert numbers == list(range(numbers[0], numbers[0] + 2))
    assert {edition.title for edition in editions} == {"Newer", "New"}
    assert len({edition.published_at for edition in editions}) == 1
    for slug in ("old", "new"):
        assert api(f"procedures/{slug}/").json()["contact"]["phone"]["number"] == "+13105550177"
    assert Delivery.objects.count() == 2
    assert collected.again().state == Release.State.PUBLISHED


def test_pages_of_a_release_see_each_other_as_they_are_afterwards(editor, collected):
    for page, other in ((collected.old, collected.new), (collected.new, collected.old)):
        text = factories.text(f'See <a linktype="page" id="{other.pk}">there</a>.')
        page.sections = [factories.section("what", "What is it?", text)]
        page.save_revision(user=editor.user)
    releasing.publish(collected.release, user=editor.user)
    before = newest()
    follow_changes()

    assert newest() == before
    assert [str(drift) for drift in find_drift()] == []


def test_nothing_is_public_where_one_of_them_is_not_ready(editor, collected):
    before = newest()
    collected.new.sections = [factories.section("what", "", factories.text("No heading."))]
    collected.new.save_revision(user=editor.user)

    with pytest.raises(releasing.NotReadyError, match=r"“New”: .*Heading"):
        releasing.publish(collected.release, user=editor.user)

    assert newest() == before
    assert not ProcedurePage.objects.get(pk=collected.new.pk).live
    assert type(collected.line).objects.get().phone == "310-555-0142"
    assert collected.again().state == Release.State.OPEN


def test_undone_readers_have_what_they_had_and_the_drafts_stay(editor, collected):
    had = content_of("old")
    releasing.publish(collected.release, user=editor.user)
    before = newest()
    undoing.undo(collected.release, user=editor.user)

    assert content_of("old") == had
    assert not Document.objects.filter(slug="new").exists()
    assert [edition.number for edition in editions_since(before)] == [before + 1, before + 2]
    assert ProcedurePage.objects.get(pk=collected.old.pk).get_latest_revision_as_object().title == "Newer"
    assert collected.again().state == Release.State.UNDONE
    follow_changes()
    assert [str(drift) for drift in find_drift()] == []


def test_undoing_is_refused_where_something_was_published_since_unless_that_is_confirmed(editor, collected):
    had = content_of("old")
    releasing.publish(collected.release, user=editor.user)
    corrected = ProcedurePage.objects.get(pk=collected.old.pk)
    corrected.title = "Corrected"
    corrected.save_revision().publish()
    ProcedurePage.objects.get(pk=collected.new.pk).unpublish()

    with pytest.raises(undoing.ChangedSinceError, match="“Corrected”: Another text"):
        undoing.undo(collected.release, user=editor.user)
    assert content_of("old")["title"] == "Corrected"

    undoing.undo(collected.release, user=editor.user, is_confirmed=True)
    assert content_of("old") == had


def test_undoing_brings_nothing_back_that_was_taken_away_since(editor, collected):
    releasing.publish(collected.release, user=editor.user)
    ProcedurePage.objects.get(pk=collected.old.pk).unpublish()
    undoing.undo(collected.release, user=editor.user, is_confirmed=True)

    assert not Document.objects.filter(slug="old").exists()


def test_release_is_published_at_its_time_with_the_drafts_of_when_it_was_scheduled(editor, collected):
    at = timezone.now() + LATER
    releasing.schedule(collected.release, at, user=editor.user)
    assert ProcrastinateJob.objects.filter(task_name=schedule.TASK, scheduled_at=at).exists()
    collected.old.title = "Half a sent"
    collected.old.save_revision()
    assert due.follow()
    assert collected.again().state == Release.State.SCHEDULED

    come_due(collected.release)
    assert due.follow()
    assert (content_of("old")["title"], content_of("new")["title"]) == ("Newer", "New")
    assert ProcedurePage.objects.get(pk=collected.old.pk).has_unpublished_changes


def test_what_is_not_ready_at_its_time_stops_the_whole_release_and_its_people_are_told(author, editor, collected):
    collected.new.save_revision(user=author.user)
    releasing.schedule(collected.release, timezone.now() + LATER, user=editor.user)
    collected.new.refresh_from_db()
    collected.new.locked = True
    collected.new.save(update_fields=["locked"])
    come_due(collected.release)
    before = newest()
    assert due.follow()
    assert due.follow()

    assert newest() == before
    assert {letter.to[0] for letter in mail.outbox} == {editor.user.email, author.user.email}
    assert len(mail.outbox) == 2
    assert "“New”: It is locked." in mail.outbox[0].body
    stopped = collected.again()
    assert (stopped.state, stopped.refusal) == (Release.State.STOPPED, "“New”: It is locked. Unlock it first.")


def test_whoever_scheduled_it_is_told_which_reviews_it_ended(editor, author, collected):
    factories.approval(editor.user.groups.all()).start(collected.new, author.user)
    releasing.schedule(collected.release, timezone.now() + LATER, user=editor.user)
    mail.outbox.clear()
    come_due(collected.release)
    assert due.follow()

    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (
        [editor.user.email],
        "A review ended when “Summer” was published at its time",
    )
    assert "The review of “New” was not finished, and is cancelled by this." in letter.body
    assert reverse("publishing:release", args=[collected.release.pk]) in letter.body
    assert content_of("new")["title"] == "New"


def test_newer_text_that_was_published_meanwhile_is_not_overwritten(editor, collected):
    releasing.schedule(collected.release, timezone.now() + LATER, user=editor.user)
    collected.old.title = "Corrected"
    collected.old.save_revision().publish()
    come_due(collected.release)
    due.follow()

    assert content_of("old")["title"] == "Corrected"
    assert "Another text of it was published" in collected.again().refusal


def test_cancelled_release_is_not_published_and_can_be_changed(editor, collected):
    releasing.schedule(collected.release, timezone.now() + LATER, user=editor.user)
    with pytest.raises(members.ClosedError):
        members.add(collected.release, factories.contact(label="Another"))
    releasing.cancel(collected.release, user=editor.user)

    assert members.add(collected.again(), factories.contact(label="Another"))


def test_log_of_each_page_names_the_release(editor, collected):
    releasing.publish(collected.release, user=editor.user)
    undoing.undo(collected.release, user=editor.user)

    logged = PageLogEntry.objects.filter(page=collected.old.pk, action__startswith="cms.release").order_by("pk")
    assert [entry.action for entry in logged] == [members.ADDED, releasing.PUBLISHED, undoing.UNDONE]
    assert {entry.data["name"] for entry in logged} == {"Summer"}


def test_editor_without_the_right_to_publish_one_of_them_publishes_none(author, collected):
    with pytest.raises(releasing.NotReadyError, match="may not publish it"):
        releasing.publish(collected.release, user=author.user)
