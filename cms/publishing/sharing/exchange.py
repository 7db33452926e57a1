"""Something else in the place of what a page or snippet shows, wherever it shows it: fields, rows, blocks, links."""

import re
from collections.abc import Callable
from typing import cast

from django.db.models import ForeignKey, Model
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.streamfield.walker import chosen_model

Exchange = Callable[[type[Model], object], object | None]
"""From the model and primary key of what is shown to the primary key of what is to be shown; None to keep it."""

LINK = re.compile(r'<a\b(?=[^>]*\blinktype="page")[^>]*>')
ID = re.compile(r'(\bid=")(\d+)(")')


def exchange_in(instance: Model, exchange: Exchange) -> None:
    """In memory: nothing is saved."""
    for field in instance._meta.concrete_fields:
        value = getattr(instance, field.attname)
        if isinstance(field, ForeignKey) and value is not None and is_content(field):
            setattr(instance, field.attname, exchange(field.related_model, value) or value)
        elif isinstance(field, StreamField):
            raw = field.stream_block.get_prep_value(value)
            setattr(instance, field.name, field.stream_block.to_python(exchange_raw(field.stream_block, raw, exchange)))
        elif isinstance(field, RichTextField):
            setattr(instance, field.name, exchange_links(value, exchange))
    exchange_many(instance, exchange)


def shows(instance: Model, shown: Model) -> bool:
    found = []

    def look(model: type[Model], pk: object) -> None:
        if isinstance(shown, model) and pk == shown.pk:
            found.append(pk)

    exchange_in(instance, look)
    return bool(found)


def is_content(field: "ForeignKey[Model, Model]") -> bool:
    """Not what Wagtail keeps beside what editors write."""
    return not field.primary_key and field.editable and not isinstance(field.remote_field.parent_link, str)


def exchange_many(instance: Model, exchange: Exchange) -> None:
    for many in instance._meta.many_to_many:
        if isinstance(many, ParentalManyToManyField):
            model = many.related_model
            keys = [exchange(model, each.pk) or each.pk for each in getattr(instance, many.name).all()]
            found = model._base_manager.in_bulk(keys)
            setattr(instance, many.name, [found[key] for key in dict.fromkeys(keys)])
    if isinstance(instance, ClusterableModel):
        for relation in get_all_child_relations(type(instance)):
            rows = getattr(instance, str(relation.get_accessor_name()))
            children = list(rows.all())
            for child in children:
                exchange_in(child, exchange)
            if children:
                rows.set(list({said_by(child): child for child in reversed(children)}.values())[::-1])


def said_by(child: Model) -> tuple[object, ...]:
    """Two rows that say the same now are one."""
    fields = (field for field in child._meta.concrete_fields if not field.primary_key and field.name != "sort_order")
    return tuple(str(getattr(child, field.attname)) for field in fields)


def exchange_raw(block: blocks.Block, value: object, exchange: Exchange) -> object:
    """A block's value as it is stored."""
    if value is None:
        return None
    if isinstance(block, blocks.StreamBlock):
        items = [each for each in cast(list[dict[str, object]], value) if each["type"] in block.child_blocks]
        return [each | {"value": exchange_raw(child_of(block, each), each["value"], exchange)} for each in items]
    if isinstance(block, blocks.ListBlock):
        items = cast(list[dict[str, object]], value)
        return [each | {"value": exchange_raw(block.child_block, each["value"], exchange)} for each in items]
    if (model := chosen_model(block)) is not None:
        return value if isinstance(value, dict) else exchange(model, value) or value
    if isinstance(block, blocks.StructBlock):
        struct = cast(dict[str, object], value)
        return {name: exchange_raw(block.child_blocks[name], each, exchange) for name, each in struct.items()}
    return exchange_links(value, exchange) if isinstance(block, blocks.RichTextBlock) else value


def child_of(block: blocks.StreamBlock, item: dict[str, object]) -> blocks.Block:
    return cast(blocks.Block, block.child_blocks[str(item["type"])])


def exchange_links(source: object, exchange: Exchange) -> str:
    def exchanged(found: re.Match[str]) -> str:
        return f"{found[1]}{exchange(Page, int(found[2])) or found[2]}{found[3]}"

    return LINK.sub(lambda link: ID.sub(exchanged, link[0]), str(source))
