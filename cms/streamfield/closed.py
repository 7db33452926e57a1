"""Blocks that a form draws when they are opened. Until then it sends back what they said, as it was given.

A page of fifteen sections has ten thousand elements in its form. A closed section has one hidden field, whose value is
the block's form state as JSON, under the name of the block itself.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypedDict, cast

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from django.utils.functional import cached_property
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock, StructValue
from wagtail.blocks.struct_block import StructBlockAdapter

CLOSED = "_closed"
"""In the form state of what was there when the form was made. What is added starts open."""
Field = tuple[str, str]


class ClosedAtFirst(StructBlock):
    """A block of a stream whose blocks are collapsed at first."""

    def get_form_state(self, value: StructValue) -> dict[str, object]:
        return {
            **super().get_form_state(value),
            CLOSED: self.get_prep_value(value) != self.get_prep_value(self.get_default()),
        }

    def value_from_datadict(self, data: Mapping[str, str], files: object, prefix: str) -> StructValue:
        if prefix in data:
            data = as_posted(self, data[prefix], prefix)
        value: StructValue = super().value_from_datadict(data, files, prefix)
        return value


def as_posted(block: Block, state: str, prefix: str) -> QueryDict:
    """What the form would send, had the block been opened."""
    data = QueryDict(mutable=True)
    try:
        for name, value in fields_of(block, json.loads(state), prefix):
            data.appendlist(name, value)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise SuspiciousOperation(f"“{prefix}” is not what the form was given.") from error
    return data


class Item(TypedDict, total=False):
    """Of a stream or list."""

    type: str
    value: object
    id: str | None


def fields_of(block: Block, state: object, prefix: str) -> Iterator[Field]:
    if isinstance(block, StructBlock):
        members = cast(Mapping[str, object], state)
        for name, child in block.child_blocks.items():
            yield from fields_of(child, members.get(name), f"{prefix}-{name}")
    elif isinstance(block, StreamBlock):
        items = cast(Sequence[Item], state)
        yield from fields_of_items(((block.child_blocks[item["type"]], item) for item in items), prefix)
    elif isinstance(block, ListBlock):
        items = cast(Sequence[Item], state)
        yield from fields_of_items(((block.child_block, item) for item in items), prefix)
    else:
        yield from ((prefix, value) for value in sent(state))


def fields_of_items(items: Iterable[tuple[Block, Item]], prefix: str) -> Iterator[Field]:
    """Of a sequence of blocks, with what the form notes of each."""
    number = 0
    for child, item in items:
        name = f"{prefix}-{number}"
        yield from [(f"{name}-deleted", ""), (f"{name}-order", str(number)), (f"{name}-id", item["id"] or "")]
        yield f"{name}-type", item.get("type", "")
        yield from fields_of(child, item["value"], f"{name}-value")
        number += 1
    yield f"{prefix}-count", str(number)


def sent(state: object) -> list[str]:
    """By one field. Of something chosen, its key; of a box, nothing unless it is ticked."""
    if state is None or state is False:
        return []
    if state is True:
        return ["on"]
    if isinstance(state, dict):
        return [str(state["id"])]
    return [str(each) for each in state] if isinstance(state, list) else [str(state)]


class ClosedAtFirstAdapter(StructBlockAdapter):
    js_constructor = "cms.streamfield.ClosedAtFirst"

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[versioned_static("cms/admin/closed_blocks.js")])


register(ClosedAtFirstAdapter(), ClosedAtFirst)
