"""Where in a StreamField's value something stands, in words for its editor."""

from collections.abc import Iterator
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.streamfield.finished import Words, name_of_item

Part = tuple[tuple[Words, ...], blocks.Block, Any]
"""What leads to it, the block, its value."""


def place_of(wanted: object, block: blocks.Block, value: Any) -> tuple[Words, ...] | None:
    """Labels that lead to this very value, from the outside in; None where it is not there."""
    if value is wanted:
        return ()
    for names, child, inner in parts(block, value):
        found = place_of(wanted, child, inner)
        if found is not None:
            return (*names, *found)
    return None


def parts(block: blocks.Block, value: Any) -> Iterator[Part]:
    """A stream or a list of a block has no name of its own: its items say enough."""
    if isinstance(block, blocks.StreamBlock):
        for number, item in enumerate(value or (), 1):
            yield (name_of_item(block, number, item.block, item.value),), item.block, item.value
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(value.bound_blocks if value else (), 1):
            yield (name_of_item(block, number, block.child_block, item.value),), block.child_block, item.value
    elif isinstance(block, blocks.StructBlock) and not isinstance(block, ImageBlock):
        for name, child in block.child_blocks.items():
            is_container = isinstance(child, blocks.StreamBlock | blocks.ListBlock)
            yield () if is_container else (child.label,), child, value.get(name)
