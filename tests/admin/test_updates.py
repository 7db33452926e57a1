"""Updates in progress: what an editor is told, how far it is, and what an editor must mend."""

import json
import threading
from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from cms.admin.subjects import history_url
from cms.models import Contact, FollowUp, StaleDocument
from cms.publishing.following import progress
from cms.publishing.following.catching_up import catch_up_entirely
from procedures.models import ProcedurePage
from tests import factories
from tests.copies import once
from tests.processes import PATIENCE
from tests.queue import drain

UPDATES = "/admin/reports/updates/"


@pytest.fixture
def line(index):
    """A contact line that two treatments show."""

    def make():
        line = factories.contact(label="Call us")
        for number in (1, 2):
            factories.treatment(index, slug=f"treatment-{number}", title=f"Treatment {number}", contact=line)
        drain()
        FollowUp.objects.all().delete()

    once("two_with_a_line", make)
    return Contact.objects.get()


def change(client, line, *, action, **headers):
    form = {"label": line.label, "text": "null", "phone": "310-555-0199", "email": ""}
    empty = {"extension": "", "hours": "", "response_time": "", "languages": ""}
    buttons = {"action-publish": "yes"} if action == "publish" else {}
    address = reverse("wagtailsnippets_cms_contact:edit", args=[line.pk])
    return client.post(address, form | empty | buttons, **headers)


def test_editor_is_told_how_many_pages_follow(line, editor, said):
    response = change(editor, line, action="publish")

    assert said(response)[-1] == "2 pages in English show this and are being updated."
    html = editor.get("/admin/").content.decode()
    assert f'href="{UPDATES}"' in html


def test_history_of_a_page_that_followed_says_what_from_and_who_did_it(line, editor):
    change(editor, line, action="publish")
    drain()

    page = ProcedurePage.objects.get(slug="treatment-1")
    html = editor.get(history_url(ProcedurePage, page.pk)).content.decode()

    assert "Followed a change elsewhere: “Call us (310-555-0199)” was changed" in unescape(html)
    assert "nora" in BeautifulSoup(html, "html.parser").select_one("table.listing tbody tr").get_text()


def test_one_page_is_told_in_the_singular(editor, index, said):
    line = factories.contact(label="Call us")
    factories.treatment(index, contact=line)
    drain()
    FollowUp.objects.all().delete()

    assert said(change(editor, line, action="publish"))[-1] == "1 page in English shows this and is being updated."


def test_pages_are_counted_by_language_and_without_the_places_that_repeat_them(editor, site, line, said):
    spanish = line.copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.live = True
    spanish.save()
    index = site.index.copy_for_translation(spanish.locale, copy_parents=True)
    index.save_revision().publish()
    translated = factories.treatment(index, slug="rodilla", title="Rodilla", contact=spanish)
    translated.create_alias(update_slug="rodilla-2")
    factories.specialty(contact=line)
    drain()
    FollowUp.objects.all().delete()

    response = change(editor, line, action="publish")

    assert said(response)[-1] == "2 pages in English, 1 in Spanish and 2 other items show this and are being updated."
    drain()
    assert "1 in Spanish" in editor.get(UPDATES).content.decode()


def test_draft_sets_nothing_in_motion_and_nothing_is_told(line, editor, said):
    response = change(editor, line, action="save")

    assert not any("being updated" in message for message in said(response))
    assert not FollowUp.objects.exists()


def test_autosave_is_answered_as_before_and_leaves_no_message_behind(line, editor, said):
    response = change(editor, line, action="publish", HTTP_ACCEPT="application/json")

    assert response["Content-Type"] == "application/json"
    assert not any("being updated" in message for message in said(response))


def test_report_shows_progress_until_all_pages_have_followed(line, editor):
    change(editor, line, action="publish")

    before = editor.get(UPDATES).content.decode()
    drain()
    after = editor.get(UPDATES).content.decode()

    assert "0 of 2 updated: 2 pages in English." in before
    assert "“Call us (310-555-0199)” was changed</b> by nora" in before
    assert 'max="2" value="0"' in before
    assert "data-updates-running" in before
    assert "<td>2 pages in English</td>" in after
    assert "data-updates-running" not in after


def test_parts_that_refresh_themselves_come_without_the_page_around_them(line, editor):
    change(editor, line, action="publish")

    for name in ("updates_results", "running_results"):
        html = editor.get(reverse(f"publishing:{name}")).content.decode()
        assert "0 of 2 updated: 2 pages in English." in html
        assert "<html" not in html


def test_home_page_shows_updates_only_while_something_runs(line, editor):
    assert "Pages are being updated" not in editor.get("/admin/").content.decode()

    change(editor, line, action="publish")

    assert "Pages are being updated" in editor.get("/admin/").content.decode()


