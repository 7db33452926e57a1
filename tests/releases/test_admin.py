"""Releases as editors meet them: collected, looked at, published, scheduled, undone."""

from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.releases import releasing
from cms.releases.models import Release
from procedures.models import ProcedurePage
from procedures.roles import AUTHORS
from tests import factories
from tests.people import sign_in


def address(name, release, *more):
    return reverse(f"publishing:{name}", args=[release.pk, *more])


def read(client, url):
    return unescape(client.get(url).content.decode())


def member_of(release, row):
    return release.members.get(object_id=str(row.pk), content_type__model=row._meta.model_name)


def test_draft_is_added_from_its_own_menu_and_from_the_release(editor, index):
    page = factories.treatment(index)
    page.save_revision(user=editor.user)
    line = factories.contact()
    line.phone = "310-555-0177"
    line.save_revision(user=editor.user)
    join = reverse("publishing:join", args=["procedures", "procedurepage", page.pk])
    assert join in read(editor, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    editor.post(join, {"name": "Summer"})
    release = Release.objects.get(name="Summer")
    assert f"cms.contact:{line.pk}" in read(editor, address("collect", release))
    editor.post(address("collect", release), {"chosen": [f"cms.contact:{line.pk}"]})

    assert {member.title for member in release.members.all()} == {"Kneeling", "Call us (310-555-0177)"}
    snippet = reverse("wagtailsnippets_cms_contact:edit", args=[line.pk])
    assert reverse("publishing:join", args=["cms", "contact", line.pk]) in read(editor, snippet)


def test_release_says_what_will_change_and_what_is_in_the_way(editor, collected):
    collected.new.sections = [factories.section("what", "", factories.text("No heading."))]
    collected.new.save_revision(user=editor.user)
    collected.line.text = '<p data-block-key="a">Day &amp; night.</p>'
    collected.line.save_revision(user=editor.user)
    text = read(editor, address("release", collected.release))

    assert "Heading" in text
    assert "1 of it is not ready" in text
    changed = read(
        editor, address("release_changes", collected.release, member_of(collected.release, collected.old).pk)
    )
    assert "<ins>Newer</ins>" in changed
    line = read(editor, address("release_changes", collected.release, member_of(collected.release, collected.line).pk))
    assert "<ins>310-555-0177</ins>" in line
    assert "<ins>Day & night.</ins>" in line


def test_checks_of_all_pages_stand_in_one_list(editor, collected):
    words = factories.text("Utilize it in order to commence. See TODO.")
    for page in (collected.old, collected.new):
        page.sections = [factories.section("what", "What is it?", words)]
        page.save_revision(user=editor.user)
    text = read(editor, address("release_checks", collected.release))

    for page in (collected.old, collected.new):
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in text


def test_editor_publishes_and_undoes_it(editor, collected, said):
    response = editor.post(address("publish_release", collected.release))
    assert "“Summer” is public." in said(response)
    assert ProcedurePage.objects.get(pk=collected.new.pk).live
    assert "“New” was not public before" in read(editor, address("undo_release", collected.release))
    editor.post(address("undo_release", collected.release))

    assert not ProcedurePage.objects.get(pk=collected.new.pk).live


def test_undoing_what_was_changed_since_asks_first(editor, collected, said):
    releasing.publish(collected.release, user=editor.user)
    page = ProcedurePage.objects.get(pk=collected.old.pk)
    page.title = "Corrected"
    page.save_revision().publish()

    assert "Nothing was undone" in said(editor.post(address("undo_release", collected.release)))[0]
    assert "Readers would lose that" in read(editor, address("undo_release", collected.release))
    editor.post(address("undo_release", collected.release), {"confirmed": "yes"})
    assert ProcedurePage.objects.get(pk=collected.old.pk).title == "Old"


def test_editor_schedules_it_in_the_hospitals_time_zone(editor, collected, settings):
    tomorrow = timezone.localdate() + timedelta(days=1)
    editor.post(address("schedule_release", collected.release), {"day": tomorrow.isoformat(), "time": "06:30"})
    scheduled = collected.again()

    local = timezone.localtime(scheduled.scheduled_for, timezone.get_default_timezone())
    assert (local.date(), f"{local:%H:%M}") == (tomorrow, "06:30")
    assert "Cancel the schedule" in read(editor, address("release", collected.release))
    editor.post(address("cancel_release", collected.release))
    assert collected.again().scheduled_for is None


def test_time_that_is_over_is_refused_with_words(editor, collected, said):
    response = editor.post(address("schedule_release", collected.release), {"day": "2020-01-01", "time": "06:30"})

    assert said(response) == ["Choose a time that is still to come."]
    assert collected.again().scheduled_for is None


def test_what_somebody_may_not_edit_is_not_named(collected):
    elsewhere = sign_in("vera", role=AUTHORS)
    elsewhere.user.groups.first().page_permissions.all().delete()

    text = read(elsewhere, address("release", collected.release))
    assert "Something that you may not edit" in text
    assert "Newer" not in text


@pytest.mark.parametrize("name", ["publish_release", "schedule_release", "cancel_release", "undo_release"])
def test_author_can_do_nothing_with_it_that_readers_see(author, collected, name):
    author.post(address(name, collected.release), {"day": "2030-01-01", "time": "06:30"})

    assert collected.again().state == Release.State.OPEN


def test_record_of_what_was_public_names_the_release(administrator, editor, collected):
    releasing.publish(collected.release, user=editor.user)
    record = reverse("publishing:record", args=["procedure", collected.old.translation_key, "en"])

    assert "It was published with the release “Summer”, by nora." in read(administrator, record)


def test_lists_are_shown_as_they_will_be_with_a_way_to_each_page_and_to_the_data(editor, index):
    page = factories.treatment(index)
    page.title, page.go_live_at = "Kneeling well", timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    then = timezone.localtime(timezone.now() + timedelta(days=2))
    query = "?" + urlencode({"day": f"{then:%Y-%m-%d}", "time": f"{then:%H:%M}"})
    link = reverse("publishing:lists_then") + query
    assert link in read(editor, reverse("publishing:coming") + query)
    text = read(editor, link)

    assert "Kneeling well" in text
    assert reverse("publishing:later", args=["procedures", "procedurepage", page.pk]) in text
    answer = editor.get(reverse("publishing:data_then") + query, follow=True)
    assert [each["title"] for each in answer.json()["results"]] == ["Kneeling well"]
    assert editor.get(reverse("publishing:lists_then")).status_code == 302
