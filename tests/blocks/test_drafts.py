"""What is not finished is kept in a draft, and found before it is published, by the form's own rules."""

import pytest
from django.core.exceptions import ValidationError
from wagtail import blocks

from cms.blocks.care import CallToActionBlock, CareCardBlock
from cms.blocks.sections import ContentBlocks
from cms.streamfield.finished import unfinished
from procedures.blocks.facts import FactBlock
from procedures.blocks.sections import TreatmentSections
from tests import factories
from tests.blocks.catalogue import offered

BLOCKS = offered()

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared_content(index):
    """What choosers offer, and a treatment."""
    factories.treatment(index)
    return factories.shared_content()


def half_written(block):
    """The block as it is when it has just been added: one empty item in each list, half an address in each field."""
    if isinstance(block, blocks.StructBlock):
        children = {name: half_written(child) for name, child in block.child_blocks.items()}
        return block.to_python({name: child for name, child in children.items() if child is not None})
    if isinstance(block, blocks.URLBlock):
        return "https:/"
    return block.get_default()


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_can_be_kept_in_a_draft_as_it_is_when_it_was_just_added(name):
    block = BLOCKS[name]

    block.clean_deferred(half_written(block))


def test_what_the_form_refuses_is_unfinished_and_nothing_else(shared_content):
    values = [(name, block, make(block)) for name, block in BLOCKS.items() for make in (default, sample)]

    differing = [name for name, block, value in values if refuses(block, value) != any(unfinished(block, value))]

    assert differing == []


def default(block):
    return block.get_default()


def sample(block):
    return block.get_preview_value()


def refuses(block, value):
    try:
        block.clean(value)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (CareCardBlock(), {"level": "urgent", "title": "Call us", "when": ["a fever"], "action": "", "phone": "310-"}),
        (CallToActionBlock(), {"text": "Book", "url": "https:/", "phone": "31"}),
        (FactBlock(), {"kind": "hospital_stay", "minimum": "3", "maximum": "1"}),
    ],
    ids=["half a number", "half an address", "range the wrong way round"],
)
def test_half_of_a_field_is_kept_in_a_draft_and_refused_for_the_public(block, value):
    value = block.to_python(value)

    block.clean_deferred(value)

    assert refuses(block, value)
    assert list(unfinished(block, value))


def test_it_is_named_by_the_words_an_editor_sees_and_found_by_its_block():
    sections = TreatmentSections()
    steps = {"type": "steps", "value": {"steps": [{"title": "Lie down"}, {"title": ""}]}, "id": "of-the-steps"}
    value = sections.to_python(
        [{"type": "what", "value": {"heading": "What is it?", "blocks": [steps]}, "id": "of-the-section"}]
    )

    [found] = unfinished(sections, value)

    assert str(found) == "What is it? › Steps › Step 2 › Title: Fill this in."
    assert found.block_id


def test_a_form_that_saves_a_draft_meanwhile_changes_nothing():
    """Blocks are shared by the threads of a process, and such a form sets their rules aside while it asks."""
    stream = ContentBlocks()
    value = stream.to_python([{"type": "rich_text", "value": {"text": ""}}])

    stream.defer_required_validation()

    assert [str(each) for each in unfinished(stream, value)]
