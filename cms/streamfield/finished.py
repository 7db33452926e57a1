"""What is still unfinished in a StreamField's value, wherever in it, in words for its editor.

Asks the same rules as the form, but never changes the blocks to do so, as a form that saves a draft does for the time:
blocks are shared by all threads of a process.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from cms.streamfield.blocks import ContractBlock, FinishedLater

TAG = re.compile(r"<[^>]*>")
Words = str | Promise
"""Those that are marked to be translated are so when they are read."""

FILL_IN = _("Fill this in.")
ADD_ONE = _("Add at least one.")
CHOOSE = _("Choose a picture.")
DESCRIBE = _("Describe the picture for those who cannot see it, or mark it as decoration.")


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """One thing to mend. ``place`` leads to it from the outside in, by labels that editors see."""

    message: Words
    place: tuple[Words, ...] = ()
    block_id: str | None = None
    """Of the innermost block with an id around it."""

    def __str__(self) -> str:
        return f"{' › '.join(map(str, self.place))}: {self.message}" if self.place else str(self.message)


def unfinished(block: blocks.Block, value: Any) -> Iterator[Unfinished]:
    """Everything that keeps the value from being published."""
    if isinstance(block, blocks.StreamBlock):
        return unfinished_items(block, [(item.block, item.value, item.id) for item in value or ()])
    if isinstance(block, blocks.ListBlock):
        items = [(block.child_block, item.value, item.id) for item in value.bound_blocks] if value else []
        return unfinished_items(block, items)
    if isinstance(block, ImageBlock):
        return unfinished_image(block, value)
    if isinstance(block, blocks.StructBlock):
        return unfinished_struct(block, value)
    return unfinished_field(block, value)


def unfinished_items(
    block: blocks.StreamBlock | blocks.ListBlock, items: list[tuple[blocks.Block, Any, str | None]]
) -> Iterator[Unfinished]:
    least = block.meta.min_num or int(isinstance(block, blocks.StreamBlock) and block.meta.required)
    if len(items) < least:
        yield Unfinished(message=ADD_ONE if least == 1 else gettext("Add at least {least}.").format(least=least))
    for number, (child, value, identity) in enumerate(items, 1):
        for found in unfinished(child, value):
            yield within(found, name_of_item(block, number, child, value), identity)


def unfinished_struct(block: blocks.StructBlock, value: Any) -> Iterator[Unfinished]:
    """The block's own rules compare its fields: they are asked once each of these is right by itself."""
    if isinstance(block, ContractBlock) and block.is_untouched(value):
        return
    wrong = False
    for name, child in block.child_blocks.items():
        is_container = isinstance(child, blocks.StreamBlock | blocks.ListBlock)
        for found in unfinished(child, value.get(name)):
            wrong = wrong or not (is_container and found.place)
            yield found if is_container and found.place else within(found, child.label)
    if isinstance(block, ContractBlock) and not wrong:
        yield from broken_rules(block, value)


def broken_rules(block: ContractBlock, value: object) -> Iterator[Unfinished]:
    try:
        block.check_finished(value)
    except StructBlockValidationError as error:
        for problem in error.non_block_errors.as_data():
            yield from messages_of(problem)
        for name, problem in error.block_errors.items():
            yield from (within(found, block.child_blocks[name].label) for found in messages_of(problem))


def messages_of(problem: ValidationError) -> Iterator[Unfinished]:
    return (Unfinished(message=message) for message in problem.messages)


def unfinished_image(block: ImageBlock, value: Any) -> Iterator[Unfinished]:
    if value is None and is_required(block.child_blocks["image"]):
        yield Unfinished(message=CHOOSE)
    elif value is not None and not value.decorative and not value.contextual_alt_text:
        yield Unfinished(message=DESCRIBE)


def unfinished_field(block: blocks.Block, value: object) -> Iterator[Unfinished]:
    if is_empty(value):
        if is_required(block):
            yield Unfinished(message=FILL_IN)
        return
    try:
        if isinstance(block, FinishedLater):
            block.check_finished(value)
    except ValidationError as error:
        yield from messages_of(error)


def within(found: Unfinished, label: Words, identity: str | None = None) -> Unfinished:
    return replace(found, place=(label, *found.place), block_id=found.block_id or identity)


def name_of_item(around: blocks.StreamBlock | blocks.ListBlock, number: int, block: blocks.Block, value: Any) -> Words:
    return f"{block.label} {number}" if isinstance(around, blocks.ListBlock) else name_of(block, value)


def name_of(block: blocks.Block, value: object) -> Words:
    """What an editor calls an item: its own heading where it has one, else its kind."""
    heading = value.get("heading") if isinstance(value, blocks.StructValue) else None
    return heading or cast(Words, block.label)


def is_required(block: blocks.Block) -> bool:
    """As it was written, whatever a form that saves a draft makes of it meanwhile."""
    _, _, options = block.deconstruct()
    return bool(options.get("required", True)) and not isinstance(block, blocks.BooleanBlock)


def is_empty(value: object) -> bool:
    if isinstance(value, RichText):
        return not unescape(TAG.sub("", value.source)).strip()
    return value is None or (isinstance(value, str) and not value.strip())
