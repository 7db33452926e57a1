"""Two things at the same moment: neither hides the other from readers."""

import threading

import pytest
from django.db import connection, transaction

from api.models import Document
from cms.publishing.following.catching_up import catch_up
from cms.publishing.publications.rows import rows_of
from procedures.models import ProcedurePage
from tests import factories
from tests.processes import PATIENCE, sessions_held_up, wait_until


class Overlap(threading.Thread):
    """Runs beside the test, on a connection of its own."""

    def __init__(self, action):
        super().__init__()
        self.action, self.result = action, None

    def run(self):
        try:
            self.result = self.action()
        finally:
            connection.close()


class Publication(Overlap):
    """Publishes a page for the first time, and commits only when it is told to."""

    def __init__(self, pk):
        super().__init__(lambda: self.publish(pk))
        self.has_read, self.may_commit = threading.Event(), threading.Event()

    def publish(self, pk):
        with transaction.atomic():
            ProcedurePage.objects.get(pk=pk).save_revision().publish()
            self.has_read.set()
            assert self.may_commit.wait(PATIENCE)


@pytest.fixture
def index(transactional_db):
    return factories.make_site().index


@pytest.fixture
def line(index):
    return factories.contact(phone="310-555-0142")


@pytest.fixture
def publication(index, line):
    page = factories.treatment(index, contact=line)
    page.unpublish()
    catch_up(seconds=PATIENCE)
    publication = Publication(page.pk)
    publication.start()
    assert publication.has_read.wait(PATIENCE)
    yield publication
    publication.may_commit.set()
    publication.join(PATIENCE)


def served():
    return bytes(Document.objects.select_related("edition").get(slug="kneeling").edition.body)


class Worker(Overlap):
    """Catches up, and tells when it has seen who is publishing."""

    def __init__(self):
        super().__init__(self.work)
        self.has_looked = threading.Event()

    def work(self):
        with connection.execute_wrapper(self.note):
            return catch_up(seconds=PATIENCE)

    def note(self, execute, statement, parameters, many, context):
        found = execute(statement, parameters, many, context)
        if "pg_locks" in statement:
            self.has_looked.set()
        return found


def test_line_changed_while_a_page_is_published_with_the_old_one(line, publication, monkeypatch):
    monkeypatch.setattr("cms.publishing.following.planning.PATIENCE", PATIENCE)
    line.phone = "310-555-0143"
    line.save()
    worker = Worker()
    worker.start()
    wait_until(
        lambda: worker.has_looked.is_set() or not worker.is_alive()
    )  # if it did not wait, it has missed the page

    publication.may_commit.set()
    publication.join(PATIENCE)
    worker.join(PATIENCE)

    assert worker.result is True
    assert b"+13105550143" in served()


def test_worker_does_not_wait_for_ever_but_comes_back(line, publication, monkeypatch):
    monkeypatch.setattr("cms.publishing.following.planning.PATIENCE", 0.05)
    line.phone = "310-555-0143"
    line.save()

    assert catch_up(seconds=PATIENCE) is False

    publication.may_commit.set()
    publication.join(PATIENCE)
    assert catch_up(seconds=PATIENCE) is True
    assert b"+13105550143" in served()


def test_editor_publishes_while_the_worker_renders_the_same_page(index, line):
    page = factories.treatment(index, contact=line)
    editor = Publication(page.pk)
    ProcedurePage.objects.get(pk=page.pk).save_revision()
    line.phone = "310-555-0143"
    line.save()
    editor.start()
    assert editor.has_read.wait(PATIENCE)

    worker = Overlap(lambda: catch_up(seconds=PATIENCE))
    worker.start()
    editor.may_commit.set()
    for thread in (editor, worker):
        thread.join(PATIENCE)

    assert b"+13105550143" in served()


def test_line_deleted_while_a_page_that_names_it_is_read(index, line):
    """The page is read first, then the line; each as it is by then."""
    page = factories.treatment(index, contact=line)
    reader = Overlap(lambda: rows_of(ProcedurePage, [page.pk]))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {type(line)._meta.db_table} IN ACCESS EXCLUSIVE MODE")
        reader.start()
        wait_until(sessions_held_up)
        ProcedurePage.objects.update(contact=None)
        type(line).objects.all().delete()
    reader.join(PATIENCE)

    [row] = reader.result
    assert row.contact is None
