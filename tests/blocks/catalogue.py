"""Every block an editor can meet, found by walking the StreamFields of the project."""

from django.apps import apps
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.streamfield.fields import ContractStreamField


def streams():
    """(place, StreamBlock) of every StreamField and every stream inside a block."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, ContractStreamField):
                yield from inner_streams(field.stream_block, f"{model.__name__}.{field.name}")


def inner_streams(stream, place):
    yield place, stream
    for name, child in stream.child_blocks.items():
        for inner_place, block in parts(child, f"{place}.{name}"):
            if isinstance(block, blocks.StreamBlock):
                yield from inner_streams(block, inner_place)


def parts(block, place):
    """The block's own fields, through structs and lists, but not into further streams."""
    yield place, block
    if isinstance(block, ImageBlock):
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from parts(child, f"{place}.{name}")
    if isinstance(block, blocks.ListBlock):
        yield from parts(block.child_block, f"{place}[]")


def offered():
    """What stands in choosers, each block once, by class and name."""
    found = {}
    for _, stream in streams():
        for name, block in stream.child_blocks.items():
            found.setdefault((type(block).__name__, name), block)
    return {f"{class_name}-{name}": block for (class_name, name), block in sorted(found.items())}


def fields():
    """Every input of every block, each once."""
    found = {}
    for name, block in offered().items():
        for place, part in parts(block, name):
            if isinstance(part, blocks.FieldBlock) and not place.endswith("[]"):
                found[place] = part
    return found
