"""Plain data to block values, by the block definitions themselves."""

from typing import Any, Protocol
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage

NAMESPACE = UUID("5b2f6a54-7a3e-4c39-8a3f-0f9f7f1b7c11")

Data = dict[str, Any]
"""A mapping in the files of the sample."""


class Library(Protocol):
    """Where keys lead."""

    def find(self, model: type[Model], key: str) -> Model: ...

    def image(self, key: str) -> AbstractImage: ...

    def rich_text(self, source: str) -> str: ...


class SampleError(ValueError):
    """The data does not fit the block; the message says where."""


class Builder:
    """Builds the value of a StreamField. Ids depend on the place only, so that loading twice gives the same ids."""

    def __init__(self, library: Library, name: str) -> None:
        self.library = library
        self.name = name

    def stream(self, block: blocks.StreamBlock, data: list[Data], where: str) -> blocks.StreamValue:
        """Each mapping names its block by ``type``, or ``kind`` for sections."""
        children = []
        for index, item in enumerate(data):
            fields = dict(item)
            kind = take_kind(block, fields)
            if kind is None:
                raise SampleError(f"{self.name}: {where}[{index}] has no known type: {sorted(item)}.")
            place = f"{where}[{index}].{kind}"
            children.append((kind, self.value(block.child_blocks[kind], fields, place), self.identify(place)))
        return blocks.StreamValue(block, children)

    def clean(self, block: blocks.StreamBlock, data: list[Data], where: str) -> blocks.StreamValue:
        """Like ``stream``, and checked as strictly as the admin checks what editors publish."""
        value = self.stream(block, data, where)
        try:
            cleaned: blocks.StreamValue = block.clean(value)
            return cleaned
        except ValidationError as error:
            raise SampleError(f"{self.name}: {where}: {describe(error)}") from error

    def value(self, block: blocks.Block, data: Any, where: str) -> Any:
        if isinstance(block, ImageBlock):
            return self.picture(data)
        if isinstance(block, blocks.StructBlock):
            return self.struct(block, data, where)
        if isinstance(block, blocks.StreamBlock):
            return self.stream(block, data or [], where)
        if isinstance(block, blocks.ListBlock):
            return self.items(block, data or [], where)
        if data is None:
            return block.get_default()
        if isinstance(block, blocks.ChooserBlock):
            return self.library.find(block.target_model, data)
        if isinstance(block, blocks.RichTextBlock):
            return block.normalize(self.library.rich_text(str(data)))
        return block.normalize(block.to_python(data))

    def struct(self, block: blocks.StructBlock, data: Data, where: str) -> blocks.StructValue:
        unknown = set(data) - set(block.child_blocks)
        if unknown:
            raise SampleError(f"{self.name}: {where} has the unknown fields {sorted(unknown)}.")
        pairs = [
            (name, self.value(child, data[name], f"{where}.{name}") if name in data else child.get_default())
            for name, child in block.child_blocks.items()
        ]
        return blocks.StructValue(block, pairs)

    def items(self, block: blocks.ListBlock, data: list[object], where: str) -> ListValue:
        values = [self.value(block.child_block, item, f"{where}[{index}]") for index, item in enumerate(data)]
        ids = [self.identify(f"{where}[{index}]") for index in range(len(data))]
        return ListValue(
            block,
            bound_blocks=[
                ListValue.ListChild(block.child_block, value, id=identity)
                for value, identity in zip(values, ids, strict=True)
            ],
        )

    def picture(self, data: Data | None) -> AbstractImage | None:
        if data is None:
            return None
        image = self.library.image(data["image"])
        image.contextual_alt_text = data.get("alt", "")
        image.decorative = data.get("decorative", False)
        return image

    def identify(self, place: str) -> str:
        return str(uuid5(NAMESPACE, f"{self.name}:{place}"))


def take_kind(block: blocks.StreamBlock, fields: Data) -> str | None:
    """The name of the child block, taken out of the fields. A stream of one kind of block needs none."""
    for name in ("type", "kind"):
        if fields.get(name) in block.child_blocks:
            return str(fields.pop(name))
    return next(iter(block.child_blocks)) if len(block.child_blocks) == 1 else None


def describe(error: object) -> str:
    """The messages of Wagtail's nested block errors, flat."""
    parts = []
    for source in (getattr(error, "block_errors", None), getattr(error, "non_block_errors", None)):
        if isinstance(source, dict):
            parts += [f"{key}: {describe(inner)}" for key, inner in source.items() if inner]
        elif source:
            parts += [describe(inner) if inner else "" for inner in source]
    return "; ".join(part for part in parts if part) or "; ".join(getattr(error, "messages", [str(error)]))
