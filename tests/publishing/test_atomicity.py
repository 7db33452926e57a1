"""Stop the process anywhere in publishing: both the page and its edition are there, or neither."""

import signal

import psycopg
import pytest
from django.db import connection, connections
from psycopg import sql

from api.models import Document, Edition
from cms.publishing.publications.decisions import ContractViolationError
from cms.publishing.unfinished import UnfinishedError
from procedures.models import ProcedurePage
from tests import factories
from tests.databases import drop_database
from tests.forks import fork
from tests.publishing.dying import publish_and_die


class CrashError(Exception):
    """Stands for the end of the process."""


@pytest.mark.slow
def test_failure_at_any_statement_publishes_both_or_neither(transactional_db):
    place = factories.make_site()
    page = factories.treatment(place.index)
    statement, finished = 0, False
    while not finished:
        page.title = f"Attempt {statement}"
        revision = page.save_revision()
        finished = publish_until(revision, statement)
        live = ProcedurePage.objects.get(pk=page.pk)
        served = Document.objects.select_related("edition").get(type="procedure").edition
        assert served.title == live.title
        statement += 5
    assert live.title == page.title
    assert statement > 20


def publish_until(revision, statement):
    """Publish, failing at the given SQL statement; true when it finished before."""
    left = statement

    def fail(execute, text, parameters, many, context):
        nonlocal left
        left -= 1
        if left < 0:
            raise CrashError
        return execute(text, parameters, many, context)

    try:
        with connection.execute_wrapper(fail):
            revision.publish()
    except CrashError:
        return False
    return True


def test_receiver_that_raises_after_the_edition_takes_it_back(transactional_db):
    from wagtail.signals import page_published

    place = factories.make_site()
    page = factories.treatment(place.index)
    number = Edition.objects.count()

    def refuse(**rest):
        raise CrashError

    page_published.connect(refuse)
    try:
        page.title = "Changed"
        with pytest.raises(CrashError):
            page.save_revision().publish()
    finally:
        page_published.disconnect(refuse)

    assert Edition.objects.count() == number
    assert ProcedurePage.objects.get(pk=page.pk).title == "Kneeling"


def test_what_is_unfinished_is_not_published_at_all(transactional_db):
    place = factories.make_site()
    page = factories.treatment(place.index)
    page.sections = [factories.section("what", "", factories.text("No heading."))]
    revision = page.save_revision()

    with pytest.raises(UnfinishedError, match="Heading"):
        revision.publish()

    assert ProcedurePage.objects.get(pk=page.pk).sections[0].value["heading"] == "What is it?"


def test_content_that_breaks_the_contract_is_not_published_at_all(transactional_db):
    factories.make_site()
    specialty = factories.specialty("Joints")
    specialty.name, specialty.slug = "疼痛", ""
    revision = specialty.save_revision(clean=False)

    with pytest.raises(ContractViolationError, match="Last part of the address"):
        revision.publish()

    assert type(specialty).objects.get(pk=specialty.pk).name == "Joints"


@pytest.mark.slow
@pytest.mark.parametrize("statement", [3, 12, 25])
def test_killed_process_publishes_both_or_neither(own_database, statement):
    with fork(publish_and_die, statement, database=own_database.name) as process:
        code, _, complaints = process.outcome()

    assert code == -signal.SIGKILL, complaints
    [(live, served)] = own_database.rows(
        "SELECT p.title, e.title FROM wagtailcore_page p, api_document d JOIN api_edition e ON e.number = d.edition_id"
        " WHERE p.slug = 'kneeling' AND d.slug = 'kneeling'"
    )
    assert live == served == "Kneeling"


class OwnDatabase:
    """A copy of the test database, for processes of their own."""

    def __init__(self, name):
        settings = connection.settings_dict
        self.name = name
        self.parameters = {
            "host": settings["HOST"],
            "port": settings["PORT"],
            "user": settings["USER"],
            "password": settings["PASSWORD"],
        }

    def rows(self, query):
        with psycopg.connect(**self.parameters, dbname=self.name) as direct:
            return direct.execute(query).fetchall()

    def server(self):
        return psycopg.connect(**self.parameters, dbname="postgres", autocommit=True)


@pytest.fixture
def own_database(transactional_db):
    place = factories.make_site()
    factories.treatment(place.index)
    template = connection.settings_dict["NAME"]
    connections.close_all()
    copy = OwnDatabase(f"{template}_copy")
    with copy.server() as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (copy.name, template))))
    yield copy  # processes are forked off meanwhile: no connection is open that they would close
    with copy.server() as server:
        drop_database(server, copy.name)
