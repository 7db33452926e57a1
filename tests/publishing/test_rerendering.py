"""``rebuild_documents --rerender``: everything anew, on several cores, while readers read."""

import pytest
from django.db import transaction

from api.models import Document
from cms.models import FollowUp, StaleDocument
from cms.publishing.following.models import Change
from cms.publishing.log import writing
from cms.publishing.verification import find_drift
from procedures.models import ProcedurePage
from tests import factories
from tests.forked import command
from tests.forks import fork, manage
from tests.processes import sessions_held_up, wait_until
from tests.queue import drain

pytestmark = pytest.mark.slow

PAGES = 50


@pytest.fixture
def hospital(transactional_db):
    """Pages that make other documents by now, without any of them having changed: as after a change of the code."""
    place = factories.make_site()
    for number in range(PAGES):
        factories.treatment(place.index, slug=f"t-{number}", title=f"Treatment {number}", summary="Old")
    drain()
    change_unnoticed(ProcedurePage.objects.all(), summary="New")


def change_unnoticed(pages, **values):
    pages.update(**values)
    Change.objects.all().delete()


def rerender(processes):
    return ("rebuild_documents", "--rerender", "--processes", str(processes))


@pytest.mark.parametrize("processes", [1, 2])
def test_every_document_says_what_its_page_says_now(hospital, processes, api):
    number = Document.objects.count()

    code, said, complaints = manage(*rerender(processes))

    assert (code, complaints) == (0, "")
    assert said.splitlines()[-1] == f"  {number} of {number}"
    assert list(find_drift()) == []
    assert api("procedures/t-7/").json()["summary"] == "New"
    assert not FollowUp.objects.filter(finished_at=None).exists()


def test_readers_are_served_while_two_processes_are_at_work(hospital, api):
    with fork(command, *rerender(2)) as process:
        with transaction.atomic():
            writing.take_lock()  # both come as far as this, and no further
            wait_until(lambda: sessions_held_up() == 2, process=process)

            assert api("procedures/t-7/").json()["summary"] == "Old"

        assert process.wait() == 0
    assert api("procedures/t-7/").json()["summary"] == "New"


def test_page_that_breaks_the_contract_is_told_and_holds_up_no_other(hospital, api):
    sections = [factories.section("what", "", factories.text("No heading."))]
    change_unnoticed(ProcedurePage.objects.filter(slug="t-7"), sections=sections)

    code, _, complaints = manage(*rerender(2))

    assert code == 1
    assert (
        "\nprocedure “Treatment 7” (en): “Treatment 7” cannot be published. What it is › Heading: Fill this in.\n"
        in complaints
    )
    assert [drift.title for drift in find_drift()] == ["Treatment 7"]
    assert api("procedures/t-7/").json()["summary"] == "Old"
    assert api("procedures/t-8/").json()["summary"] == "New"


def test_what_was_stopped_waits_and_is_done_by_the_next_run(hospital):
    with fork(command, *rerender(2)) as process, transaction.atomic():
        writing.take_lock()
        wait_until(lambda: sessions_held_up() == 2, process=process)
        process.interrupt()
        code, _, complaints = process.outcome()

        assert code == 130
        assert complaints.startswith(f"Stopped. {StaleDocument.objects.count()} documents wait")

    assert manage(*rerender(2))[0] == 0
    assert list(find_drift()) == []
