"""Characters that PostgreSQL does not hold are refused where text comes in, with the name of the field."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Field
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, and halves of a character that stand alone."""
NEAR = 20
"""How many characters before it are shown, to find it by."""


class StorableText(models.Model):
    """Every text of the model can be stored, that of its blocks included."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        errors: dict[str, list[ValidationError]] = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            error.update_error_dict(errors)
        for name, problem in problems_of(self, without=exclude or ()):
            errors.setdefault(name, []).append(problem)
        if errors:
            raise ValidationError(errors)


def problems_of(instance: models.Model, *, without: Collection[str] = ()) -> Iterator[tuple[str, ValidationError]]:
    """Each with the name of its field."""
    for field in instance._meta.concrete_fields:
        if field.name in without or field.is_relation:
            continue
        found = next(unstorable_in(*stored(field, instance)), None)
        if found is not None:
            yield field.name, ValidationError(in_words(*found), code="unstorable")


def stored(field: "Field[Any, Any]", instance: models.Model) -> tuple[object, Block | None]:
    """A text, or of blocks what is stored of them."""
    value = getattr(instance, field.attname)
    if not isinstance(field, StreamField):
        return value, None
    return field.stream_block.get_prep_value(value), field.stream_block


def unstorable_in(
    value: object, block: Block | None = None, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Texts with such a character, and what the form calls the blocks around them."""
    if isinstance(value, str):
        if UNSTORABLE.search(value):
            yield value, path
    elif isinstance(value, list | tuple):
        for item in value:
            yield from unstorable_in(item, block, path)
    elif isinstance(value, dict):
        is_item = isinstance(block, StreamBlock | ListBlock) and "value" in value
        for name, item in [(value.get("type"), value["value"])] if is_item else value.items():
            inner = child_of(block, str(name))
            label = str(inner.label) if inner is not None else ""
            is_named = label and not (isinstance(block, StructBlock) and isinstance(inner, StreamBlock | ListBlock))
            yield from unstorable_in(item, inner, (*path, label) if is_named else path)


def child_of(block: Block | None, name: str) -> Block | None:
    if isinstance(block, ListBlock):
        return block.child_block
    return block.child_blocks.get(name) if isinstance(block, StreamBlock | StructBlock) else None


def in_words(text: str, path: tuple[str, ...]) -> str:
    place = UNSTORABLE.search(text)
    start = place.start() if place else 0
    where = " › ".join(path)
    before, code = text[max(0, start - NEAR) : start], f"U+{ord(text[start]):04X}"
    place_in_words = _("after “{before}”").format(before=before) if before else _("at the beginning")
    said = _(
        "a character that cannot be stored stands {place} ({code}). Delete it there; where the text was pasted, paste"
        " it once more as plain text."
    ).format(place=place_in_words, code=code)
    return f"“{where}”: {said}" if where else said
