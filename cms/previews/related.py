"""A draft together with the drafts of what it shows."""

from django.db.models import Model
from pydantic import BaseModel
from wagtail.models import DraftStateMixin, Page

from cms.publishing.publications.preview import DraftContext
from cms.publishing.rows.surroundings import is_expired


class RelatedDraftsContext(DraftContext):
    """As if all that is chosen were published together with it. What is private stays so."""

    def reference(self, instance: Model) -> BaseModel | None:
        return super().reference(newest(instance))

    def for_what_is_chosen(self) -> "RelatedDraftsContext":
        return RelatedDraftsContext(locale=self.locale, surroundings=self.surroundings)

    def is_public(self, instance: Model) -> bool:
        is_open = not isinstance(instance, Page) or self.surroundings.is_open(instance)
        return is_open and not is_expired(instance)


def newest(instance: Model) -> Model:
    """What it would say once its draft is published."""
    if isinstance(instance, Page):
        instance = instance.specific
    if not isinstance(instance, DraftStateMixin) or (instance.live and not instance.has_unpublished_changes):
        return instance
    draft = instance.get_latest_revision_as_object()
    draft.live = True
    return draft
