"""What shared content has: drafts, history, locking, and one version for each language."""

import re
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, Locale, LockableMixin, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index

from cms.publishing.publications.preview import preview_context
from cms.publishing.published import Published
from cms.publishing.sharing.forms import SharingForm
from cms.publishing.sharing.values import SharesValues
from cms.publishing.unfinished import Finishable
from cms.saving.characters import StorableText
from cms.site.searching import SearchedWithDraft

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class SharedSnippet(
    StorableText,
    SharesValues,
    Finishable,
    SearchedWithDraft,
    TranslatableMixin,
    LockableMixin,
    DraftStateMixin,
    RevisionMixin,
    index.Indexed,
    models.Model,
):
    """Shared content that documents show. Deleting one in use is refused or leaves a gap; unpublishing hides it."""

    base_form_class = SharingForm
    readers_see_instead = _(
        "Without it, readers see nothing in its place: blocks about it disappear, lists leave it out."
    )
    """What an editor is told before it is taken away."""
    is_seen_by_itself = False
    """Whether readers see it without anything that shows it."""
    differences_panels = [
        FieldPanel(
            "use_everywhere",
            heading=_("Use what is said here in all languages"),
            help_text=_(
                "Languages differ in something they share; below it is said where. Tick this and publish to let "
                "all of them say what stands here."
            ),
        )
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True


class PublishedSnippet(Published, SharedSnippet):
    """Shared content with a document of its own."""

    name = models.CharField(max_length=160)
    slug = models.SlugField(
        max_length=160, blank=True, help_text=_("Last part of its address. Left empty, it is made from the name.")
    )

    name_panels = [FieldPanel("name"), FieldPanel("slug", heading=_("Last part of the address"))]
    search_fields = [
        *SearchedWithDraft.draft_fields,
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(SharedSnippet.Meta):
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **options)

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or slugify(self.name)
        taken = type(self)._default_manager.filter(slug=self.slug, locale=self.locale_id).exclude(pk=self.pk).first()
        if taken is not None:
            message = gettext("“{taken}” already has the address “{slug}”. Choose another.").format(
                taken=taken, slug=self.slug
            )
            raise ValidationError({"slug": message})


class SelfAddressedSnippet(PublishedSnippet):
    """Editors never see its slug."""

    is_seen_by_itself = True

    class Meta(PublishedSnippet.Meta):
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        self.slug = self.slug or free_slug(self)
        super().save(*args, **options)

    def clean(self) -> None:
        self.slug = self.slug or free_slug(self)
        super().clean()


class PreviewedSnippet(PreviewableMixin):
    """Drawn for its editor from the contract, as pages are."""

    preview_template: str
    locale_id: int | None

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return self.preview_template

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        if self.locale_id is None:  # before it is first saved
            self.locale = Locale.get_default()
        return {**super().get_preview_context(request, mode_name), **preview_context(self, is_for_editors=True)}


def free_slug(snippet: PublishedSnippet) -> str:
    """Made from the name, with a number when another of the language has it."""
    wanted = slugify(snippet.name) or str(snippet._meta.model_name)
    others = type(snippet)._default_manager.filter(locale=snippet.locale_id).exclude(pk=snippet.pk)
    taken = set(others.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = (f"{wanted}-{number}" if number > 1 else wanted for number in count(1))
    return next(candidate for candidate in candidates if candidate not in taken)


def language_tags(text: str) -> list[str]:
    """``en, es`` as a list. Raise ValueError with the remedy for what is not a language code."""
    tags = [tag.strip() for tag in text.split(",") if tag.strip()]
    for tag in tags:
        if not LANGUAGE_TAG.fullmatch(tag):
            raise ValueError(
                gettext("“{tag}” is not a language code. Write codes with commas, for example: en, es.").format(tag=tag)
            )
    return tags


def lines_of(text: str) -> list[str]:
    """One value a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
