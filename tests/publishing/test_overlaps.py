"""Two things at the same moment: neither hides the other from readers."""

import threading

import pytest
from django.db import connection, transaction
from django.urls import reverse

from api.models import Document
from cms.publishing.following.catching_up import catch_up
from cms.publishing.following.planning import plan
from cms.publishing.publications.rows import rows_of
from cms.publishing.rows.holding import hold
from procedures.models import ProcedurePage
from procedures.roles import EDITORS
from tests import factories
from tests.people import sign_in
from tests.processes import PATIENCE, other_session, sessions_held_up, wait_until


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


def test_document_that_somebody_renders_holds_up_no_plan_and_is_rendered_later(index, line, monkeypatch):
    monkeypatch.setattr("cms.publishing.following.planning.PATIENCE", 0.05)
    for slug in ("one", "two"):
        factories.treatment(index, slug=slug, contact=line)
    catch_up(seconds=PATIENCE)
    line.phone = "310-555-0143"
    line.save()
    plan()
    with other_session() as other:
        other.execute("SELECT FROM cms_staledocument ORDER BY id LIMIT 1 FOR UPDATE")
        line.phone = "310-555-0144"
        line.save()
        catch_up(seconds=PATIENCE)
        assert [b"+13105550144" in body for body in bodies("one", "two")].count(True) == 1

    assert catch_up(seconds=PATIENCE) is True
    assert all(b"+13105550144" in body for body in bodies("one", "two"))


def bodies(*slugs):
    documents = Document.objects.select_related("edition").filter(slug__in=slugs)
    return [bytes(document.edition.body) for document in documents]


def test_bulk_action_and_a_single_publication_never_wait_for_each_other(index):
    """The one has its page and wants the log; the other, in its old order, had the log and wanted that page."""
    one, two = (factories.treatment(index, slug=slug) for slug in ("one", "two"))
    holds, may_publish = threading.Event(), threading.Event()

    def publish_second():
        with transaction.atomic():
            hold([two])
            holds.set()
            assert may_publish.wait(PATIENCE)
            two.save_revision().publish()
        return "published"

    single = Overlap(publish_second)
    single.start()
    assert holds.wait(PATIENCE)
    editor = sign_in("nora", role=EDITORS)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    bulk = Overlap(lambda: editor.post(f"{address}?id={one.pk}&id={two.pk}"))
    bulk.start()
    wait_until(sessions_held_up)

    may_publish.set()
    for thread in (single, bulk):
        thread.join(PATIENCE)

    assert (single.result, bulk.result.status_code) == ("published", 302)
