"""Where something shared is used, and something else in its place everywhere."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Model, Q, TextField
from django.db.models.functions import Cast
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Revision, TranslatableMixin

from api.models import Document
from cms.publishing.publications.registry import find_source
from cms.publishing.rendering.keys import key_of
from cms.publishing.rows.holding import hold
from cms.publishing.sharing.exchange import Exchange, exchange_in, shows

ACTION = "cms.replaced"


@dataclass(frozen=True, kw_only=True)
class Use:
    """A page, or other shared content, that shows it or is going to."""

    source: Any
    is_public: bool
    """Readers see it there; else it stands in a draft."""

    @property
    def language(self) -> str:
        return str(self.source.locale.language_code)

    @property
    def title(self) -> str:
        return str(self.source)


def uses_of(instance: Model) -> list[Use]:
    """What readers see first, then by language and title."""
    public = {(type(row), row.pk): row for row in documents_with(instance)}
    drafts = {(type(row), row.pk): row for row in drafts_with(instance)}
    uses = [Use(source=row, is_public=key in public) for key, row in (drafts | public).items()]
    return sorted(uses, key=lambda use: (not use.is_public, use.language, use.title))


def documents_with(instance: Model) -> Iterator[Model]:
    documents = Document.objects.filter(dependencies__contains=[key_of(instance)])
    for name, document_id, locale in documents.values_list("type", "document_id", "locale"):
        row = find_source(name, document_id=document_id, locale=locale)
        if row is not None and not is_itself(row, instance):
            yield row


def drafts_with(instance: Model) -> Iterator[Model]:
    """Wagtail's index knows of rows alone, not of what a draft says."""
    pk = rf"[^0-9]{instance.pk}[^0-9]"
    for model in translatable_drafts():
        unpublished = model._default_manager.filter(Q(has_unpublished_changes=True) | Q(live=False))
        newest = Revision.objects.filter(pk__in=unpublished.values("latest_revision"))
        for revision in newest.annotate(text=Cast("content", TextField())).filter(text__regex=pk):
            draft = revision.as_object()
            if shows(draft, instance) and not is_itself(draft, instance):
                yield type(draft)._default_manager.get(pk=draft.pk)


def translatable_drafts() -> set[type[Model]]:
    """All pages are one."""
    models = (each for each in apps.get_models() if issubclass(each, TranslatableMixin))
    return {each.get_translation_model() for each in models if issubclass(each, DraftStateMixin)}


def is_itself(row: Model, instance: Model) -> bool:
    """An alias repeats what its original says."""
    return (type(row), row.pk) == (type(instance), instance.pk) or getattr(row, "alias_of_id", None) is not None


def replacing(old: Model, new: Model) -> Exchange:
    return lambda model, pk: new.pk if isinstance(old, model) and pk == old.pk else None


@transaction.atomic
def replace_everywhere(old: Model, new: Model, uses: Collection[Use], *, user: AbstractBaseUser) -> None:
    """In what readers see, and in drafts. All or nothing."""
    sources = [use.source for use in uses]
    hold(sources)
    for source in sources:
        replace_in(type(source)._default_manager.get(pk=source.pk), old, new, user=user)


def replace_in(row: Any, old: Model, new: Model, *, user: AbstractBaseUser) -> None:
    """What is public is published again without what its draft says besides; the draft stays the newest version."""
    draft = row.get_latest_revision_as_object() if is_draft(row) else None
    if row.live:
        exchange_in(row, replacing(old, new))
        row.save_revision(user=user).publish(user=user)
    if draft is not None:
        exchange_in(draft, replacing(old, new))
        draft.save_revision(user=user, clean=False)
    log(row, ACTION, user=user, data={"old": str(old), "new": str(new)})


def is_draft(row: DraftStateMixin) -> bool:
    return row.has_unpublished_changes or not row.live
