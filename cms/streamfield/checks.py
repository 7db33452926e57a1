"""The system check that refuses a block without a precise contract model, or whose names do not match it.

Ids: ``contract.E001`` no model; ``E002`` names differ; ``E003`` a value does not fit its field; ``E004`` a stream and
its union differ; ``E005`` a StreamField without a contract.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.core.checks import Error
from pydantic import BaseModel
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.streamfield.blocks import ContractBlock
from cms.streamfield.types import accepts_none, item_type, literals, members
from cms.streamfield.walker import chosen_model

ReferenceModel = Callable[[type], type[BaseModel] | None]
"""The contract model that instances of a Django model become; None when nobody said."""

PLAIN: tuple[tuple[type[blocks.Block], tuple[type, ...]], ...] = (
    (blocks.BooleanBlock, (bool,)),
    (blocks.IntegerBlock, (int, float)),
    (blocks.FloatBlock, (float,)),
    (blocks.DecimalBlock, (float,)),
    (blocks.DateTimeBlock, (datetime,)),
    (blocks.DateBlock, (date,)),
    (blocks.CharBlock, (str,)),
    (blocks.TextBlock, (str,)),
    (blocks.URLBlock, (str,)),
    (blocks.EmailBlock, (str,)),
)


class Checker:
    """Walks a block's definition beside the type it fills."""

    def __init__(self, *, rich_text: type[BaseModel], reference_model: ReferenceModel) -> None:
        self.rich_text = rich_text
        self.reference_model = reference_model
        self.seen: set[tuple[int, str]] = set()

    def check(self, block: blocks.Block, annotation: object, where: str) -> Iterator[Error]:
        """Sections of all kinds share their inner blocks: each is looked at once."""
        if (id(block), str(annotation)) in self.seen:
            return
        self.seen.add((id(block), str(annotation)))
        if isinstance(block, blocks.StreamBlock):
            yield from self.check_stream(block, annotation, where)
        elif isinstance(block, blocks.ListBlock):
            yield from self.check_list(block, annotation, where)
        elif (chosen := chosen_model(block)) is not None:
            yield from self.check_fits(self.reference_model(chosen), annotation, where)
        elif isinstance(block, blocks.StructBlock):
            yield from self.check_struct(block, annotation, where)
        elif isinstance(block, blocks.RichTextBlock):
            yield from self.check_fits(self.rich_text, annotation, where)
        else:
            yield from self.check_plain(block, annotation, where)

    def check_struct(self, block: blocks.StructBlock, annotation: object, where: str) -> Iterator[Error]:
        model = model_of(block)
        if model is None:
            yield no_model(block, where)
            return
        yield from self.check_fits(model, annotation, where)
        yield from check_names(block, model, where)
        for name, child in block.child_blocks.items():
            if name in model.model_fields and name not in block.meta.inputs:
                field = model.model_fields[name].annotation
                yield from self.check(child, field, f"{where}.{name}")
                yield from check_required(child, field, f"{where}.{name}")

    def check_stream(self, block: blocks.StreamBlock, annotation: object, where: str) -> Iterator[Error]:
        union = members(item_type(annotation))
        for name, child in block.child_blocks.items():
            yield from self.check_struct(child, item_type(annotation), f"{where}.{name}")
            yield from check_type(name, model_of(child), where)
        missing = {model.__name__ for model in union if isinstance(model, type)} - {
            model.__name__ for child in block.child_blocks.values() if (model := model_of(child))
        }
        if missing and not getattr(block.meta, "partial", False):
            hint = "Add the blocks, or set Meta.partial on the stream if it offers fewer on purpose."
            yield Error(f"No block fills {sorted(missing)}.", hint=hint, obj=where, id="contract.E004")

    def check_list(self, block: blocks.ListBlock, annotation: object, where: str) -> Iterator[Error]:
        inner = item_type(annotation)
        if inner is None:
            yield misfit(where, "a list", annotation)
        else:
            yield from self.check(block.child_block, inner, f"{where}[]")

    def check_fits(self, model: type[BaseModel] | None, annotation: object, where: str) -> Iterator[Error]:
        if model is None:
            hint = "Register what it becomes with cms.publishing.rendering.references.reference()."
            yield Error("Nobody says what this reference becomes.", hint=hint, obj=where, id="contract.E003")
        elif model not in members(annotation):
            yield misfit(where, model.__name__, annotation)

    def check_plain(self, block: blocks.Block, annotation: object, where: str) -> Iterator[Error]:
        if isinstance(block, (blocks.ChoiceBlock, blocks.MultipleChoiceBlock)):
            yield from check_choices(block, annotation, where)
            return
        allowed = next((types for kind, types in PLAIN if isinstance(block, kind)), None)
        if allowed is None:
            hint = "Use a block that the check knows, or teach cms.streamfield.checks what its values are."
            yield Error(f"No rule for {type(block).__name__}.", hint=hint, obj=where, id="contract.E003")
        elif not any(member in allowed for member in members(annotation)):
            yield misfit(where, allowed[0].__name__, annotation)


