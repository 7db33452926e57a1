"""Rich text that was emptied: editors see nothing, and the editor keeps an empty paragraph."""

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.text import QuestionBlock, RichTextBlock
from cms.publishing.publications.decisions import ContractViolationError
from procedures.models import ProcedurePage
from tests import factories


@pytest.mark.parametrize(
    "emptied", ["<p></p>", '<p data-block-key="ab1"></p>', "<p>&nbsp;</p>", "<p> </p><p><br/></p>"]
)
def test_emptied_text_is_empty(emptied):
    block = RichTextBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"text": emptied}))
    assert refused.value.block_errors["text"].messages == ["This text is empty. Write it, or delete what it stands in."]


def test_emptied_answer_is_refused_and_a_written_one_is_kept():
    block = QuestionBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"question": "Does it hurt?", "answer": "<p></p>"}))
    assert block.clean(block.to_python({"question": "Does it hurt?", "answer": "<p>No.</p>"}))["answer"].source


def test_publishing_emptied_text_names_the_section(index):
    page = ProcedurePage(title="Bending", slug="bending", locale=index.locale, live=False)
    page.sections = [factories.section("risks", "What can go wrong?", factories.text(""))]
    page.sections[0].value["blocks"][0].value["text"].source = "<p></p>"
    index.add_child(instance=page)

    with pytest.raises(ContractViolationError, match="“What can go wrong\\?”: Fill in “text”\\."):
        page.save_revision().publish()
