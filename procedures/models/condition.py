from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from cms.blocks.base import INLINE
from cms.publishing.unfinished import wrong
from cms.site.images import ContentImage
from cms.site.snippets import PublishedSnippet
from procedures.values.codes import HELP, parse_codes


class Condition(PublishedSnippet):
    """A condition that treatments are used for, with clinical codes and the names patients use."""

    lay_names = models.TextField(
        blank=True, help_text=_("What patients call it, one name a line. Search finds the condition by them.")
    )
    description = RichTextField(blank=True, features=INLINE, help_text=_("What it is, in two or three sentences."))
    image = models.ForeignKey(
        ContentImage, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("picture")
    )
    codes = models.TextField(_("clinical codes"), blank=True, help_text=HELP)

    shared_fields = ("codes", "image")
    panels = [
        *PublishedSnippet.differences_panels,
        *PublishedSnippet.name_panels,
        FieldPanel("lay_names"),
        FieldPanel("image"),
        FieldPanel("description"),
        FieldPanel("codes"),
    ]
    search_fields = [
        *PublishedSnippet.search_fields,
        index.SearchField("lay_names"),
        index.AutocompleteField("lay_names"),
        index.AutocompleteField("codes"),
    ]

    class Meta(PublishedSnippet.Meta):
        pass

    def unfinished(self) -> dict[str, str]:
        return super().unfinished() | wrong("codes", parse_codes, self.codes)
