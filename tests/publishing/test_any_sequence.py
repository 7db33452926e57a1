"""Whatever editors, schedules and other code do, in any order: what the API serves is what is published.

A few hundred actions run with the tests. For more, in a terminal::

    ACTIONS=10000 uv run pytest -n0 -s tests/publishing/test_any_sequence.py
"""

import hashlib
import os
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone, translation
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import Page, PageViewRestriction

from api.models import Document, Edition
from cms.models import Alert
from cms.publishing.log.rebuilding import rebuild
from cms.publishing.publications.decisions import ContractViolationError
from cms.publishing.publications.registry import publications
from cms.publishing.verification import find_all
from tests import factories
from tests.api.test_changes import Follower
from tests.publishing import actions
from tests.queue import drain

ACTIONS = int(os.environ.get("ACTIONS", "240"))
ACTIONS_IN_SEQUENCE = 30


class Hospital(RuleBasedStateMachine):
    """Its content lives in a transaction that is taken back. What waits for a commit runs after each action."""

    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        connection.run_on_commit = []
        factories.make_site()
        factories.shared_content()
        self.secrets = set()
        self.seen = {}
        self.follower = Follower(limit=7)
        self.changed = True

    def teardown(self):
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    @rule(data=st.data(), action=st.sampled_from(actions.PUBLIC_ACTIONS))
    def act(self, data, action):
        self.run(data, action)

    @rule(data=st.data(), action=st.sampled_from(actions.SECRET_ACTIONS))
    def keep_secret(self, data, action):
        if secret := self.run(data, action):
            self.secrets.add(secret)

    def run(self, data, action):
        def pick(things):
            things = list(things)
            return data.draw(st.sampled_from(things)) if things else None

        self.changed = True
        try:
            with transaction.atomic():
                found = action(pick)
        except (ContractViolationError, ValidationError):
            return None  # refused as a whole: the savepoint has taken it back
        self.commit()
        return found

    def commit(self):
        callbacks, connection.run_on_commit = connection.run_on_commit, []
        for _, callback, _ in callbacks:
            callback()

    @precondition(lambda self: self.changed)
    @rule()
    def let_the_worker_catch_up(self):
        drain()
        self.commit()
        self.changed = False
        self.check()

    def check(self):
        with translation.override("es"), timezone.override("Asia/Tokyo"):  # 8: whoever asks, the same bytes
            assert [str(each) for each in find_all()] == []
        assert documents() == expected_documents()
        self.check_that_editions_stay()
        self.check_that_nothing_secret_is_out()
        self.check_feed()
        check_that_the_log_knows_all()

    def check_that_editions_stay(self):
        """2: an edition never changes and is never deleted."""
        now = {number: digest(body) for number, body in Edition.objects.values_list("number", "body")}
        assert self.seen.items() <= now.items()
        self.seen = now

    def check_that_nothing_secret_is_out(self):
        """5: drafts and what is scheduled for later are in no body, unless a later publication brought them out."""
        self.secrets -= {secret for secret in self.secrets if Page.objects.filter(title__contains=secret).exists()}
        served = b"".join(bytes(body) for body in Document.objects.values_list("edition__body", flat=True))
        assert not [secret for secret in self.secrets if secret.encode() in served]

    def check_feed(self):
        """3: a client that follows the feed has met every number once, in order, and holds what is live."""
        held = self.follower.catch_up()
        numbers = [change["number"] for change in self.follower.changes]
        assert numbers == sorted(set(numbers))
        assert held.keys() == documents()


def documents():
    rows = Document.objects.values_list("type", "document_id", "locale")
    return {(kind, str(document_id), locale) for kind, document_id, locale in rows}


def expected_documents():
    """1: every live public page and snippet, told by other means than the kernel's."""
    found = {
        (publication.document_type.name, str(row.translation_key), row.locale.language_code)
        for publication in publications()
        if hasattr(publication.model, "translation_key")
        for row in publication.model.objects.filter(live=True).select_related("locale")
        if is_readable(row) and (not isinstance(row, Alert) or row.place == "site" or leads_to_page(row.page))
    }
    for kind, model, is_shown in (("redirect", Redirect, leads_somewhere), ("pick", Query, recommends_something)):
        found |= {(kind, uuid_8(model, row), "en") for row in model.objects.all() if is_shown(row)}
    return found


def is_readable(row):
    return not (row.expire_at and row.expire_at <= timezone.now()) and not (isinstance(row, Page) and is_hidden(row))


def leads_to_page(page):
    return page is not None and page.live and is_readable(page)


def leads_somewhere(redirect):
    if redirect.site is not None and not redirect.site.is_default_site:
        return False  # front ends ask for those of the default site
    return leads_to_page(redirect.redirect_page) if redirect.redirect_page_id else bool(redirect.redirect_link)


def recommends_something(query):
    return any(leads_to_page(row.page) for row in query.editors_picks.all())


def uuid_8(model, row):
    digest = hashlib.sha256(model._meta.label_lower.encode()).hexdigest()
    return str(UUID(f"{digest[:12]}8{digest[13:16]}8{row.pk:015x}"))


def is_hidden(page):
    originals = [above.alias_of or above for above in page.get_ancestors(inclusive=True)]
    if PageViewRestriction.objects.filter(page__in=originals).exists():
        return True
    roots = Page.objects.filter(sites_rooted_here__isnull=False)
    translated = [each for root in roots for each in root.get_translations(inclusive=True)]
    return not any(page.url_path.startswith(root.url_path) for root in translated)


def check_that_the_log_knows_all():
    """6: the documents can be thrown away and come back the same."""
    columns = [field.attname for field in Document._meta.concrete_fields if field.name != "id"]
    before = sorted(map(comparable, Document.objects.values_list(*columns)))
    rebuild()
    assert sorted(map(comparable, Document.objects.values_list(*columns))) == before


def comparable(row):
    return [str(bytes(value) if isinstance(value, memoryview) else value) for value in row]


def digest(body):
    return hashlib.sha256(bytes(body or b"")).hexdigest()


@pytest.mark.slow
@pytest.mark.django_db
def test_api_serves_what_is_published_after_any_sequence_of_actions():
    run_state_machine_as_test(
        Hospital,
        settings=settings(
            max_examples=max(1, ACTIONS // ACTIONS_IN_SEQUENCE),
            stateful_step_count=ACTIONS_IN_SEQUENCE,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
            print_blob=True,
        ),
    )
