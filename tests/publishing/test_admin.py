"""Publishing in the admin: one transaction, and a draft is never lost."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage

from cms.wagtail_hooks import keep_as_draft_what_cannot_be_published
from tests import factories


@pytest.fixture
def publishing(rf):
    """A request of the admin that can show messages."""
    request = rf.post("/admin/")
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def test_content_the_contract_forbids_stays_a_draft_and_the_editor_is_told_which_field(index, publishing):
    page = factories.treatment(index)
    page.sections = [factories.section("what", "", factories.text("No heading."))]

    response = keep_as_draft_what_cannot_be_published(publishing, page)

    assert response.url == f"/admin/pages/{page.pk}/edit/#checklist"
    [message] = get_messages(publishing)
    assert str(message) == "“Kneeling” is saved as a draft, but not published. What it is › Heading: Fill this in."


def test_sound_content_is_let_through(index, publishing):
    assert keep_as_draft_what_cannot_be_published(publishing, factories.treatment(index)) is None


def test_slug_of_another_treatment_is_refused_by_name(index):
    from django.core.exceptions import ValidationError

    from procedures.models import ProcedureIndexPage, ProcedurePage

    factories.treatment(index, slug="kneeling", title="Kneeling")
    other = factories.publish(index.get_parent().specific, ProcedureIndexPage(title="More", slug="more"))
    twin = ProcedurePage(title="Twin", slug="kneeling", locale=index.locale)

    with pytest.raises(ValidationError, match=r"“Kneeling” already has the address “kneeling”\. Choose another\."):
        other.add_child(instance=twin)


def test_preview_of_an_incomplete_draft_says_what_is_missing(index, client):
    get_user_model().objects.create_superuser("admin", password="admin")
    client.login(username="admin", password="admin")
    page = factories.treatment(index)
    page.sections = [factories.section("what", "", factories.text("No heading."))]
    page.save_revision()

    html = client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()

    assert "Before this can be published" in html
    assert "What it is › Heading: Fill this in." in html
