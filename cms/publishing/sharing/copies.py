"""What becomes of a copy that is to be translated: a draft that shows what is shared in its own language."""

from functools import cache

from django.db.models import Model
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail.signals import copy_for_translation_done

from cms.publishing.sharing.exchange import Exchange, exchange_in
from cms.publishing.translating.states import begin


def connect() -> None:
    copy_for_translation_done.connect(on_copied)


def on_copied(sender: object, source_obj: TranslatableMixin, target_obj: TranslatableMixin, **rest: object) -> None:
    if not isinstance(target_obj, Page):
        begin_snippet(target_obj)
        return
    page = target_obj.specific
    if page.alias_of_id is not None:
        return
    exchange_in(page, counterpart_in(page.locale_id))
    page.save()
    page.save_revision(clean=False)
    begin(page, source_locale=source_obj.locale.language_code)
    target_obj.refresh_from_db()


def begin_snippet(copy: TranslatableMixin) -> None:
    """It is not saved yet. Nobody has translated its words, so it is not public."""
    if isinstance(copy, DraftStateMixin):
        copy.live = False
        copy.has_unpublished_changes = True
        copy.first_published_at = copy.last_published_at = copy.live_revision = None
    exchange_in(copy, counterpart_in(copy.locale_id))


def counterpart_in(locale_id: int) -> Exchange:
    """The same in another language, where that exists."""

    @cache
    def counterpart(model: type[Model], pk: object) -> object | None:
        if not issubclass(model, TranslatableMixin):
            return None
        same = model._base_manager.filter(pk=pk).values("translation_key")
        others = model._base_manager.filter(translation_key__in=same, locale_id=locale_id)
        return others.values_list("pk", flat=True).first()

    return counterpart
