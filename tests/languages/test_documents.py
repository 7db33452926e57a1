"""What readers and programs get is the same, whichever language the editor who publishes has chosen."""

import json

import pytest
from django.urls import reverse
from django.utils.translation import get_language, override

from api.log.models import Edition
from api.search.models import SearchEntry
from cms.publishing.publications.registry import publication_of
from cms.publishing.refresh import refresh_document
from procedures.blocks.sections import TreatmentBlocks
from tests import factories

BLOCKS = TreatmentBlocks().child_blocks


@pytest.fixture
def page(index):
    """With every block that there is."""
    factories.shared_content()
    factories.treatment(index, slug="bending")
    blocks = [(name, block.get_preview_value()) for name, block in BLOCKS.items()]
    return factories.treatment(
        index,
        title="Kneeling",
        body_area="knee",
        procedure_type="surgical",
        last_reviewed="2026-05-01",
        next_review="2027-05-01",
        sections=[factories.section("other", "Sitting and lying", *blocks)],
    )


def published_in(language, address):
    with override(language):
        edition = refresh_document(address, anew=True)
    body = json.loads(Edition.objects.get(pk=edition.pk).body)
    entry = SearchEntry.objects.filter(document__edition=edition).values().get()
    return body | {"edition": None}, {name: value for name, value in entry.items() if name not in ("document_id", "id")}


def test_a_page_with_every_block_says_the_same(page):
    address = publication_of(page).address_of(page)

    assert published_in("es", address) == published_in("en", address)


def test_nothing_is_rendered_in_the_language_of_an_editor(page, monkeypatch):
    publication, heard = publication_of(page), []
    content = publication.content
    monkeypatch.setitem(publication.__dict__, "content", lambda *given: heard.append(get_language()) or content(*given))

    with override("es"):
        refresh_document(publication.address_of(page), anew=True)

    assert heard == ["en"]


def test_answers_of_the_api_do_not_vary_by_language(page, client):
    """Nor by what the last request of the same thread was answered in."""
    for address in ("/api/v1/procedures/kneeling/", "/api/v1/procedures/?of=nothing", "/api/v1/nowhere/"):
        english = client.get(address, headers={"Accept-Language": "en"})
        client.get(reverse("wagtailadmin_login"), headers={"Accept-Language": "es"})
        with override("es"):
            spanish = client.get(address, headers={"Accept-Language": "es"})
        assert english.content == spanish.content
