"""``manage.py check`` refuses a block whose public shape nobody wrote down."""

from typing import Literal

import pytest
from wagtail import blocks

from api.contract.base import ContractModel
from api.contract.values import HtmlText
from cms.checks import check_contracts
from cms.publishing.rendering.references import reference_model
from cms.streamfield.blocks import ContractBlock
from cms.streamfield.checks import Checker


class Note(ContractModel):
    type: Literal["note"] = "note"
    text: str
    size: Literal["small", "large"]


def check(block, annotation):
    checker = Checker(rich_text=HtmlText, reference_model=reference_model)
    return [error.id for error in checker.check(block, annotation, "Page.body")]


def stream(**children):
    return blocks.StreamBlock(list(children.items()))


def note(*, text=None, size=None, **more):
    size = size or blocks.ChoiceBlock(choices=[("small", "S"), ("large", "L")])
    children = [("text", text or blocks.CharBlock()), ("size", size), *more.items()]
    return ContractBlock(children, contract=Note)


def test_the_project_passes():
    assert check_contracts(None) == []


def test_matching_block_passes():
    assert check(stream(note=note()), list[Note]) == []


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (stream(note=blocks.StructBlock([("text", blocks.CharBlock())])), "contract.E001"),
        (stream(note=blocks.CharBlock()), "contract.E001"),
        (stream(note=note(colour=blocks.CharBlock())), "contract.E002"),
        (stream(remark=note()), "contract.E002"),
        (stream(note=note(text=blocks.IntegerBlock())), "contract.E003"),
        (stream(note=note(text=blocks.CharBlock(required=False))), "contract.E003"),
        (stream(note=note(size=blocks.ChoiceBlock(choices=[("huge", "XXL")]))), "contract.E003"),
        (stream(), "contract.E004"),
    ],
    ids=[
        "no model",
        "bare value",
        "extra field",
        "other name",
        "other type",
        "may be empty",
        "other choice",
        "missing block",
    ],
)
def test_mismatch_is_named(block, expected):
    assert expected in check(block, list[Note])


def test_block_class_without_a_model_is_found_before_it_is_used():
    namespace = {"text": blocks.CharBlock(), "__module__": "procedures.blocks.novelty"}
    novelty = type(blocks.StructBlock)("NoveltyBlock", (blocks.StructBlock,), namespace)

    messages = [str(error) for error in check_contracts(None)]

    assert any("NoveltyBlock" in message for message in messages)
    novelty.__module__ = "elsewhere"  # the class lives as long as the process: hide it from other tests
