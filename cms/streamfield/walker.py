"""Copies a StreamField's values into contract models, by name, all the way down."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Model
from pydantic import BaseModel
from wagtail import blocks
from wagtail.blocks import StructValue
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from cms.streamfield.blocks import Context, ContractBlock
from cms.streamfield.types import accepts_none

Item = tuple[blocks.Block, object, str | None]
"""Of a stream or a list: block, value, id."""
# Blocks saved by other means than the admin may lack an id. They get one that depends on nothing but their place.
NAMESPACE = UUID("0b8f3f0e-5c0e-4d9a-9a55-6a7f3f1f6a10")


def fill(block: blocks.Block, value: Any, context: Context, *, identity: UUID = NAMESPACE) -> Any:
    """The contract value of a block's value; None where the editor left it empty or it may not be shown.

    ``identity`` is the id of the struct around it. Raises pydantic's ValidationError when the contract forbids the
    value.
    """
    if isinstance(block, ContractBlock):
        return fill_struct(block, value, context, identity=identity)
    if isinstance(block, blocks.StreamBlock):
        return fill_items(((child.block, child.value, child.id) for child in value), context, identity)
    if isinstance(block, blocks.ListBlock):
        return fill_items(((block.child_block, item.value, item.id) for item in value.bound_blocks), context, identity)
    if value is None or value == "":
        return None
    if isinstance(block, blocks.RichTextBlock):
        return context.rich_text(value.source)
    if chosen_model(block) is not None:
        return context.reference(value)
    return value


def chosen_model(block: blocks.Block) -> type[Model] | None:
    """The model of what the block lets editors choose; None for other blocks.

    ImageBlock is a StructBlock by class, but its value is an image.
    """
    if isinstance(block, ImageBlock):
        return get_image_model()
    return block.target_model if isinstance(block, blocks.ChooserBlock) else None


def fill_items(items: Iterable[Item], context: Context, parent: UUID) -> list[object]:
    filled = (
        fill(block, value, context, identity=identify(given, parent=parent, index=index))
        for index, (block, value, given) in enumerate(items)
    )
    return [item for item in filled if item is not None]


def fill_struct(block: ContractBlock, value: StructValue, context: Context, *, identity: UUID) -> BaseModel | None:
    """The block's model, or None when it is about something that is not public, or nobody has written in it."""
    if block.is_untouched(value):
        return None
    model: type[BaseModel] = block.meta.contract
    values: dict[str, object] = {"id": identity} if "id" in model.model_fields else {}
    for name, child in block.child_blocks.items():
        if name in block.meta.inputs:
            continue
        content = fill(child, value.get(name), context, identity=identity)
        if content is None and is_needed_reference(child, model, name):
            return None
        values[name] = content
    return context.assemble(block, value, values)


def is_needed_reference(child: blocks.Block, model: type[BaseModel], name: str) -> bool:
    """The block is about what is chosen here: when that is deleted or not public, the block is left out."""
    return chosen_model(child) is not None and not accepts_none(model.model_fields[name].annotation)


def identify(given: str | None, *, parent: UUID, index: int) -> UUID:
    try:
        return UUID(given or "")
    except ValueError:
        return uuid5(parent, f"{index}:{given or ''}")
