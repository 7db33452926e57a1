"""Dependency keys: ``type:id`` of what an edition was made from."""

from typing import Any

from django.db.models import Model
from wagtail.images.models import AbstractImage
from wagtail.models import Page


def key_of(instance: Model) -> str:
    """All pages share one type, so that a key survives whatever class the page is looked at through."""
    if isinstance(instance, Page):
        return f"page:{instance.pk}"
    if isinstance(instance, AbstractImage):
        return f"image:{instance.pk}"
    return f"{instance._meta.model_name}:{instance.pk}"


def translations_key(instance: Any) -> str:
    """Changes when a translation of the instance comes or goes."""
    return f"translations:{instance.translation_key}"


def keys_of(instance: Any) -> set[str]:
    """Everything that a change of the instance may change."""
    keys = {key_of(instance)}
    if hasattr(instance, "translation_key"):
        keys.add(translations_key(instance))
    return keys
