"""What may make files of pictures and uploaded documents private, and so takes them out of HTTP caches."""

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from cms.publishing.rendering.keys import key_of
from cms.purging.purges import forget_files


def connect() -> None:
    """From ``ready()``. Caches that nobody tells ask again after a minute (``api.views.media``)."""
    for signal in (post_save, post_delete):
        signal.connect(on_restriction_changed, sender=CollectionViewRestriction)
        for model in (Collection, get_image_model(), get_document_model()):
            signal.connect(on_changed, sender=model)


def on_restriction_changed(instance: CollectionViewRestriction, **rest: object) -> None:
    forget_files(f"collection:{instance.collection_id}")


def on_changed(instance: Model, created: bool = False, **rest: object) -> None:
    """It may have been moved into a private collection."""
    if not created:
        forget_files(key_of(instance))
