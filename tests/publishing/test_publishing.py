"""Publishing in Wagtail is publishing in the API, in one transaction."""

import json

from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.models import Document, Edition
from tests import factories


def test_published_treatment_is_served(index, api):
    factories.treatment(index, slug="kneeling", title="Kneeling")

    response = api("procedures/kneeling/")

    assert response.status_code == 200
    document = json.loads(response.content)
    assert document["title"] == "Kneeling"
    assert document["sections"][0]["kind"] == "what"
    assert document["sections"][0]["blocks"][0]["text"]["html"] == "<p>It is a <strong>treatment</strong>.</p>"


def test_change_is_served_with_a_new_etag_at_the_next_request(index, api):
    page = factories.treatment(index)
    before = api("procedures/kneeling/")

    page.title = "Kneeling with help"
    page.save_revision().publish()
    after = api("procedures/kneeling/")

    assert after.json()["title"] == "Kneeling with help"
    assert after.headers["ETag"] != before.headers["ETag"]


def test_unpublished_treatment_answers_410_with_a_problem(index, api):
    page = factories.treatment(index)

    page.unpublish()
    response = api("procedures/kneeling/")

    assert response.status_code == 410
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["reason"] == "unpublished"


def test_publishing_the_same_content_again_appends_nothing(index):
    page = factories.treatment(index)
    number = Edition.objects.count()

    page.save_revision().publish()

    assert Edition.objects.count() == number


def test_draft_changes_reach_nobody(index, api):
    page = factories.treatment(index)

    page.title = "Secret"
    page.save_revision()

    assert b"Secret" not in api("procedures/kneeling/").content
    assert b"Secret" not in api("procedures/").content
    assert Document.objects.filter(slug="kneeling").count() == 1


def test_saving_a_draft_does_not_look_at_what_is_published(index):
    """Drafts are saved every few seconds while somebody writes."""
    page = factories.treatment(index)

    page.title = "Draft"
    with CaptureQueriesContext(connection) as queries:
        page.save_revision()

    assert not [query["sql"] for query in queries if "api_" in query["sql"] or "pg_advisory" in query["sql"]]


def test_draft_that_names_a_deleted_contact_line_opens_without_it(index):
    page = factories.treatment(index)
    line = factories.contact()
    page.contact, page.title = line, "Draft"
    page.save_revision()
    line.delete()

    draft = page.get_latest_revision_as_object()

    assert (draft.title, draft.contact) == ("Draft", None)
