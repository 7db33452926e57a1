"""A release of fifty pages is public whole or not at all, wherever the process that publishes it is killed."""

import signal

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from api.models import Document, Edition
from cms.releases import members, releasing
from cms.releases.models import Release
from procedures.models import ProcedurePage
from tests import factories
from tests.forks import fork
from tests.releases.dying import publish_and_die

pytestmark = pytest.mark.slow

PAGES = 50


class Counter:
    """How many statements it takes."""

    statements = 0

    def __call__(self, execute, statement, parameters, many, context):
        self.statements += 1
        return execute(statement, parameters, many, context)


def fifty(index, user):
    release = Release.objects.create(name="Summer")
    for number in range(PAGES):
        words = [factories.section("what", "What is it?", factories.text("Something new."))]
        page = ProcedurePage(title=f"New {number}", slug=f"new-{number}", sections=words, live=False)
        factories.hang(page, below=index)
        page.save_revision(user=user)
        members.add(release, page, user=user)
    return release


def shown(client):
    """What the feed tells, and what readers can have."""
    changes = client.get("/api/v1/changes/?limit=500").json()["results"]
    return [(change["number"], change["slug"]) for change in changes if change["slug"].startswith("new-")]


def test_killed_anywhere_it_is_public_whole_or_not_at_all(transactional_db, client):
    user = get_user_model().objects.create_superuser("nora", password="secret")
    release = fifty(factories.make_site().index, user)
    for at in (300, 1400):
        with fork(publish_and_die, at) as process:
            code, _, complaints = process.outcome()
        assert code == -signal.SIGKILL, complaints
        assert shown(client) == []
        assert not Document.objects.filter(slug__startswith="new-").exists()
        assert not ProcedurePage.objects.filter(live=True, slug__startswith="new-").exists()

    counter = Counter()
    with connection.execute_wrapper(counter):
        releasing.publish(release, user=user)
    assert counter.statements > 1400, "the last kill came after the end"
    told = shown(client)
    assert len(told) == len({slug for _, slug in told}) == PAGES
    numbers = sorted(number for number, _ in told)
    assert numbers == list(range(numbers[0], numbers[0] + PAGES))
    assert Edition.objects.filter(number__in=numbers).values("published_at").distinct().count() == 1
