"""Changes that do not pass through ``Published.save``: deletions, and things that are only looked at."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_slug_changed, post_page_move

from cms.publishing.dependents import enqueue_dependents
from cms.publishing.keys import keys_of
from cms.publishing.published import DRAFT_FIELDS
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


def connect_pages() -> None:
    """Wagtail saves through its base class, moves and restricts pages without saving the page's own class."""
    post_save.connect(on_base_page_saved, sender=Page)
    post_page_move.connect(on_page_moved)
    page_slug_changed.connect(on_page_moved)
    post_save.connect(on_restriction_changed, sender=PageViewRestriction)
    post_delete.connect(on_restriction_changed, sender=PageViewRestriction)


def on_base_page_saved(sender: type[Model], instance: Any, update_fields: Any = None, **rest: Any) -> None:
    """Bulk unpublishing and expiry come this way. A save of the page's own class sends no signal for Page."""
    if update_fields is None or not DRAFT_FIELDS.issuperset(update_fields):
        refresh(instance.specific)


def on_page_moved(instance: Any, **rest: Any) -> None:
    """The addresses of the page and of everything below it have changed."""
    refresh_tree(instance)


def on_restriction_changed(instance: Any, **rest: Any) -> None:
    """Privacy holds for the page and everything below it."""
    refresh_tree(instance.page)


def refresh_tree(page: Any) -> None:
    with transaction.atomic():
        for below in Page.objects.filter(path__startswith=page.path).specific():
            refresh(below)


def on_published_deleted(sender: type[Model], instance: Model, **rest: Any) -> None:
    refresh(instance)


def on_dependency_changed(sender: type[Model], instance: Model, **rest: Any) -> None:
    with transaction.atomic():
        enqueue_dependents(keys_of(instance))