@pytest.fixture
def broken(index):
    """A treatment whose row something wrote past Wagtail, so that it cannot be rendered."""
    page = factories.treatment(index)
    drain()
    sections = [factories.section("what", "", factories.text("No heading."))]
    block = ProcedurePage._meta.get_field("sections").stream_block
    ProcedurePage.objects.filter(pk=page.pk).update(sections=block.normalize(sections))
    drain()
    return page


def test_page_that_cannot_follow_is_named_with_the_problem_and_a_link_to_mend_it(editor, broken):
    for address in (UPDATES, "/admin/"):
        html = editor.get(address).content.decode()
        assert "An editor must mend this" in html
        assert "“Kneeling” cannot be published. What it is › Heading: Fill this in." in html
        assert f'href="/admin/pages/{broken.pk}/edit/"' in html


def test_page_is_named_without_a_link_to_those_who_may_not_edit_it(administrator, broken):
    from tests.people import sign_in

    visitor = sign_in("vera", role=None)
    visitor.user.user_permissions.add(access_admin())

    html = visitor.get(UPDATES).content.decode()

    assert "What it is › Heading: Fill this in." in html
    assert f"/admin/pages/{broken.pk}/edit/" not in html


def access_admin():
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename="access_admin")


def test_mended_page_follows_when_it_is_tried_again(editor, broken, api):
    sound = [factories.section("what", "What is it?", factories.text("Mended."))]
    block = ProcedurePage._meta.get_field("sections").stream_block
    ProcedurePage.objects.filter(pk=broken.pk).update(sections=block.normalize(sound))
    StaleDocument.objects.update(needs_editor=True)

    response = editor.post(reverse("publishing:try_again"))
    drain()

    assert response.url == UPDATES
    assert not StaleDocument.objects.exists()
    assert "Mended." in str(api("procedures/kneeling/").json()["sections"])
    assert "An editor must mend this" not in editor.get(UPDATES).content.decode()


def test_trying_again_what_is_not_mended_brings_it_back_to_the_list(editor, broken):
    editor.post(reverse("publishing:try_again"))
    drain()

    assert "What it is › Heading: Fill this in." in editor.get(UPDATES).content.decode()


def test_updates_that_ended_long_ago_are_forgotten_and_those_that_need_an_editor_are_not(broken):
    old = timezone.now() - timedelta(days=31)
    stuck = StaleDocument.objects.get().follow_up
    done = FollowUp.objects.create(transaction=1, cause="Long ago", total=1)
    new = FollowUp.objects.create(transaction=2, cause="Today", total=1, finished_at=timezone.now())
    FollowUp.objects.filter(pk__in=[stuck.pk, done.pk]).update(finished_at=old)

    assert progress.forget_old() == 1

    assert set(FollowUp.objects.all()) == {stuck, new}


def command(*arguments):
    output = StringIO()
    call_command("updates", *arguments, stdout=output)
    return output.getvalue().splitlines()


def test_command_says_how_far_it_is(line, editor):
    change(editor, line, action="publish")

    [said] = command()

    assert said.startswith("0 of 2 updated: “Call us (310-555-0199)” was changed by nora, ")


def test_command_says_what_an_editor_must_mend(broken):
    assert command() == [
        "An editor must mend procedure “Kneeling” (en).",
        "  “Kneeling” cannot be published. What it is › Heading: Fill this in.",
        "Nothing is being updated.",
    ]


def test_command_for_programs(line, editor):
    change(editor, line, action="publish")
    [said] = command("--json")
    drain()

    [running] = json.loads(said)["running"]
    assert running == {
        "cause": "“Call us (310-555-0199)” was changed",
        "caused_by": "nora",
        "started_at": running["started_at"],
        "total": 2,
        "done": 0,
        "needs_editor": 0,
    }
    assert command("--json") == ['{"running": [], "blocked": []}']
    assert command() == ["Nothing is being updated."]


class Lines(StringIO):
    """Lets another thread know that something was said."""

    def __init__(self):
        super().__init__()
        self.said = threading.Event()

    def write(self, text):
        super().write(text)
        self.said.set()


@pytest.mark.django_db(transaction=True)
def test_command_that_watches_ends_when_everything_has_followed():
    place = factories.make_site()
    line = factories.contact(label="Call us")
    factories.treatment(place.index, contact=line)
    list(catch_up_entirely())
    line.phone = "310-555-0199"
    with transaction.atomic():
        line.save()
    output = Lines()
    watching = threading.Thread(target=watch, args=[output])

    watching.start()
    assert output.said.wait(PATIENCE)
    list(catch_up_entirely())
    watching.join(PATIENCE)

    assert not watching.is_alive()
    first, *_, last = output.getvalue().splitlines()
    assert first.startswith("0 of 1 updated: “Call us (310-555-0199)” was changed")
    assert last == "Nothing is being updated."


def watch(output):
    try:
        call_command("updates", "--watch", stdout=output)
    finally:
        connection.close()
