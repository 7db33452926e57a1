"""Changes that do not pass through ``Published.save``, and should take effect at once rather than by the task.

Nothing depends on these receivers but haste: triggers note every change, whoever makes it (``capture``).
"""

from collections.abc import Collection, Iterable
from functools import partial
from typing import cast

from django.db import connection, transaction
from django.db.models import ManyToOneRel, Model
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_slug_changed, post_page_move

from cms.publishing.following import causes, notes
from cms.publishing.following.capture import watch, watch_part, watch_wagtail
from cms.publishing.publications.registry import Publication, register
from cms.publishing.published import Published
from cms.publishing.refresh import refresh, withdraw_hidden
from cms.publishing.rendering.keys import keys_of
from cms.publishing.translating.models import TranslationSource
from cms.publishing.unfinished import DRAFT_FIELDS


def connect(publications: Iterable[Publication], *, dependencies: Iterable[type[Model]]) -> None:
    """From ``ready()`` of the app that owns the models."""
    for publication in publications:
        publish_as(publication)
    for model in dependencies:
        connect_dependency(model)


def publish_as(publication: Publication) -> None:
    """Register a model's documents.

    Models of ours refresh by themselves when they are saved (``Published``); Wagtail's are listened to.
    """
    model = publication.model
    register(publication)
    watch(model)
    post_delete.connect(on_published_changed, sender=model)
    if not issubclass(model, Published):
        post_save.connect(on_published_changed, sender=model)
    for name in publication.parts:
        part = cast(ManyToOneRel, model._meta.get_field(name))
        watch_part(part.related_model, of=model, column=part.field.column)
        receiver = partial(on_part_changed, whole=model, column=part.field.attname)
        post_save.connect(receiver, sender=part.related_model, weak=False)
        post_delete.connect(receiver, sender=part.related_model, weak=False)


def connect_dependency(model: type[Model]) -> None:
    """For models without documents of their own: what was made from them follows."""
    watch(model)
    post_save.connect(on_dependency_changed, sender=model)
    pre_delete.connect(on_dependency_changed, sender=model)


def connect_wagtail() -> None:
    """Wagtail saves through its base class, moves and restricts pages without saving the page's own class."""
    watch_wagtail()
    watch_part(TranslationSource, of=Page, column="page_id")
    post_save.connect(on_base_page_saved, sender=Page)
    post_page_move.connect(on_page_moved)
    page_slug_changed.connect(on_page_moved)
    post_save.connect(on_restriction_changed, sender=PageViewRestriction)
    post_delete.connect(on_restriction_changed, sender=PageViewRestriction)


def on_base_page_saved(
    sender: type[Model], instance: Page, update_fields: Collection[str] | None = None, **rest: object
) -> None:
    """Bulk unpublishing and expiry come this way. A save of the page's own class sends no signal for Page."""
    if update_fields is None or not DRAFT_FIELDS.issuperset(update_fields):
        refresh(instance.specific)


@transaction.atomic
def on_page_moved(instance: Page, **rest: object) -> None:
    """The addresses of the page and of everything below it have changed."""
    withdraw_hidden(instance)
    announce_tree(instance, cause=causes.MOVED.format(name=instance))
    refresh(instance.specific)


@transaction.atomic
def on_restriction_changed(instance: PageViewRestriction, **rest: object) -> None:
    """Privacy holds for the page and everything below it."""
    page = Page.objects.filter(pk=instance.page_id).first()
    model = page.specific_class if page is not None else None
    row = model._base_manager.filter(pk=instance.page_id).first() if model is not None else None
    if page is None or row is None:  # the restriction is being deleted with its page
        return
    if not withdraw_hidden(page):
        announce_tree(page, cause=causes.PRIVACY.format(name=page))
        refresh(row)


def announce_tree(page: Page, *, cause: str) -> None:
    below = page.get_descendants().live().count()
    notes.begin(below, cause=cause, pages={page.locale.language_code: below})


@transaction.atomic
def on_published_changed(sender: type[Model], instance: Model, **rest: object) -> None:
    refresh(instance)


@transaction.atomic
def on_part_changed(sender: type[Model], instance: Model, whole: type[Model], column: str, **rest: object) -> None:
    """A row that belongs to a published one, and is saved on its own."""
    refresh(whole(pk=getattr(instance, column)))


def on_dependency_changed(
    sender: type[Model], instance: Model, update_fields: Collection[str] | None = None, **rest: object
) -> None:
    """Outside a transaction the change is committed already, and there is no editor to be told."""
    is_draft = update_fields is not None and DRAFT_FIELDS.issuperset(update_fields)
    if is_draft or not connection.in_atomic_block:
        return
    notes.announce(keys_of(instance), cause=causes.CHANGED.format(name=instance))
