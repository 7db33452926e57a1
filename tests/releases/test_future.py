"""The site at a moment to come is what is then published, byte for byte, and looking at it changes nothing."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from api.models import Document, Edition
from cms.models import Alert, Change
from cms.publishing import schedule
from cms.publishing.log.writing import LOCK
from cms.releases import due, future, releasing
from cms.releases.coming import coming, of_release
from cms.tasks import follow_changes
from procedures.models import ProcedurePage
from tests import factories
from tests.processes import other_session
from tests.publishing import site_content as make
from tests.releases.test_releasing import come_due

DAY = timedelta(days=1)


def published(type_name, document_id):
    """What readers get, without what stamps it; None where they get nothing."""
    found = Document.objects.filter(type=type_name, document_id=document_id).select_related("edition").first()
    body = bytes(found.edition.body) if found else None
    return body and body[: body.index(b',"edition":')]


def seen(instance, moment):
    with future.as_of(moment) as then:
        decision = then.decision(instance)
    return decision.entry.body[:-1] if decision.entry else None


@pytest.fixture
def planned(index, collected, editor):
    """A release, a page by itself, one that expires, and an alert."""
    now = timezone.now()
    releasing.schedule(collected.release, now + 2 * DAY, user=editor.user)
    alone = factories.treatment(index, slug="alone", title="Alone")
    text = factories.text(f'See <a linktype="page" id="{collected.new.pk}">there</a>.')
    alone.sections = [factories.section("what", "What is it?", text)]
    alone.go_live_at = now + DAY
    alone.save_revision(user=editor.user).publish()
    going = factories.treatment(index, slug="going", title="Going")
    going.expire_at = now + DAY
    going.save_revision().publish()
    alert = make.alert(text="<p>Closed.</p>")
    alert.text, alert.go_live_at = "<p>Open again.</p>", now + DAY
    alert.save_revision().publish()
    return [collected.old, collected.new, alone, going, Alert.objects.get()]


def let_it_come():
    """As if the days had passed."""
    factories.make_due()
    for release in due.Release.objects.exclude(scheduled_for=None):
        come_due(release)
    assert schedule.follow()
    assert due.follow()
    follow_changes()


def test_everything_is_then_what_was_seen_before_byte_for_byte(planned):
    types = ["procedure"] * 4 + ["alert"]
    before = [published(name, each.translation_key) for name, each in zip(types, planned, strict=True)]
    foreseen = [seen(each, timezone.now() + 3 * DAY) for each in planned]
    let_it_come()
    then = [published(name, each.translation_key) for name, each in zip(types, planned, strict=True)]

    assert foreseen == then
    assert all(one != other for one, other in zip(before, then, strict=True))
    assert [body is None for body in then] == [False, False, False, True, False]


def test_at_a_moment_between_only_what_is_due_until_then_has_happened(collected, planned):
    between = timezone.now() + DAY + timedelta(hours=1)

    assert seen(collected.new, between) is None
    assert b"Open again." in seen(planned[-1], between)


def test_page_is_seen_with_the_scheduled_number_of_its_line(index, collected):
    line = type(collected.line).objects.get()
    line.save_revision().publish()
    line = type(collected.line).objects.get()
    line.phone, line.go_live_at = "310-555-0199", timezone.now() + DAY
    line.save_revision().publish()

    assert b"+13105550199" in seen(collected.old, timezone.now() + 2 * DAY)
    assert b"+13105550142" in seen(collected.old, timezone.now())


def test_looking_leaves_nothing_behind(planned, django_capture_on_commit_callbacks):
    counted = (Edition, Change, PageLogEntry, ModelLogEntry, Revision, ProcrastinateJob)
    before = [model.objects.count() for model in counted]
    with django_capture_on_commit_callbacks() as callbacks:
        for each in planned:
            seen(each, timezone.now() + 3 * DAY)

    assert [model.objects.count() for model in counted] == before
    assert callbacks == []
    assert ProcedurePage.objects.get(slug="old").title == "Old"


def test_what_will_not_come_off_says_why_and_holds_up_nothing_else(editor, collected):
    releasing.schedule(collected.release, timezone.now() + DAY, user=editor.user)
    ProcedurePage.objects.filter(pk=collected.new.pk).update(locked=True)
    with future.as_of(timezone.now() + 2 * DAY) as then:
        (done,) = then.done

    assert done.refusal == "“New”: It is locked. Unlock it first."


def test_release_is_seen_before_it_is_scheduled(collected):
    now = timezone.now()
    with future.as_of(now, events=[of_release(collected.release, at=None)]) as then:
        decision = then.decision(collected.new)

    assert decision.entry.content.title == "New"
    assert decision.entry.content.contact.phone.number == "+13105550177"


def test_who_looks_waits_for_nobody_for_long_and_publishers_wait_for_nobody_who_looks(transactional_db):
    page = factories.treatment(factories.make_site().index)
    page.title, page.go_live_at = "Later", timezone.now() + DAY
    page.save_revision().publish()
    until = timezone.now() + 2 * DAY
    with other_session() as other:
        other.execute("SELECT FROM wagtailcore_page WHERE id = %s FOR UPDATE", [page.pk])
        with pytest.raises(future.BusyError):
            seen(page, until)
    with future.as_of(until), other_session() as other:
        taken = other.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK]).fetchone()
    assert taken == (True,)
    with transaction.atomic(), connection.cursor() as cursor:
        seen(page, until)
        cursor.execute("SELECT current_setting('lock_timeout')")
        assert cursor.fetchone() != ("500ms",)


def test_calendar_names_all_that_is_coming_in_order(planned):
    found = coming(timezone.now() + 3 * DAY)

    assert sorted(each.title for each in found[:3]) == ["Alone", "Clinic closed", "Going"]
    assert [(each.kind, each.title) for each in found[3:]] == [("release", "Summer")]
