"""The worker: every queue, Wagtail's own tasks, and what another worker left undone."""

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import ReferenceIndex

from api.models import Document
from cms.models import FollowUp, StaleDocument
from procedures.models import ProcedurePage
from tests import factories
from tests.forks import manage
from tests.queue import drain


def work():
    """A worker process, until nothing is left to do."""
    code, _, complaints = manage("worker", "--until-idle")
    assert code == 0, complaints


@pytest.mark.slow
def test_worker_follows_changes_and_keeps_wagtails_indexes(transactional_db):
    place = factories.make_site()
    line = factories.contact(phone="310-555-0142")
    page = factories.treatment(place.index, contact=line)
    assert not ReferenceIndex.get_references_to(line).exists()

    line.phone = "310-555-0143"
    line.save()
    work()

    assert b"+13105550143" in bytes(Document.objects.select_related("edition").get(slug="kneeling").edition.body)
    assert ReferenceIndex.get_references_to(line).exists()
    assert list(ProcedurePage.objects.search("kneeling")) == [page]
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.slow
def test_task_about_something_deleted_meanwhile_is_no_failure(transactional_db):
    place = factories.make_site()
    factories.treatment(place.index).delete()

    work()

    assert not ProcrastinateJob.objects.exists()


@pytest.mark.slow
def test_commit_without_changes_for_others_wakes_nobody(transactional_db):
    place = factories.make_site()
    page = factories.treatment(place.index)
    work()

    page.title = "Changed"
    page.save_revision().publish()

    assert not ProcrastinateJob.objects.filter(queue_name="publishing").exists()


@pytest.mark.slow
def test_one_commit_wakes_the_worker_once_however_much_it_changes(transactional_db):
    place = factories.make_site()
    for number in range(5):
        factories.treatment(place.index, slug=f"page-{number}")
    work()

    ProcedurePage.objects.update(summary="Set by a script")

    assert ProcrastinateJob.objects.filter(queue_name="publishing").count() == 1


def begun_by_a_worker_now_dead(task, **options):
    """Deferred, and begun by a worker that has sent no sign of life for an hour."""
    job = app.configure_task(task, **options).defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH silent AS (INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - interval '1 hour') RETURNING id)"
            " UPDATE procrastinate_jobs SET status = 'doing', worker_id = silent.id FROM silent"
            " WHERE procrastinate_jobs.id = %s",
            [job],
        )


@pytest.mark.slow
def test_worker_takes_over_what_a_dead_one_had_begun_also_where_the_same_is_waiting_already(transactional_db):
    begun_by_a_worker_now_dead("cms.tasks.try_again", queue="publishing", queueing_lock="try_again")
    begun_by_a_worker_now_dead("cms.tasks.follow_changes", queue="publishing")
    app.configure_task("cms.tasks.try_again", queue="publishing", queueing_lock="try_again").defer(timestamp=0)

    code, _, complaints = manage("worker", "--until-idle")

    assert code == 0, complaints
    assert "(cms.tasks.try_again) is given up for a later one" in complaints
    assert "(cms.tasks.follow_changes) is run again" in complaints
    assert not ProcrastinateJob.objects.exists()


@pytest.fixture
def broken(index):
    """Two pages with one line; the first no longer fits the contract, as after a change of its code."""
    line = factories.contact(phone="310-555-0142")
    page = factories.treatment(index, contact=line)
    factories.treatment(index, slug="other", contact=line)
    ProcedurePage.objects.filter(pk=page.pk).update(sections=[factories.section("what", "", factories.text("Words."))])
    drain()
    line.phone = "310-555-0143"
    line.save()
    drain()
    return page


def test_page_that_breaks_the_contract_keeps_its_edition_and_holds_up_no_other(broken, api):
    assert api("procedures/kneeling/").json()["contact"]["phone"]["number"] == "+13105550142"
    assert api("procedures/other/").json()["contact"]["phone"]["number"] == "+13105550143"
    [stale] = StaleDocument.objects.all()
    assert stale.needs_editor
    assert "What it is › Heading: Fill this in." in stale.problem
    assert not FollowUp.objects.filter(finished_at=None).exists()


def test_page_that_an_editor_has_mended_is_no_problem_any_more(broken, api):
    page = ProcedurePage.objects.get(pk=broken.pk)
    page.sections = [factories.section("what", "What?", factories.text("Words."))]
    page.save_revision().publish()

    assert api("procedures/kneeling/").json()["contact"]["phone"]["number"] == "+13105550143"
    assert not StaleDocument.objects.exists()


def test_second_change_before_the_worker_comes_renders_each_page_once(index):
    line = factories.contact(phone="310-555-0142")
    factories.treatment(index, contact=line)
    before = Document.objects.get(slug="kneeling").edition_id
    for phone in ("310-555-0143", "310-555-0144"):
        line.phone = phone
        line.save()
    drain()

    assert Document.objects.get(slug="kneeling").edition_id == before + 1


def test_more_changes_than_are_planned_at_once_are_all_followed(index, api, monkeypatch):
    monkeypatch.setattr("cms.publishing.following.planning.AT_ONCE", 2)
    for number in range(5):
        factories.treatment(index, slug=f"page-{number}")
    drain()

    ProcedurePage.objects.update(summary="Set by a script")
    drain()

    assert {item["summary"] for item in api("procedures/").json()["results"]} == {"Set by a script"}
