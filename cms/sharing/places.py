"""Where in the editor's form a block of a document stands, as Wagtail's comments say it."""

from collections.abc import Iterator

from django.db.models import Field
from wagtail.blocks import Block, FieldBlock, StreamValue, StructBlock, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.models import Page

WHOLE = "title"
"""Where what is said of the page as a whole stands."""


def place_of(page: Page, block: str) -> str:
    """Content path of the first field of the block with the id; of the title, where the page has no such block."""
    return places_in(page).get(block, WHOLE)


def places_in(page: Page) -> dict[str, str]:
    """By id of the block."""
    streams = [
        field for field in page._meta.get_fields() if isinstance(field, Field) and isinstance(field, StreamField)
    ]
    return {block: place for field in streams for block, place in places(getattr(page, field.name), field.name)}


def places(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, StructValue):
        for name, member in value.items():
            yield from places(member, f"{path}.{name}")
    for child in children_of(value):
        here = f"{path}.{child.id}"
        yield str(child.id), field_in(child.block, here)
        yield from places(child.value, here)


def children_of(value: object) -> Iterator[StreamValue.StreamChild | ListValue.ListChild]:
    if isinstance(value, StreamValue):
        yield from value
    elif isinstance(value, ListValue):
        yield from value.bound_blocks


def field_in(block: Block, path: str) -> str:
    """Comments are on fields."""
    if not isinstance(block, StructBlock):
        return path
    first = next((name for name, child in block.child_blocks.items() if isinstance(child, FieldBlock)), None)
    return f"{path}.{first}" if first else path
