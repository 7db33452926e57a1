"""What an author hands in goes to a clinician, then to whoever publishes; each role sees its work and no dead end."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale, Workflow

from procedures.models import Clinician, ProcedureIndexPage, ProcedurePage
from procedures.roles import AUTHORS, EDITORS, RECORDS_OFFICERS, REVIEWERS, TRANSLATORS, create_roles
from procedures.workflow import create_workflow
from tests import factories
from tests.people import sign_in


@pytest.fixture
def reviewer(index):
    browser = sign_in("rosa", role=REVIEWERS)
    Clinician.objects.create(name="Rosa Diaz", account=browser.user, locale=index.locale)
    return browser


@pytest.fixture
def handed_in(author, index):
    """A treatment with a change of its author's, on its way."""
    create_roles()
    create_workflow()
    page = factories.treatment(index, sections=[factories.section("what", "What is it?", factories.text("Old."))])
    page.sections = [factories.section("what", "What is it?", factories.text("New."))]
    page.save_revision(user=author.user)
    page.get_workflow().start(page, author.user)
    return page


def waiting_for(browser):
    return browser.get(reverse("wagtailadmin_home")).content.decode()


def answer(browser, page, action, **fields):
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return browser.post(address, fields)


def test_page_that_was_handed_in_waits_for_a_clinician_then_for_who_publishes(handed_in, reviewer, editor, api):
    assert "Clinical review" in waiting_for(reviewer)
    assert "Awaiting your review" not in waiting_for(editor)

    answer(reviewer, handed_in, "approve")
    assert "Publication" in waiting_for(editor)
    assert "Old." in api("procedures/kneeling/").content.decode()

    answer(editor, ProcedurePage.objects.get(pk=handed_in.pk), "approve")
    assert "New." in api("procedures/kneeling/").content.decode()


def test_clinician_sends_a_page_back_and_its_author_reads_why(handed_in, reviewer, author):
    answer(reviewer, handed_in, "reject", comment="The stay is two nights.")

    form = author.get(reverse("wagtailadmin_pages:edit", args=[handed_in.pk])).content.decode()
    assert "The stay is two nights." in form
    assert handed_in.current_workflow_state.status == "needs_changes"


def test_clinician_alone_publishes_nothing(handed_in, reviewer):
    permissions = handed_in.permissions_for_user(reviewer.user)

    assert permissions.can_edit()
    assert not permissions.can_publish()


def test_translator_starts_a_translation(index):
    spanish = Locale.objects.get(language_code="es")
    index.copy_for_translation(spanish, copy_parents=True)
    page = factories.treatment(index)
    translator = sign_in("tina", role=TRANSLATORS)
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])

    assert translator.get(address).status_code == 200
    translator.post(address, {"locales": [spanish.pk], "include_subtree": ""})

    assert page.get_translations().count() == 1


def test_records_officer_sees_what_was_public_and_recalls_it_but_writes_nothing(index):
    page = factories.treatment(index)
    officer = sign_in("otto", role=RECORDS_OFFICERS)

    history = officer.get(reverse("publishing:history", args=["procedures", "procedurepage", page.pk]))
    recall = officer.get(reverse("publishing:recall", args=[page.pk]))

    assert (history.status_code, recall.status_code) == (200, 200)
    assert not page.permissions_for_user(officer.user).can_edit()


def test_nothing_is_left_that_calls_people_moderators(index):
    create_roles()
    create_workflow()
    create_workflow()

    assert [workflow.name for workflow in Workflow.objects.filter(active=True)] == ["Clinical review, then publication"]
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()


def test_workflow_that_a_hospital_uses_is_left_alone(index, editor):
    editor.user.groups.add(Group.objects.get(name="Moderators"))

    create_workflow()

    assert [workflow.name for workflow in Workflow.objects.filter(active=True)] == ["Moderators approval"]


def test_team_of_one_part_of_the_site_works_there_alone(site, index, capsys):
    heart = factories.publish(site.home, ProcedureIndexPage(title="Heart", slug="heart"))
    call_command("create_section_roles", "Heart center", str(heart.pk))
    member = sign_in("hana")
    member.user.groups.add(Group.objects.get(name=f"{EDITORS.name}, Heart center"))

    theirs = factories.treatment(heart, slug="valve", title="Valve")
    assert theirs.permissions_for_user(member.user).can_publish()
    assert not index.permissions_for_user(member.user).can_edit()
    assert "Publishing editors, Heart center: from “Heart” down" in capsys.readouterr().out


def test_rights_that_were_narrowed_stay_narrow_when_the_roles_are_created_again(site, index):
    call_command("create_site", "Larkmoor", "https://www.larkmoor.example")
    authors = Group.objects.get(name=AUTHORS.name)
    authors.page_permissions.all().delete()
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    narrow = authors.page_permissions.create(page=index, permission=change)

    call_command("create_site", "Larkmoor", "https://www.larkmoor.example")

    assert list(authors.page_permissions.all()) == [narrow]
