"""Entries in the “…” menus of pages and snippets."""

from collections.abc import Iterator
from functools import cached_property

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import DraftStateMixin, Locale, Page

from cms.admin.languages.translations import address_of
from cms.admin.recalls import may_recall
from cms.admin.subjects import (
    Visitor,
    arguments_of,
    history_url,
    may_ask_what_was_public,
    may_see_history,
    record_url,
    subject_of,
)
from cms.admin.together.editing import SnippetTogetherView
from cms.publishing.publications.registry import publications
from cms.releases.members import can_be_collected, may_edit
from cms.sharing.links import may_share
from cms.site.snippets import PublishedSnippet


def page_buttons(page: Page, user: Visitor) -> Iterator[Button]:
    """``page`` may be of Wagtail's base class, as in listings."""
    model = page.specific_class
    if model is None or not any(publication.model is model for publication in publications()):
        return
    if was_published(page) and may_see_history(page, user):
        yield Button(_("Published history"), url=history_url(model, page.pk), icon_name="history", priority=66)
    yield from record_button(page, user)
    yield from future_buttons(page, model, user)
    if may_share(page, user):
        yield Button(
            _("Share the draft…"), url=reverse("publishing:share", args=[page.pk]), icon_name="link", priority=68
        )
    if may_recall(page, user):
        yield Button(
            _("Recall now…"), url=reverse("publishing:recall", args=[page.pk]), icon_name="warning", priority=90
        )


def record_button(instance: Page | PublishedSnippet, user: Visitor) -> Iterator[Button]:
    """For whoever answers for what was public."""
    if not (was_published(instance) and may_ask_what_was_public(user)):
        return
    subject = subject_of(instance.specific_deferred if isinstance(instance, Page) else instance)
    if subject:
        yield Button(_("What was public"), url=record_url(subject.address), icon_name="history", priority=67)


def future_buttons(instance: Page | PublishedSnippet, model: type[Model], user: Visitor) -> Iterator[Button]:
    """And to see it as it will be."""
    if not may_edit(instance, user):
        return
    if any(publication.model is model for publication in publications()):
        url = reverse("publishing:later", args=arguments_of(model, instance.pk))
        yield Button(_("As it will be on…"), url=url, icon_name="date", priority=65)
    if can_be_collected(instance):
        url = reverse("publishing:join", args=arguments_of(model, instance.pk))
        yield Button(_("Add to a release…"), url=url, icon_name="tasks", priority=64)


def translation_buttons(page: Page, user: Visitor) -> Iterator[Button]:
    if page.permissions_for_user(user).can_edit() and page.get_translations().filter(alias_of=None).exists():
        yield Button(_("Compare with the source"), url=address_of(page), icon_name="globe", priority=81)


def was_published(instance: DraftStateMixin) -> bool:
    """Programs may make something live without noting when."""
    return bool(instance.live or instance.first_published_at)


def snippet_buttons(snippet: PublishedSnippet, user: Visitor) -> Iterator[Button]:
    subject = subject_of(snippet)
    if subject and was_published(snippet) and subject.may_be_seen_by(user):
        yield Button(
            _("Published history"), url=history_url(type(snippet), snippet.pk), icon_name="history", priority=66
        )
    yield from record_button(snippet, user)
    yield from future_buttons(snippet, type(snippet), user)


class PublishedEditView(SnippetTogetherView):
    """With the entries of its menu, for which Wagtail has no hook: "Translate" among them, which it has in lists."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = (*snippet_buttons(self.object, self.request.user), *translating(self.object, self.request.user))
        return [*super().header_more_buttons, *buttons]


def translating(snippet: PublishedSnippet, user: Visitor) -> Iterator[Button]:
    """As Wagtail offers it in lists, until there is one in each language."""
    languages = Locale.objects.exclude(pk__in=snippet.get_translations(inclusive=True).values("locale"))
    if user.has_perm("simple_translation.submit_translation") and languages.exists():
        url = reverse("simple_translation:submit_snippet_translation", args=arguments_of(type(snippet), snippet.pk))
        yield Button(_("Translate"), url=url, icon_name="globe", priority=80)
