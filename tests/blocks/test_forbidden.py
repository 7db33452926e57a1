"""What the contract forbids in a block is told by what the form calls it: no name of a member, no word of pydantic."""

import pytest
from pydantic import ValidationError

from cms.publishing.rendering.forbidden import ForbiddenPartError, sentences_about
from cms.streamfield.blocks import ContractBlock
from procedures.models import ProcedurePage
from tests.blocks.catalogue import parts, streams

BLOCKS = {
    type(block).__name__: block
    for place, stream in streams()
    for child in stream.child_blocks.values()
    for _, block in parts(child, place)
    if isinstance(block, ContractBlock)
}
WRONG = ({}, dict.fromkeys(("items", "text", "heading", "start", "minimum", "url", "number", "value"), -1.5))


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("members", WRONG)
def test_nothing_is_called_by_the_name_of_a_member(name, members):
    block = BLOCKS[name]
    with pytest.raises(ValidationError) as refused:
        block.meta.contract.model_validate(members | {"id": "none"})
    error = ForbiddenPartError(refused.value, block=block, value=None)

    told = [each.rpartition(": ") for each in sentences_about(error, ProcedurePage())]

    called = {str(block.label), *(f"{block.label} › {child.label}" for child in block.child_blocks.values())}
    assert {place for place, _, _ in told} <= called
    assert all("_" not in remedy and "nput" not in remedy for _, _, remedy in told)