def model_of(block: blocks.Block) -> type[BaseModel] | None:
    return block.meta.contract if isinstance(block, ContractBlock) else None


def no_model(block: blocks.Block, where: str) -> Error:
    hint = "Derive it from ContractBlock and name its model in Meta.contract; docs/how-to/add-a-block.md shows how."
    return Error(f"{type(block).__name__} names no contract model.", hint=hint, obj=where, id="contract.E001")


WRITTEN_FOR_IT = {"type", "id", "fallback"}
"""Members that no field of an editor fills: whoever renders the block writes them."""


def check_names(block: blocks.StructBlock, model: type[BaseModel], where: str) -> Iterator[Error]:
    """Children and fields must be the same, but for what the block computes and what it computes it from."""
    children = set(block.child_blocks) - set(block.meta.inputs)
    fields = set(model.model_fields) - WRITTEN_FOR_IT - set(block.meta.computed)
    if children != fields:
        only_block, only_model = sorted(children - fields), sorted(fields - children)
        yield Error(
            f"{type(block).__name__} and {model.__name__} do not match by name.",
            obj=where,
            hint=f"Only in the block: {only_block}. Only in the model: {only_model}.",
            id="contract.E002",
        )


def check_required(child: blocks.Block, annotation: object, where: str) -> Iterator[Error]:
    """What an editor may leave empty must be nullable, else a page could not be published for no visible reason."""
    is_value = not isinstance(child, (blocks.ListBlock, blocks.StreamBlock, blocks.BooleanBlock, ContractBlock))
    if is_value and not is_required(child) and not accepts_none(annotation) and not item_type(annotation):
        yield Error(
            "Editors may leave it empty, the contract forbids it.",
            obj=where,
            hint="Make the block required, or the field nullable.",
            id="contract.E003",
        )


def is_required(block: object) -> bool:
    if isinstance(block, ImageBlock):
        block = block.child_blocks["image"]
    return bool(getattr(block, "required", True))


def check_type(name: str, model: type[BaseModel] | None, where: str) -> Iterator[Error]:
    """A block's name in the stream is the ``type`` its model shows."""
    if model is None or "type" not in model.model_fields:
        return
    if literals(model.model_fields["type"].annotation) != {name}:
        hint = f"{model.__name__} has another type; name the block like it."
        yield Error(f"The block is named {name!r}.", hint=hint, obj=where, id="contract.E002")


def check_choices(block: Any, annotation: object, where: str) -> Iterator[Error]:
    offered = {str(value) for value, _ in block.field.choices if value != ""}
    allowed = {str(value) for value in literals(item_type(annotation) or annotation)}
    if str in members(annotation):
        return  # the contract leaves the list open
    if offered - allowed or not allowed:
        yield misfit(where, f"one of {sorted(offered)}", annotation)


def misfit(where: str, given: str, annotation: object) -> Error:
    return Error(f"Gives {given}, the contract wants {annotation}.", obj=where, id="contract.E003")
