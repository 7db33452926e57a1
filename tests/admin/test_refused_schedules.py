"""What was scheduled and could not be published at its time is told to editors until it is mended."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from cms.publishing import schedule
from cms.publishing.refused import refused
from procedures.models import ProcedurePage
from procedures.roles import AUTHORS
from tests import factories
from tests.admin.conftest import sign_in

REASON = "“Kneeling” cannot be published."


@pytest.fixture
def page(index, editor):
    """Scheduled by nora while it was complete; since then its only section was emptied behind her back."""
    page = factories.treatment(index)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=editor.user).publish(user=editor.user)
    factories.make_due()
    planned = page.scheduled_revision
    planned.content["sections"] = planned.content["sections"].replace("It is a <b>treatment</b>.", "")
    planned.save()
    return ProcedurePage.objects.get(pk=page.pk)


def test_who_scheduled_it_is_told_once_and_the_list_says_why(editor, page):
    assert schedule.follow()
    assert schedule.follow()

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([editor.user.email], "“Kneeling” was not published at its time")
    assert REASON in letter.body
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in letter.body
    for address in (reverse("publishing:refused"), reverse("wagtailadmin_home"), edit_url(page)):
        assert REASON in editor.get(address).content.decode(), address


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_nothing_is_told_once_the_schedule_is_taken_away(editor, page):
    schedule.follow()
    editor.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, page.scheduled_revision.pk]))

    assert not refused().exists()
    assert REASON not in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_nothing_is_told_once_it_is_public(editor, page):
    schedule.follow()
    planned = page.scheduled_revision
    planned.content["sections"] = planned.content["sections"].replace("<p></p>", "<p>It is a treatment.</p>")
    planned.save()
    assert schedule.follow()

    assert ProcedurePage.objects.get(pk=page.pk).live_revision == planned
    assert not refused().exists()


def test_those_who_may_not_edit_the_page_are_told_nothing(page):
    schedule.follow()
    elsewhere = sign_in("vera", role=AUTHORS)
    elsewhere.user.groups.clear()
    elsewhere.user.user_permissions.add(*access())

    assert REASON not in elsewhere.get(reverse("publishing:refused")).content.decode()


def access():
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename="access_admin")


def test_who_scheduled_it_is_told_which_review_it_ended(editor, author, index):
    page = factories.treatment(index)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=editor.user).publish(user=editor.user)
    factories.approval(editor.user.groups.all()).start(page, author.user)
    mail.outbox.clear()
    factories.make_due()
    assert schedule.follow()

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (
        [editor.user.email],
        "A review ended when “Kneeling” was published at its time",
    )
    assert "The review of “Kneeling” was not finished, and is cancelled by this." in letter.body
    assert edit_url(page) in letter.body
