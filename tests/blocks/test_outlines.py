"""What closed blocks are called in the outline of a page."""

import re

import pytest
from wagtail import blocks

from tests.blocks.catalogue import offered, parts

OUTLINED = {
    place: part
    for name, block in offered().items()
    for place, part in parts(block, name)
    if isinstance(part, blocks.StructBlock) and getattr(part.meta, "outline", ())
}


@pytest.mark.parametrize("place", OUTLINED)
def test_a_wording_names_fields_of_its_block(place):
    named = {name for wording in OUTLINED[place].meta.outline for name in re.findall(r"\{(\w+)\}", str(wording))}

    assert named <= set(OUTLINED[place].child_blocks)


def test_what_begins_with_a_choice_is_not_called_by_it():
    """A list was “Bullets”, a picture “No”."""
    by_choice = [
        place
        for name, block in offered().items()
        for place, part in parts(block, name)
        if isinstance(part, blocks.StructBlock) and begins_with_a_choice(part) and place not in OUTLINED
    ]

    assert not by_choice


def begins_with_a_choice(block):
    first = next(iter(block.child_blocks.values()))
    return isinstance(first, blocks.ChoiceBlock | blocks.BooleanBlock)
