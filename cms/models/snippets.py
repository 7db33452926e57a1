"""What shared content has: drafts, history, locking, and one version for each language."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index

from cms.publishing.published import Published

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class SharedSnippet(TranslatableMixin, LockableMixin, DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """Shared content that documents show. Deleting one in use is refused or leaves a gap; unpublishing hides it."""

    class Meta(TranslatableMixin.Meta):
        abstract = True


class PublishedSnippet(Published, SharedSnippet):
    """Shared content with a document of its own."""

    name = models.CharField(max_length=160)
    slug = models.SlugField(
        max_length=160, blank=True, help_text="Last part of its address. Left empty, it is made from the name."
    )

    name_panels = [FieldPanel("name"), FieldPanel("slug")]
    search_fields = [
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
            message = f"“{taken}” already has the address “{self.slug}”. Choose another."
            raise ValidationError({"slug": message})


def language_tags(text: str) -> list[str]:
    """``en, es`` as a list. Raise ValueError with the remedy for what is not a language code."""
    tags = [tag.strip() for tag in text.split(",") if tag.strip()]
    for tag in tags:
        if not LANGUAGE_TAG.fullmatch(tag):
            raise ValueError(f"“{tag}” is not a language code. Write codes with commas, for example: en, es.")
    return tags


def lines_of(text: str) -> list[str]:
    """One value a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
