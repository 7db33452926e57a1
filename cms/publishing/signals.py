"""Changes that do not pass through ``Published.save``: deletions, and things that are only looked at."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete

from cms.publishing.dependents import enqueue_dependents
from cms.publishing.keys import keys_of
from cms.publishing.refresh import refresh
from cms.publishing.registry import Publication, register


def publish_as(publication: Publication) -> None:
    """Register a model's documents, from ``ready()`` of its app. Saving refreshes by itself (``Published``)."""
    register(publication)
    post_delete.connect(on_published_deleted, sender=publication.model)


def connect_dependency(model: type[Model]) -> None:
    """For models without documents of their own: what was made from them follows."""
    post_save.connect(on_dependency_changed, sender=model)
    pre_delete.connect(on_dependency_changed, sender=model)


def on_published_deleted(sender: type[Model], instance: Model, **rest: Any) -> None:
    refresh(instance)


def on_dependency_changed(sender: type[Model], instance: Model, **rest: Any) -> None:
    with transaction.atomic():
        enqueue_dependents(keys_of(instance))
