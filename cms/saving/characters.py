"""Characters that PostgreSQL does not hold are refused where text comes in, with the name of the field."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Field
from django.utils.translation import gettext as _
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
        found = next(unstorable_in(stored(field, instance)), None)
        if found is not None:
            yield field.name, ValidationError(in_words(*found), code="unstorable")


def stored(field: "Field[Any, Any]", instance: models.Model) -> object:
    """A text, or of blocks what is stored of them."""
    value = getattr(instance, field.attname)
    return field.stream_block.get_prep_value(value) if isinstance(field, StreamField) else value


def unstorable_in(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Texts with such a character, and the names of the blocks around them."""
    if isinstance(value, str):
        if UNSTORABLE.search(value):
            yield value, path
    elif isinstance(value, list | tuple):
        for item in value:
            yield from unstorable_in(item, path)
    elif isinstance(value, dict):
        here = (*path, value["type"]) if isinstance(value.get("type"), str) and "value" in value else path
        for name, item in value.items():
            yield from unstorable_in(item, here if name in ("value", "type", "id") else (*here, str(name)))


def in_words(text: str, path: tuple[str, ...]) -> str:
    place = UNSTORABLE.search(text)
    start = place.start() if place else 0
    where = " › ".join(_(step.replace("_", " ")) for step in path)
    before, code = text[max(0, start - NEAR) : start], f"U+{ord(text[start]):04X}"
    place_in_words = _("after “{before}”").format(before=before) if before else _("at the beginning")
    said = _(
        "a character that cannot be stored stands {place} ({code}). Delete it there; where the text was pasted, paste"
        " it once more as plain text."
    ).format(place=place_in_words, code=code)
    return f"“{where}”: {said}" if where else said
