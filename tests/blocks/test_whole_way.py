"""Every block goes the whole way: from the editor's form to whoever reads, searches, compares or checks the page."""

import pytest

from api.contract.documents import ProcedureDocument
from api.search.excerpts import is_searched
from api.text.walker import passages_of
from cms.admin.history.differences import compare
from procedures.blocks.sections import TreatmentBlocks
from procedures.checks.page import Page
from procedures.models import ProcedurePage
from tests import factories
from tests.copies import once

BLOCKS = TreatmentBlocks().child_blocks


@pytest.fixture
def publish(index, api):
    """The JSON of a treatment with these blocks."""

    def make():
        factories.shared_content()
        factories.treatment(index, slug="bending")
        factories.treatment(index, slug="kneeling", title="Kneeling to be changed")

    once("shared_content", make)
    page = ProcedurePage.objects.get(slug="kneeling")

    def publish(*blocks):
        page.sections = [factories.section("other", "Sitting and lying", *blocks)]
        page.save_revision().publish()
        return api("procedures/kneeling/").json()

    return publish


@pytest.mark.parametrize("name", BLOCKS)
def test_block_is_served_found_compared_checked_and_readable(name, publish, api):
    before = publish(factories.text("Stretching."))
    after = publish(factories.text("Stretching."), (name, BLOCKS[name].get_preview_value()))

    document = ProcedureDocument.model_validate(after)
    assert [block.root.type for block in document.sections[0].blocks] == ["rich_text", name]
    assert any(change.kind == "added" for change in compare(before, after))
    own = [said.words for said in passages_of(document.sections[0]) if said.whose == "own" and is_searched(said)]
    seen = " ".join(text.text for text in Page(document).texts)
    for words in own:
        assert words[:20] in seen
        found = api("search/", data={"q": " ".join(words.split()[:6])}).json()["results"]
        assert "kneeling" in [result["slug"] for result in found]
    assert api("procedures/kneeling/", data={"format": "markdown"}).status_code == 200
