"""Dependency keys: ``type:id`` of what an edition was made from."""

from uuid import UUID

from django.db.models import Model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, TranslatableMixin

from api.http.cache_keys import OWN

DEFAULT_SITE = "default_site:true"
"""Of what asks which site is the default: also while none is, as in the middle of a change from one to another."""


def key_type(model: type[Model]) -> str:
    """All pages share one type, so that a key survives whatever class the page is looked at through."""
    if issubclass(model, Page):
        return "page"
    if issubclass(model, AbstractImage):
        return "image"
    if issubclass(model, AbstractDocument):
        return "document"
    return str(model._meta.model_name)


def key_of(instance: Model) -> str:
    return f"{key_type(type(instance))}:{instance.pk}"


def own_key(instance: Model) -> str:
    """Says which row a document is made from itself, among all those that it shows."""
    return f"{OWN}{key_of(instance)}"


def translations_key(instance: TranslatableMixin) -> str:
    """Changes when a translation of the instance comes or goes."""
    return f"translations:{instance.translation_key}"


SAID = "said"
ADDRESSES = "addresses"


def said_key(document_id: UUID, locale: str) -> str:
    """Changes whenever the document says something else, whatever made it: for what is compared with its words."""
    return f"{SAID}:{document_id}/{locale}"


def addresses_key(document_type: str) -> str:
    """Changes when the hospital says at which addresses it has pages about documents of the type."""
    return f"{ADDRESSES}:{document_type}"


def keys_of(instance: Model) -> set[str]:
    """Everything that a change of the instance may change."""
    keys = {key_of(instance)}
    if isinstance(instance, TranslatableMixin):
        keys.add(translations_key(instance))
    return keys
